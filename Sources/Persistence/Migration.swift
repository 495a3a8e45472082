import Crypto
import Kernel

/// One forward step of the schema, in its own transaction, recorded with its checksum.
package struct Migration: Sendable {
    package enum Step: Sendable {
        case create(Table)
        case run(SQL)
        case sqlite(SQL)
        case postgres(SQL)
    }
    package let id: String
    let steps: [Step]

    /// - Parameter id: sorts in the order of application: `0001-operations`.
    package init(_ id: String, _ steps: [Step]) { (self.id, self.steps) = (id, steps) }

    package func statements(for dialect: Dialect) -> [SQL] {
        steps.flatMap { step -> [SQL] in
            switch (step, dialect) {
            case (.create(let table), _): table.statements(for: dialect)
            case (.run(let sql), _): [sql]
            case (.sqlite(let sql), .sqlite), (.postgres(let sql), .postgres): [sql]
            case (.sqlite, .postgres), (.postgres, .sqlite): []
            }
        }
    }

    /// SHA-256 of the rendered statements: a past migration that changed is refused.
    package func checksum(for dialect: Dialect) -> String {
        var hash = SHA256()
        for statement in statements(for: dialect) { hash.update(data: Array((statement.rendered(for: dialect).text + "\n").utf8)) }
        return hash.finalize().hexadecimal
    }

    /// Applies what is missing, in order, each in its own transaction; answers the ids applied.
    ///
    /// Throws `.newer` when the database knows a migration this program does not, or one whose text has changed.
    package static func apply(_ migrations: [Migration], to database: any Database, now: Int64) async throws -> [String] {
        try await database.migrate { connection in
            let exists =
                switch connection.dialect {
                case .sqlite: try connection.first("select 1 as one from sqlite_master where type = 'table' and name = 'migrations'") != nil
                case .postgres:
                    try connection.first("select 1 as one from pg_tables where schemaname = current_schema() and tablename = 'migrations'")
                        != nil
                }
            if !exists {
                for statement in ledger.statements(for: connection.dialect) { try connection.execute(statement) }
            }
        }
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.id, $0) })
        let done = try await database.read { connection in
            try connection.query("select id, checksum from migrations").map { (try $0.text("id"), try $0.text("checksum")) }
        }
        for (id, checksum) in done {
            guard let migration = known[id] else { throw DatabaseFailure(.newer, "migration \(id) is not known to this version") }
            guard migration.checksum(for: database.dialect) == checksum else {
                throw DatabaseFailure(.newer, "migration \(id) has changed since it was applied")
            }
        }
        let past = Set(done.map(\.0))
        var applied: [String] = []
        for migration in migrations where !past.contains(migration.id) {
            try await database.migrate { connection in
                // Another node may have been quicker while we waited for the migration lock.
                guard try connection.first("select id from migrations where id = \(migration.id)") == nil else { return }
                for statement in migration.statements(for: connection.dialect) { try connection.execute(statement) }
                try connection.execute(
                    "insert into migrations (id, checksum, applied_at) values (\(migration.id), \(migration.checksum(for: connection.dialect)), \(now))"
                )
            }
            applied.append(migration.id)
        }
        return applied
    }

    /// The global table this very mechanism keeps.
    package static let ledger = Table(
        "migrations", [.text("id"), .text("checksum"), .int("applied_at")], primaryKey: ["id"], global: true)
}
