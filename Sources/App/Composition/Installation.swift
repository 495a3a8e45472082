// Module in charge of putting the pieces together: which engine, which ports, which pages. Only it knows the driver.

import Foundation
import Kernel
import Office
import Persistence
import Postgres
import SQLite
import Store

/// One database, open and migrated, with everything built over it.
package struct Installation: Sendable {
    package let database: any Database
    package let ids: IDGenerator
    package let clock: any Clock
    package let node: Int
    package let unitOfWork: any UnitOfWork
    /// Migrations applied while opening.
    package let migrated: [String]

    /// Opens `location`: a path, or `postgres://…`. Migrates unless told not to.
    ///
    /// Throws `DatabaseFailure` when another process holds it, it is newer than this program, or it is set up unsafely.
    package static func open(_ location: String, node: Int = 0, clock: any Clock = SystemClock(), migrate: Bool = true) async throws
        -> Installation
    {
        let database: any Database = try await Self.connect(location)
        do {
            let migrated = migrate ? try await Migration.apply(Schema.migrations, to: database, now: clock.now().microseconds) : []
            let ids = IDGenerator(node: node, clock: clock)
            return Installation(
                database: database, ids: ids, clock: clock, node: node,
                unitOfWork: StoreUnitOfWork(database: database, ids: ids, clock: clock, node: node), migrated: migrated)
        } catch {
            try? await database.close()
            throw error
        }
    }

    private static func connect(_ location: String) async throws -> any Database {
        if location.hasPrefix("postgres://") || location.hasPrefix("postgresql://") {
            let database = try PostgresDatabase(url: location)
            try await database.check()
            return database
        }
        let url = URL(fileURLWithPath: location)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        return try SQLiteDatabase(path: url.path)
    }

    package func close() async throws { try await database.close() }
}
