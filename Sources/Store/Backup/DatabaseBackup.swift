import Crypto
import Kernel
import Persistence

/// Copies a whole database out of one snapshot, while others write.
package struct DatabaseBackup: Sendable {
    private let database: any Database

    package init(database: any Database) { self.database = database }

    /// Gives every frame to `sink` and answers the digests of all tables.
    ///
    /// The snapshot is one read transaction: on SQLite the log grows while it lasts. `sink` writes to a file inside
    /// it, which only here is right: nothing waits for this transaction.
    /// - Parameter progress: called with rows done, about once a page.
    package func write(
        at now: Int64, to sink: @Sendable @escaping (BackupFrame) throws -> Void, progress: @Sendable @escaping (Int64) -> Void = { _ in }
    ) async throws -> [BackupTableDigest] {
        try await database.read { connection in
            let migrations = try connection.query("select id from migrations order by id").map { try $0.text("id") }
            try sink(
                .header(
                    BackupHeader(
                        format: BackupHeader.currentFormat, engine: connection.dialect.rawValue, at: now, migrations: migrations)))
            var digests: [BackupTableDigest] = []
            var done: Int64 = 0
            for table in try BackupCatalogue.tables(connection) {
                try sink(.table(table))
                let digest = try Self.walk(table, connection) { bytes, rows in
                    try sink(.rows(bytes))
                    done += rows
                    progress(done)
                }
                try sink(.endOfTable(digest))
                digests.append(digest)
            }
            return digests
        }
    }

    /// The digests of a database as it stands.
    package func digests() async throws -> [BackupTableDigest] {
        try await database.read { connection in
            try BackupCatalogue.tables(connection).map { try Self.walk($0, connection) { _, _ in } }
        }
    }

    /// Bytes of a page that memory holds at once; a single larger row still goes.
    private static let pageBytes = 2 << 20

    /// Reads a table along its primary key, page by page: memory is bounded however long it is.
    static func walk(
        _ table: BackupTable, _ connection: any Connection, page: ([UInt8], Int64) throws -> Void
    ) throws -> BackupTableDigest {
        let columns = SQL.joined(try table.columns.map { try SQL.name($0) }, by: ", ")
        let key = SQL.joined(try table.primaryKey.map { try SQL.name($0) }, by: ", ")
        let name = try SQL.name(table.name)
        let positions = table.primaryKey.compactMap { table.columns.firstIndex(of: $0) }
        var sha = SHA256()
        var count: Int64 = 0
        var limit = 16
        var last: [SQLValue]?
        while true {
            let after: SQL = last.map { values in " where (\(key)) > (\(SQL.joined(values.map { "\($0)" }, by: ", ")))" } ?? ""
            let rows = try connection.query("select \(columns) from \(name)\(after) order by \(key) limit \(limit)")
            guard let final = rows.last else { break }
            var bytes: [UInt8] = []
            for row in rows { try CanonicalRow.append(row.values, to: &bytes) }
            sha.update(data: bytes)
            count += Int64(rows.count)
            try page(bytes, Int64(rows.count))
            if rows.count < limit { break }
            last = positions.map { final.values[$0] }
            limit = max(1, min(4000, pageBytes / max(1, bytes.count / rows.count)))
        }
        return BackupTableDigest(name: table.name, rows: count, sha256: sha.finalize().hexadecimal)
    }
}
