import Kernel

package protocol OrderWrites: AnyObject {
    func insert(_ order: Order) throws
    /// Replaces the computed light; the colours of `Policy`.
    func setComputedLight(_ colour: String?, of order: OrderID) throws
}

/// Which orders a list shows; ids of organizations limit it to what the caller may see.
package struct OrderFilter: Sendable, Hashable {
    package var organizations: [OrganizationID]?
    package var states: [Order.State] = []
    package var computed: String?
    package var declared: String?
    package var divergent = false
    package var pillar: String?
    /// Only those past their deadline on this day.
    package var overdueOn: CivilDate?
    package var text: String?
    package init() {}
}

package protocol OrderQueries: Sendable {
    /// Orders by deadline, then code; at most `limit` (1…500) after `offsetCode`.
    func orders(tenant: TenantID, matching filter: OrderFilter, limit: Int) async throws -> [Order]
    func order(_ id: OrderID, tenant: TenantID) async throws -> Order?
}
