import Kernel
import Office
import Persistence

package struct TenantStore: TenantQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func tenants() async throws -> [Tenant] {
        try await database.read { connection in
            try connection.query("select id, name from tenants order by id").map { Tenant(id: try $0.id("id"), name: try $0.text("name")) }
        }
    }
}

extension TenantStore {
    package func all() async throws -> [TenantID] { try await tenants().map(\.id) }
}

extension StoreTransaction: TenantWrites {
    package func save(tenantName name: String) throws {
        try connection.execute(
            """
            insert into tenants (id, name, created_at) values (\(tenant), \(name), \(now))
            on conflict (id) do update set name = excluded.name
            """)
    }
}
