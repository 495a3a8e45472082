import Kernel

/// One office's world on this installation.
package struct Tenant: Hashable, Sendable {
    package let id: TenantID
    package let name: String
    package init(id: TenantID, name: String) { (self.id, self.name) = (id, name) }
}

package protocol TenantWrites: AnyObject {
    /// The tenant of the transaction, made or renamed.
    func save(tenantName name: String) throws
}

package protocol TenantQueries: Sendable {
    func tenants() async throws -> [Tenant]
}
