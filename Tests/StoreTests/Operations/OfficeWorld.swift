import Kernel
import Office
import Persistence
import Store

/// A migrated database with one tenant, and the means to write into it.
struct OfficeWorld: Sendable {
    let database: any Database
    let ids: IDGenerator
    let clock: any Clock
    let tenant = TenantID(1)
    let work: StoreUnitOfWork

    init(_ database: any Database, node: Int = 0, clock: any Clock = SystemClock()) async throws {
        _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
        _ = try await database.write { connection in
            try connection.execute("insert into tenants (id, name, created_at) values (1, 'test', 0) on conflict do nothing")
        }
        self.database = database
        self.clock = clock
        ids = IDGenerator(node: node, clock: clock)
        work = StoreUnitOfWork(database: database, ids: ids, clock: clock, node: node)
    }

    var context: WriteContext { WriteContext(tenant: tenant, actor: .system("test"), packVersion: "city@1.0.0") }

    func write<T: Sendable>(_ body: @Sendable @escaping (any Transaction) throws -> T) async throws -> T {
        try await work.write(context, body)
    }
}
