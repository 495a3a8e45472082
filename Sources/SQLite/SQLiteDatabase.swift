// Module in charge of the embedded database: one file, one process, one writer, no acknowledged write lost.

import Foundation
import GRDB
import Logging
import Persistence
import Synchronization

/// The `Database` port on SQLite through GRDB's pool: WAL, `synchronous=FULL`, foreign keys on.
package final class SQLiteDatabase: Persistence.Database {
    package let dialect = Dialect.sqlite
    package let path: String
    private let pool: DatabasePool
    private let lock: ProcessLock
    private let totals = Totals()

    /// Opens or creates the database at `path`.
    ///
    /// Throws `.locked` when another process holds it and `.unsafe` when the writer does not answer
    /// `synchronous = 2` and `journal_mode = wal`: GRDB sets NORMAL after `prepareDatabase`, which loses
    /// acknowledged writes when the power fails.
    package init(path: String, readers: Int = 4) throws {
        self.path = path
        lock = try ProcessLock(path: path + ".lock")
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.label = "lantu"
        configuration.prepareDatabase { db in
            // Off on purpose: memory-mapped pages make SQLite's known WAL races worse.
            try db.execute(sql: "PRAGMA mmap_size = 0")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA cache_size = -8000")
        }
        pool = try mapped { try DatabasePool(path: path, configuration: configuration) }
        try mapped {
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        }
        try assertDurable()
    }

    /// SQLite's own version, for the start-up log.
    package func libraryVersion() throws -> String {
        try mapped { try pool.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "?" } }
    }

    func assertDurable() throws {
        let (synchronous, journal) = try mapped {
            try pool.writeWithoutTransaction { db in
                (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
            }
        }
        guard synchronous == 2, journal == "wal" else {
            throw DatabaseFailure(.unsafe, "synchronous=\(synchronous ?? -1) journal_mode=\(journal ?? "?")")
        }
    }

    package func read<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        totals.reads.add(1, ordering: .relaxed)
        return try await mappedAsync { [totals] in
            try await self.pool.read { db in try body(SQLiteConnection(db, totals: totals)) }
        }
    }

    package func write<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        totals.writes.add(1, ordering: .relaxed)
        return try await mappedAsync { [totals] in
            try await self.pool.writeWithoutTransaction { db in
                var result: T?
                try db.inTransaction(.immediate) {
                    result = try body(SQLiteConnection(db, totals: totals))
                    return .commit
                }
                guard let result else { throw DatabaseFailure(.other, "the transaction ended without a result") }
                self.refreshStatistics(db)
                return result
            }
        }
    }

    /// Looks at a sample of every index once so many rows have changed since the last time. Without statistics SQLite takes the
    /// first column of every key, the tenant, for a choosy one, and reads whole tables where an index would do.
    private func refreshStatistics(_ db: GRDB.Database) {
        let changed = Int64(db.totalChangesCount)
        guard changed - totals.analyzed.load(ordering: .relaxed) >= Self.rowsBetweenStatistics else { return }
        totals.analyzed.store(changed, ordering: .relaxed)
        // The next time tries again: a plan without statistics is slow, never wrong.
        try? db.execute(sql: "PRAGMA analysis_limit = 400; ANALYZE")
    }

    private static let rowsBetweenStatistics: Int64 = 20_000

    package func migrate<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await mappedAsync { [totals] in
            try await self.pool.barrierWriteWithoutTransaction { db in
                // A table is rebuilt by create, copy, drop, rename: references must not fire meanwhile.
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
                var result: T?
                try db.inTransaction(.immediate) {
                    result = try body(SQLiteConnection(db, totals: totals))
                    try db.checkForeignKeys()
                    return .commit
                }
                guard let result else { throw DatabaseFailure(.other, "the migration ended without a result") }
                return result
            }
        }
    }

    package var counters: DatabaseCounters { totals.snapshot }

    package func close() async throws {
        try mapped { try pool.close() }
        lock.release()
    }
}

/// Totals that several queues add to.
final class Totals: Sendable {
    let statements = Atomic<Int64>(0)
    let reads = Atomic<Int64>(0)
    let writes = Atomic<Int64>(0)
    /// Rows the writer had changed when statistics were last taken.
    let analyzed = Atomic<Int64>(0)

    var snapshot: DatabaseCounters {
        DatabaseCounters(
            statements: statements.load(ordering: .relaxed), reads: reads.load(ordering: .relaxed), writes: writes.load(ordering: .relaxed))
    }
}
