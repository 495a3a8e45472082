import Foundation
import Kernel
import Logging
import Office
import Operations
import Persistence
import Store
import TestSupport

@testable import App

/// A migrated database with one tenant, a data folder, and a silent log.
struct ServiceWorld: Sendable {
    let database: any Database
    let folder: String
    let tenant = TenantID(1)
    let work: StoreUnitOfWork
    let ids: IDGenerator
    let metrics = MetricRegistry()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func with(_ body: @Sendable (ServiceWorld) async throws -> Void) async throws {
        try await withEachDatabase { database in
            _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
            _ = try await database.write { try $0.execute("insert into tenants (id, name, created_at) values (1, 'test', 0)") }
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-test-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let ids = IDGenerator(node: 0, clock: SystemClock())
            try await body(
                ServiceWorld(
                    database: database, folder: folder,
                    work: StoreUnitOfWork(database: database, ids: ids, clock: SystemClock(), node: 0), ids: ids))
        }
    }

    func write<T: Sendable>(_ body: @Sendable @escaping (any Transaction) throws -> T) async throws -> T {
        try await work.write(WriteContext(tenant: tenant, actor: .system("test"), packVersion: "-"), body)
    }
}
