import Persistence

extension Schema {
    /// Migrations of this program the database does not have yet. A new database lacks all of them.
    package static func pending(in database: any Database) async throws -> [String] {
        try await database.read { connection in
            guard try exists("migrations", connection) else { return migrations.map(\.id) }
            let done = Set(try connection.query("select id from migrations").map { try $0.text("id") })
            return migrations.map(\.id).filter { !done.contains($0) }
        }
    }

    static func exists(_ table: String, _ connection: any Connection) throws -> Bool {
        switch connection.dialect {
        case .sqlite: try connection.first("select name from sqlite_master where type = 'table' and name = \(table)") != nil
        case .postgres:
            try connection.first("select tablename from pg_tables where schemaname = current_schema() and tablename = \(table)") != nil
        }
    }
}
