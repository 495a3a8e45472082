// Module in charge of the database port: statements as literals, rows, tables, migrations. It knows no engine.

/// One of the stored types. Bool is stored 0/1, a decimal as canonical text, an instant as microseconds.
package enum SQLValue: Sendable, Hashable {
    case null
    case int(Int64)
    case double(Double)
    case text(String)
    case bytes([UInt8])
}

/// What may be interpolated into an `SQL` literal: it becomes a bound parameter, never text.
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

/// A statement written once for both engines.
///
/// Interpolations become parameters: `?n` on SQLite, `$n` on PostgreSQL. There is no initializer from a plain
/// string, so user text cannot become SQL. Fragments compose: `\(fragment)` splices another `SQL`.
package struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    package enum Part: Sendable, Hashable {
        case text(String)
        case bind(SQLValue)
    }
    package private(set) var parts: [Part]

    package init(stringLiteral value: StaticString) {
        parts = [.text(value.description)]
    }

    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(interpolationCount * 2 + 1) }

        package mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { parts.append(.text(literal.description)) }
        }

        package mutating func appendInterpolation(_ value: some SQLBindable) { parts.append(.bind(value.sqlValue)) }
        package mutating func appendInterpolation(_ value: (some SQLBindable)?) { parts.append(.bind(value?.sqlValue ?? .null)) }
        package mutating func appendInterpolation(_ value: SQLValue) { parts.append(.bind(value)) }
        package mutating func appendInterpolation(_ sql: SQL) { parts.append(contentsOf: sql.parts) }

        /// `in \(list: ids)`: parentheses included. The list is padded to a power of two by repeating its last
        /// value, so that the number of statement shapes stays small. Empty lists match nothing. At most 4,096.
        package mutating func appendInterpolation(list values: some Collection<some SQLBindable>) {
            var values = values.prefix(SQL.longestList).map(\.sqlValue)
            guard let last = values.last else { return parts.append(.text("(null)")) }
            var size = 1
            while size < values.count { size *= 2 }
            values.append(contentsOf: repeatElement(last, count: size - values.count))
            parts.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(",")) }
                parts.append(.bind(value))
            }
            parts.append(.text(")"))
        }
    }

    /// Longest list `\(list:)` accepts; callers page above it.
    package static let longestList = 4096

    /// Statement text with the engine's placeholders, and its parameters in order.
    package func rendered(for dialect: Dialect) -> (text: String, values: [SQLValue]) {
        var text = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .bind(let value):
                values.append(value)
                text += dialect == .postgres ? "$" : "?"
                text += String(values.count)
            }
        }
        return (text, values)
    }

    package static func + (a: SQL, b: SQL) -> SQL {
        var sum = a
        sum.parts.append(contentsOf: b.parts)
        return sum
    }

    /// Fragments joined by a literal separator: conditions by `" and "`, assignments by `", "`.
    package static func joined(_ fragments: [SQL], by separator: SQL) -> SQL {
        var result: SQL = ""
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { result.parts.append(contentsOf: separator.parts) }
            result.parts.append(contentsOf: fragment.parts)
        }
        return result
    }

    /// For the schema renderer only: names there come from our own table definitions.
    init(schema text: String) { parts = [.text(text)] }
}

/// The two engines. Code outside Persistence and the drivers asks only in `…+SQLite`/`…+Postgres` files.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgres
}
