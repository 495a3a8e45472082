import Foundation
import Kernel

/// Writes a table as RFC 4180 text, row by row: UTF-8, CRLF, text cells neutralised, numbers and dates as they are.
package struct CSVWriter: Sendable {
    package struct Options: Hashable, Sendable {
        /// Excel reads UTF-8 only when it sees the mark.
        package var byteOrderMark = true
        package var delimiter = CSVDialect.Delimiter.comma
        package init() {}
    }

    private let options: Options
    private var buffer: [UInt8]

    package init(columns: [Column], options: Options = Options()) {
        self.options = options
        buffer = options.byteOrderMark ? TextEncoding.utf8BOM.mark : []
        append(columns.map { Cell.text($0.header) })
    }

    package mutating func append(_ row: [Cell]) {
        if row.count == 1, row[0].isBlank { buffer.append(contentsOf: "\"\"".utf8) }
        for (index, cell) in row.enumerated() {
            if index > 0 { buffer.append(options.delimiter.byte) }
            switch cell.value {
            case .text(let text): append(FormulaGuard.neutralize(text.filter { $0 != "\0" }))
            case .number(let text) where ExactDecimal(canonical: text) == nil: append(FormulaGuard.neutralize(text))
            default: buffer.append(contentsOf: cell.value.plainText.utf8)
            }
        }
        buffer.append(0x0D)
        buffer.append(0x0A)
    }

    /// What was written since the last call: send it on, so that memory stays flat.
    package mutating func drain() -> Data {
        defer { buffer.removeAll(keepingCapacity: true) }
        return Data(buffer)
    }

    /// The whole table in memory.
    package static func data(_ table: Table, options: Options = Options()) -> Data {
        var writer = CSVWriter(columns: table.columns, options: options)
        for row in table.rows { writer.append(row) }
        return writer.drain()
    }

    /// Quotes whatever could be taken apart by any of the usual delimiters, not only by the one in use.
    private mutating func append(_ text: String) {
        let special: Set<UInt8> = [0x22, 0x2C, 0x3B, 0x09, 0x7C, 0x0A, 0x0D]
        let isPadded = text.utf8.first == 0x20 || text.utf8.last == 0x20
        guard isPadded || text.utf8.contains(where: special.contains) else {
            buffer.append(contentsOf: text.utf8)
            return
        }
        buffer.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }
}
