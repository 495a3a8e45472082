import Kernel
import Persistence

/// Every tenant of the installation.
package struct TenantStore: Sendable {
    private let database: any Database

    package init(database: any Database) { self.database = database }

    package func all() async throws -> [TenantID] {
        try await database.read { try $0.query("select id from tenants order by id").map { try $0.id("id") } }
    }
}
