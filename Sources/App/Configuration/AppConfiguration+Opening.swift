import Foundation
import Kernel
import Persistence
import Postgres
import SQLite
import Store

extension AppConfiguration {
    /// Makes the data folder (mode 0700) where it is missing.
    package func prepareDataFolder() throws {
        try FileManager.default.createDirectory(
            atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Opens the database this process is told to use. Throws `.locked` when another process serves the file.
    package func openDatabase() async throws -> any Database {
        switch database {
        case .sqlite(let path):
            if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
                try FileManager.default.createDirectory(
                    atPath: String(path[..<slash]), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            return try SQLiteDatabase(path: path)
        case .postgres(let url):
            var configuration = try PostgresConfiguration(url: url)
            configuration.pool = databasePool
            configuration.statementTimeout = statementTimeout
            configuration.poolTimeout = databasePoolWait
            let database = PostgresDatabase(configuration)
            try await database.check()
            return database
        }
    }

    /// Opens the database for `body` and closes it, whatever happens.
    package func withDatabase<T: Sendable>(_ body: (any Database) async throws -> T) async throws -> T {
        let database = try await openDatabase()
        let result: Result<T, any Error>
        do { result = .success(try await body(database)) } catch { result = .failure(error) }
        try await database.close()
        return try result.get()
    }

    /// Brings the schema up to date; answers the migrations applied. With `database.migrate: false` an older schema is refused.
    package func migrate(_ database: any Database, clock: any Kernel.Clock, force: Bool = false) async throws -> [String] {
        guard migratesAtStart || force else {
            let pending = try await Schema.pending(in: database)
            guard pending.isEmpty else { throw AppError("LT5105", .unavailable, ["migrations": pending.joined(separator: ", ")]) }
            return []
        }
        return try await Migration.apply(Schema.migrations, to: database, now: clock.now().microseconds)
    }
}
