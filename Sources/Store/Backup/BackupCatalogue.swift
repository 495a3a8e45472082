import Persistence

/// What of a table travels in a backup: the columns of stored types, in the order of their names on both engines.
package struct BackupTable: Sendable, Hashable, Codable {
    package let name: String
    package let columns: [String]
    package let primaryKey: [String]
}

/// Reads the tables from the engine itself, so that no list here can miss one.
enum BackupCatalogue {
    /// Kept by the mechanisms of this very installation; a restored database makes its own.
    static let left: Set<String> = ["migrations", "nodes"]

    static func tables(_ connection: any Connection) throws -> [BackupTable] {
        let names =
            switch connection.dialect {
            case .sqlite:
                // Virtual tables and their shadows are indexes over ordinary ones.
                try connection.query(
                    "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'")
            case .postgres: try connection.query("select tablename as name from pg_tables where schemaname = current_schema()")
            }
        return try names.map { try $0.text("name") }.filter { !left.contains($0) }.sorted().map { name in
            let columns = try columns(of: name, connection)
            let key = try primaryKey(of: name, connection)
            guard !key.isEmpty, Set(key).isSubset(of: columns) else { throw DatabaseFailure(.misuse, "table \(name) has no primary key") }
            return BackupTable(name: name, columns: columns.sorted(), primaryKey: key)
        }
    }

    private static func columns(of table: String, _ connection: any Connection) throws -> [String] {
        let rows =
            switch connection.dialect {
            case .sqlite: try connection.query("select name from pragma_table_xinfo(\(table)) where hidden = 0")
            case .postgres:
                // A generated column, and a search vector, are made again by the engine.
                try connection.query(
                    """
                    select cast(column_name as text) as name from information_schema.columns
                    where table_schema = current_schema() and table_name = \(table) and is_generated = 'NEVER'
                      and data_type in ('bigint', 'text', 'double precision', 'bytea')
                    """)
            }
        return try rows.map { try $0.text("name") }
    }

    private static func primaryKey(of table: String, _ connection: any Connection) throws -> [String] {
        let rows =
            switch connection.dialect {
            case .sqlite: try connection.query("select name from pragma_table_xinfo(\(table)) where pk > 0 order by pk")
            case .postgres:
                try connection.query(
                    """
                    select cast(k.column_name as text) as name from information_schema.table_constraints c
                    join information_schema.key_column_usage k on k.constraint_schema = c.constraint_schema
                      and k.constraint_name = c.constraint_name and k.table_name = c.table_name
                    where c.table_schema = current_schema() and c.table_name = \(table) and c.constraint_type = 'PRIMARY KEY'
                    order by k.ordinal_position
                    """)
            }
        return try rows.map { try $0.text("name") }
    }

    /// Whether nothing but the schema is there.
    static func isEmpty(_ connection: any Connection) throws -> Bool {
        for table in try tables(connection) {
            if try connection.first("select 1 as one from \(SQL.name(table.name)) limit 1") != nil { return false }
        }
        return true
    }
}
