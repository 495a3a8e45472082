import Exchange
import Foundation
import Kernel
import Operations

/// A file's table as it came: its header and its rows.
package struct ImportSource: Sendable {
    package let fileName: String
    package let header: [String]
    package let rows: [TableRow]
    /// Faults of the file itself, located.
    package let diagnostics: [Diagnostic]

    package init(fileName: String, header: [String], rows: [TableRow], diagnostics: [Diagnostic] = []) {
        (self.fileName, self.header, self.rows, self.diagnostics) = (fileName, header, rows, diagnostics)
    }

    /// The same with its first `count` rows.
    func beginning(_ count: Int) -> ImportSource {
        rows.count <= count
            ? self : ImportSource(fileName: fileName, header: header, rows: Array(rows.prefix(count)), diagnostics: diagnostics)
    }

    /// What one import may hold.
    package static let limits: ImportLimits = {
        var limits = ImportLimits()
        limits.bytes = 50 << 20
        limits.rows = 200_000
        limits.columns = 300
        return limits
    }()

    /// Reads the file. Throws what `TableFile` throws, `LT4103` for a name with a 密級 marking, `LT4209` without a header, `LT4216` without rows.
    ///
    /// - Parameter headerLine: 1-based line of the header; found by itself when nil.
    package static func read(_ data: Data, fileName: String, headerLine: Int? = nil, sheet: Int = 0) throws -> ImportSource {
        if let marking = SecrecyMarking.scan(name: fileName) {
            throw AppError("LT4103", .unprocessable, ["level": marking.level.rawValue, "line": "-"])
        }
        let (rows, diagnostics) = try TableFile(data, limits: limits).rows(sheet: sheet)
        let found: TableHeader?
        if let headerLine {
            found = rows.firstIndex { $0.line == headerLine }.flatMap { index in
                TableHeader.locate(in: [TableRow(line: headerLine, cells: rows[index].cells.map { Cell.text($0.value.plainText) })])
                    .map { TableHeader(index: index, names: $0.names) }
            }
        } else {
            found = TableHeader.locate(in: rows)
        }
        guard let found else { throw AppError("LT4209", .unprocessable) }
        let body = Array(rows.dropFirst(found.index + 1))
        guard !body.isEmpty else { throw AppError("LT4216", .unprocessable) }
        return ImportSource(fileName: fileName, header: found.names, rows: body, diagnostics: diagnostics)
    }
}
