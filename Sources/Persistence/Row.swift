import Kernel

/// The column names of a result, shared by its rows.
package final class ColumnNames: Sendable {
    package let names: [String]
    let index: [String: Int]
    package init(_ names: [String]) {
        self.names = names
        index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// One row of a result. Getters by column name; a wrong type or an unknown column throws, never traps.
package struct Row: Sendable {
    package let columns: ColumnNames
    package let values: [SQLValue]

    package init(columns: ColumnNames, values: [SQLValue]) { (self.columns, self.values) = (columns, values) }

    package func value(_ column: String) throws(DatabaseFailure) -> SQLValue {
        guard let index = columns.index[column], index < values.count else {
            throw DatabaseFailure(.misuse, "no column \(column) among \(columns.names)")
        }
        return values[index]
    }

    private func mismatch(_ column: String, _ wanted: String, _ value: SQLValue) -> DatabaseFailure {
        DatabaseFailure(.misuse, "column \(column) is not \(wanted): \(value)")
    }

    package func intOrNil(_ column: String) throws(DatabaseFailure) -> Int64? {
        switch try value(column) {
        case .null: nil
        case .int(let value): value
        case let other: throw mismatch(column, "an integer", other)
        }
    }
    package func doubleOrNil(_ column: String) throws(DatabaseFailure) -> Double? {
        switch try value(column) {
        case .null: nil
        case .double(let value): value
        case .int(let value): Double(value)
        case let other: throw mismatch(column, "a number", other)
        }
    }
    package func textOrNil(_ column: String) throws(DatabaseFailure) -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let value): value
        case let other: throw mismatch(column, "text", other)
        }
    }
    package func bytesOrNil(_ column: String) throws(DatabaseFailure) -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .bytes(let value): value
        case let other: throw mismatch(column, "bytes", other)
        }
    }
    package func dateOrNil(_ column: String) throws(DatabaseFailure) -> CivilDate? {
        guard let text = try textOrNil(column) else { return nil }
        guard let date = CivilDate(iso: text) else { throw mismatch(column, "a date", .text(text)) }
        return date
    }
    package func instantOrNil(_ column: String) throws(DatabaseFailure) -> Instant? {
        try intOrNil(column).map { Instant(microseconds: $0) }
    }
    package func idOrNil<T>(_ column: String, _ type: ID<T>.Type = ID<T>.self) throws(DatabaseFailure) -> ID<T>? {
        try intOrNil(column).map { ID<T>($0) }
    }

    private func required<T>(_ column: String, _ value: T?) throws(DatabaseFailure) -> T {
        guard let value else { throw DatabaseFailure(.misuse, "column \(column) is null") }
        return value
    }

    package func int(_ column: String) throws(DatabaseFailure) -> Int64 { try required(column, intOrNil(column)) }
    package func double(_ column: String) throws(DatabaseFailure) -> Double { try required(column, doubleOrNil(column)) }
    package func text(_ column: String) throws(DatabaseFailure) -> String { try required(column, textOrNil(column)) }
    package func bytes(_ column: String) throws(DatabaseFailure) -> [UInt8] { try required(column, bytesOrNil(column)) }
    package func bool(_ column: String) throws(DatabaseFailure) -> Bool { try int(column) != 0 }
    package func date(_ column: String) throws(DatabaseFailure) -> CivilDate { try required(column, dateOrNil(column)) }
    package func instant(_ column: String) throws(DatabaseFailure) -> Instant { try required(column, instantOrNil(column)) }
    package func id<T>(_ column: String, _ type: ID<T>.Type = ID<T>.self) throws(DatabaseFailure) -> ID<T> {
        try required(column, idOrNil(column))
    }

    /// Minor units in `column`, currency code in `currencyColumn`; nil when the amount is null.
    package func moneyOrNil(_ column: String, currency currencyColumn: String = "currency") throws(DatabaseFailure) -> Money? {
        guard let minor = try intOrNil(column) else { return nil }
        guard let currency = Currency(code: try text(currencyColumn)) else {
            throw mismatch(currencyColumn, "a currency", try value(currencyColumn))
        }
        return Money(minor: minor, currency: currency)
    }
}
