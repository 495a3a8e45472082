/// A table, defined once; renders for both engines. Unless it is global, `tenant_id` leads its primary key,
/// unique keys, foreign keys and indexes.
package struct Table: Sendable {
    package enum ColumnType: Sendable { case int64, double, text, bytes, bool }

    package struct Column: Sendable {
        let name: String
        let type: ColumnType
        var nullable = false
        var reference: String?
        var check: SQL?
        var defaultValue: SQL?

        package static func int(_ name: String) -> Column { Column(name: name, type: .int64) }
        package static func double(_ name: String) -> Column { Column(name: name, type: .double) }
        package static func text(_ name: String) -> Column { Column(name: name, type: .text) }
        package static func bytes(_ name: String) -> Column { Column(name: name, type: .bytes) }
        package static func bool(_ name: String) -> Column { Column(name: name, type: .bool) }

        package var optional: Column { with { $0.nullable = true } }
        /// A foreign key to `(tenant_id, id)` of another table.
        package func references(_ table: String) -> Column { with { $0.reference = table } }
        package func check(_ condition: SQL) -> Column { with { $0.check = condition } }
        package func defaults(_ value: SQL) -> Column { with { $0.defaultValue = value } }

        private func with(_ change: (inout Column) -> Void) -> Column {
            var copy = self
            change(&copy)
            return copy
        }
    }

    package struct Index: Sendable {
        let columns: [String]
        let condition: SQL?
        /// Columns may carry a direction: `"amount desc"`.
        package init(_ columns: [String], where condition: SQL? = nil) { (self.columns, self.condition) = (columns, condition) }
    }

    /// A foreign key over several columns: keeps two tables agreed on more than an id.
    package struct ForeignKey: Sendable {
        let columns: [String]
        let table: String
        let targets: [String]
        /// Without `tenant_id`, which leads both sides. `targets` must be a unique key of `table`.
        package init(_ columns: [String], references table: String, _ targets: [String]) {
            (self.columns, self.table, self.targets) = (columns, table, targets)
        }
    }

    package let name: String
    let columns: [Column]
    let primaryKey: [String]
    let unique: [[String]]
    let indexes: [Index]
    let foreignKeys: [ForeignKey]
    let checks: [SQL]
    let global: Bool

    /// - Parameters:
    ///   - primaryKey: without `tenant_id`, which is put in front unless the table is global.
    ///   - global: outside any tenant: only for the short list in Store's `GlobalTables.swift`.
    package init(
        _ name: String, _ columns: [Column], primaryKey: [String] = ["id"], unique: [[String]] = [], indexes: [Index] = [],
        foreignKeys: [ForeignKey] = [], checks: [SQL] = [], global: Bool = false
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.unique = unique
        self.indexes = indexes
        self.foreignKeys = foreignKeys
        self.checks = checks
        self.global = global
    }

    private func keyed(_ columns: [String]) -> String { ((global ? [] : ["tenant_id"]) + columns).joined(separator: ", ") }

    package func statements(for dialect: Dialect) -> [SQL] {
        var lines: [String] = []
        let all = (global ? [] : [Column.int("tenant_id")]) + columns
        for column in all {
            var line = "\(column.name) \(column.type.text(dialect))"
            if !column.nullable { line += " not null" }
            if let value = column.defaultValue { line += " default " + value.rendered(for: dialect).text }
            if column.type == .bool { line += " check (\(column.name) in (0, 1))" }
            if let check = column.check { line += " check (\(check.rendered(for: dialect).text))" }
            lines.append(line)
        }
        lines.append("primary key (\(keyed(primaryKey)))")
        for key in unique { lines.append("constraint \(name)_\(key.joined(separator: "_"))_key unique (\(keyed(key)))") }
        if !global { lines.append("foreign key (tenant_id) references tenants (id)") }
        for column in columns {
            if let table = column.reference { lines.append("foreign key (\(keyed([column.name]))) references \(table) (\(keyed(["id"])))") }
        }
        for key in foreignKeys { lines.append("foreign key (\(keyed(key.columns))) references \(key.table) (\(keyed(key.targets)))") }
        for check in checks { lines.append("check (\(check.rendered(for: dialect).text))") }
        var result = [
            SQL(schema: "create table \(name) (\n  " + lines.joined(separator: ",\n  ") + "\n)" + (dialect == .sqlite ? " strict" : ""))
        ]
        for index in indexes {
            let label = index.columns.map { $0.split(separator: " ")[0] }.joined(separator: "_")
            let condition = index.condition.map { " where " + $0.rendered(for: dialect).text } ?? ""
            result.append(
                SQL(
                    schema:
                        "create index \(name)_\(label)\(condition.isEmpty ? "" : "_part")_idx on \(name) (\(keyed(index.columns)))\(condition)"
                ))
        }
        return result
    }
}

extension Table.ColumnType {
    fileprivate func text(_ dialect: Dialect) -> String {
        switch (self, dialect) {
        case (.int64, .sqlite): "integer"
        case (.int64, .postgres): "bigint"
        case (.bool, .sqlite): "integer"
        case (.bool, .postgres): "bigint"
        case (.double, .sqlite): "real"
        case (.double, .postgres): "double precision"
        case (.text, .sqlite): "text"
        case (.text, .postgres): "text collate \"C\""
        case (.bytes, .sqlite): "blob"
        case (.bytes, .postgres): "bytea"
        }
    }
}
