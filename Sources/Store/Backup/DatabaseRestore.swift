import Kernel
import Persistence

/// Fills an empty database of either engine from a backup of either, all or nothing.
package struct DatabaseRestore: Sendable {
    private let database: any Database
    private let clock: any Clock

    package init(database: any Database, clock: any Clock) { (self.database, self.clock) = (database, clock) }

    /// Throws LT5111 when the database is not empty, LT5112 when the backup is of a newer program, LT5113 when what
    /// was loaded is not what was saved. Migrations younger than the backup are applied afterwards.
    package func read(_ source: any BackupSource, header: BackupHeader, progress: @Sendable @escaping (Int64) -> Void = { _ in })
        async throws -> [BackupTableDigest]
    {
        let known = Set(Schema.migrations.map(\.id))
        guard header.format == BackupHeader.currentFormat, Set(header.migrations).isSubset(of: known) else {
            throw AppError("LT5112", .conflict, ["migrations": header.migrations.filter { !known.contains($0) }.joined(separator: ", ")])
        }
        let empty = try await database.read { try BackupCatalogue.isEmpty($0) }
        guard empty else { throw AppError("LT5111", .conflict) }
        let now = clock.now().microseconds
        let then = Set(header.migrations)
        _ = try await Migration.apply(Schema.migrations.filter { then.contains($0.id) }, to: database, now: now)
        let digests = try await database.migrate { connection in
            try source.rewind()
            let constraints = try ForeignKeys.defer(connection)
            let digests = try Self.load(source, connection, progress: progress)
            try ForeignKeys.check(constraints, connection)
            return digests
        }
        _ = try await Migration.apply(Schema.migrations, to: database, now: now)
        return digests
    }

    private static func load(_ source: any BackupSource, _ connection: any Connection, progress: (Int64) -> Void) throws
        -> [BackupTableDigest]
    {
        let tables = Dictionary(uniqueKeysWithValues: try BackupCatalogue.tables(connection).map { ($0.name, $0) })
        var current: BackupTable?
        var digests: [BackupTableDigest] = []
        var done: Int64 = 0
        while let frame = try source.next() {
            switch frame {
            case .header: break
            case .table(let table):
                guard tables[table.name] == table else { throw DatabaseFailure(.unsafe, "table \(table.name) is not as the backup has it") }
                // A migration may have put rows there that the backup brings too.
                if try connection.first("select 1 as one from \(SQL.name(table.name)) limit 1") != nil {
                    try connection.execute("delete from \(SQL.name(table.name))")
                }
                current = table
            case .rows(let bytes):
                guard let table = current else { throw DatabaseFailure(.unsafe, "rows without a table") }
                let rows = try CanonicalRow.rows(in: bytes, columns: table.columns.count)
                try insert(rows, into: table, connection)
                done += Int64(rows.count)
                progress(done)
            case .endOfTable(let digest): digests.append(digest)
            }
        }
        for digest in digests {
            guard let table = tables[digest.name], try DatabaseBackup.walk(table, connection, page: { _, _ in }) == digest else {
                throw AppError("LT5113", .conflict, ["table": digest.name])
            }
        }
        return digests
    }

    /// Parameters of one statement: SQLite takes 32,766, PostgreSQL 65,535.
    private static let mostParameters = 8000

    private static func insert(_ rows: [[SQLValue]], into table: BackupTable, _ connection: any Connection) throws {
        let head: SQL =
            "insert into \(try SQL.name(table.name)) (\(SQL.joined(try table.columns.map { try SQL.name($0) }, by: ", "))) values "
        // Large values go alone: a statement's text and values are held twice.
        let size = max(1, min(mostParameters / max(table.columns.count, 1), 400))
        var start = 0
        while start < rows.count {
            let batch = rows[start..<min(start + size, rows.count)]
            let values = batch.map { row in "(\(SQL.joined(row.map { "\($0)" }, by: ", ")))" as SQL }
            try connection.execute(head + SQL.joined(values, by: ", "))
            start += size
        }
    }
}

/// References are checked when everything is there, not row by row: a parent may come after its child.
private enum ForeignKeys {
    typealias Constraint = (table: String, name: String)

    static func `defer`(_ connection: any Connection) throws -> [Constraint] {
        // SQLite's migrations run with references off and are checked at the end.
        guard connection.dialect == .postgres else { return [] }
        let constraints = try connection.query(
            """
            select cast(c.relname as text) as table_name, cast(k.conname as text) as name from pg_constraint k
            join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = k.connamespace
            where k.contype = 'f' and n.nspname = current_schema() and not k.condeferrable
            """
        ).map { (table: try $0.text("table_name"), name: try $0.text("name")) }
        for constraint in constraints {
            try connection.execute(
                "alter table \(SQL.name(constraint.table)) alter constraint \(SQL.name(constraint.name)) deferrable initially deferred")
        }
        return constraints
    }

    static func check(_ constraints: [Constraint], _ connection: any Connection) throws {
        guard connection.dialect == .postgres else { return }
        try connection.execute("set constraints all immediate")
        for constraint in constraints {
            try connection.execute("alter table \(SQL.name(constraint.table)) alter constraint \(SQL.name(constraint.name)) not deferrable")
        }
    }
}
