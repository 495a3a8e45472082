import Foundation
import Kernel
import Logging
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

    /// What a process that serves calls itself towards PostgreSQL: restoring and migrating look for it there, from any machine.
    package static let servingName = "lantu serving"

    /// Opens the database this process is told to use. Throws `.locked` when another process serves the file.
    ///
    /// - Parameter serving: whether this process is to be found by `refuseWhileServed`.
    package func openDatabase(serving: Bool = false) async throws -> any Database {
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
            if serving { configuration["application_name"] = Self.servingName }
            let database = PostgresDatabase(configuration)
            try await database.check()
            return database
        }
    }

    /// Throws LT5116 while another process serves this database: told by the control socket of the data folder, by the lock of an
    /// embedded database (which opening it takes), and by a PostgreSQL server's list of its sessions.
    package func refuseWhileServed(_ database: any Database) async throws {
        guard !ControlClient(path: controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
        guard let postgres = database as? PostgresDatabase else { return }
        guard try await postgres.sessions(named: Self.servingName) == 0 else { throw AppError("LT5116", .unavailable) }
    }

    /// What the start-up log says of the engine, and a warning where it is an old one.
    package func report(_ database: any Database, to logger: Logger) {
        guard let sqlite = database as? SQLiteDatabase, let text = try? sqlite.libraryVersion() else { return }
        guard let version = SQLiteVersion(text), version.hasWALResetFix else {
            return logger.warning(
                "This SQLite library is older than 3.51.3 and has its WAL reset race. One process and one writer keep it out of reach.",
                metadata: ["sqlite": "\(text)"])
        }
        logger.info("The database engine.", metadata: ["sqlite": "\(text)"])
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
