import Accounts
import Kernel
import Supervision

/// What the list of orders is asked. Conditions of different kinds must all hold.
package struct OrderListQuestion: Hashable, Sendable {
    package let tenant: TenantID
    package let scope: VisibleScope
    package let today: CivilDate
    package var text = ""
    package var states: [String] = []
    package var pillars: [String] = []
    package var units: [OrganizationID] = []
    package var declared: String?
    package var computed: String?
    package var confirmed: String?
    package var divergentOnly = false
    package var overdueOnly = false
    /// Neither closed nor suspended.
    package var openOnly = false
    /// The last row of the page before.
    package var after: OrderCursor?
    /// 1…200.
    package var limit = 50

    package init(tenant: TenantID, scope: VisibleScope, today: CivilDate) { (self.tenant, self.scope, self.today) = (tenant, scope, today) }
}

/// Where a page of orders ended. Travels in addresses.
package struct OrderCursor: Hashable, Sendable {
    package let deadline: CivilDate
    package let code: String
    package init(deadline: CivilDate, code: String) { (self.deadline, self.code) = (deadline, code) }

    package init?(_ text: String) {
        guard let day = CivilDate(iso: text.prefix(10)), text.dropFirst(10).first == "." else { return nil }
        self.init(deadline: day, code: String(text.dropFirst(11).prefix(100)))
    }

    package var text: String { "\(deadline).\(code)" }
}

/// An order with the names of the units it concerns.
package struct OrderLine: Hashable, Sendable {
    package let order: Order
    package let lead: LocalizedText
    package let supervisor: LocalizedText
    /// In the order's own order; filled for a single order, empty in lists.
    package let partners: [LocalizedText]

    package init(order: Order, lead: LocalizedText, supervisor: LocalizedText, partners: [LocalizedText] = []) {
        (self.order, self.lead, self.supervisor, self.partners) = (order, lead, supervisor, partners)
    }
}

package struct OrderPage: Sendable {
    package let lines: [OrderLine]
    /// Exact up to 10,000; one more means "or more".
    package let count: Int
    package let next: OrderCursor?
    package init(lines: [OrderLine], count: Int, next: OrderCursor?) { (self.lines, self.count, self.next) = (lines, count, next) }
}

package protocol OrderRegisterQueries: Sendable {
    /// By deadline, then code. Two statements.
    func orders(_ question: OrderListQuestion) async throws -> OrderPage
    /// Nil when there is none in sight.
    func order(_ id: OrderID, tenant: TenantID, scope: VisibleScope) async throws -> OrderLine?
}
