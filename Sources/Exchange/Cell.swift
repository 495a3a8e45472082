import Kernel

/// One cell of a table, as read or as to be written, with the text it came from.
package struct Cell: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case blank
        case text(String)
        /// Plain decimal text: `-1234.50`. Never a `Double`, so that money stays exact.
        case number(String)
        case date(CivilDate)
        case bool(Bool)
    }

    package let value: Value
    /// What the file says, for messages and for readers that know better.
    package let original: String

    package init(_ value: Value, original: String? = nil) {
        self.value = value
        self.original = original ?? value.plainText
    }

    package static let blank = Cell(.blank, original: "")

    /// Text; blank when empty.
    package static func text(_ text: String) -> Cell { text.isEmpty ? .blank : Cell(.text(text), original: text) }
    /// A number from plain decimal text; text that is none stays text.
    package static func number(_ text: String) -> Cell {
        ExactDecimal(canonical: text) == nil ? .text(text) : Cell(.number(text), original: text)
    }
    package static func number(_ value: some FixedWidthInteger) -> Cell { Cell(.number(String(value))) }
    package static func money(_ money: Money) -> Cell { Cell(.number(money.decimalString)) }
    package static func date(_ date: CivilDate) -> Cell { Cell(.date(date)) }
    package static func bool(_ value: Bool) -> Cell { Cell(.bool(value)) }

    package var isBlank: Bool { value == .blank }
}

extension Cell.Value {
    /// The value as CSV carries it, before any neutralisation.
    package var plainText: String {
        switch self {
        case .blank: ""
        case .text(let text), .number(let text): text
        case .date(let date): date.description
        case .bool(let value): value ? "TRUE" : "FALSE"
        }
    }
}

/// One row as read: where it stands and its cells. Rows may be shorter or longer than the header.
package struct TableRow: Hashable, Sendable {
    /// 1-based line of the text file where the row begins, or row number of the sheet.
    package let line: Int
    package let cells: [Cell]

    package init(line: Int, cells: [Cell]) { (self.line, self.cells) = (line, cells) }

    /// The cell at a 0-based column; blank beyond the row's end.
    package subscript(column: Int) -> Cell { cells.indices.contains(column) ? cells[column] : .blank }
}

/// A table to write: typed columns and rows.
package struct Table: Sendable {
    package var columns: [Column]
    package var rows: [[Cell]]

    package init(columns: [Column], rows: [[Cell]] = []) { (self.columns, self.rows) = (columns, rows) }
}

/// A column to write.
package struct Column: Hashable, Sendable {
    package enum Format: Hashable, Sendable {
        case text
        case integer
        case decimal(digits: Int)
        /// Thousands separators and so many digits; the amount itself stays exact.
        case money(digits: Int)
        /// The cell holds the fraction: 0.25 shows as 25 %.
        case percent
        case date
    }

    package var header: String
    package var format: Format
    /// The answers a template offers in a drop-down list.
    package var choices: [String]
    /// What to enter, shown when a template's cell is selected.
    package var note: String?

    package init(_ header: String, _ format: Format = .text, choices: [String] = [], note: String? = nil) {
        (self.header, self.format, self.choices, self.note) = (header, format, choices, note)
    }
}
