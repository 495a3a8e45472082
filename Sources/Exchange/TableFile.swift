import Foundation
import Kernel

/// A table file of whichever kind, read through one door.
package enum TableFile {
    case delimited(CSVReader)
    case workbook(XLSXReader)

    /// Tells the kind by content and opens it.
    ///
    /// - Throws: an `AppError` `LT4001`…`LT4017` for a file that is refused as a whole.
    package init(_ data: Data, options: CSVReader.Options = .init(), limits: ImportLimits = .standard) throws {
        switch try FileKind.sniff(data) {
        case .delimitedText: self = .delimited(try CSVReader(data, options: options, limits: limits))
        case .workbook: self = .workbook(try XLSXReader(data, limits: limits))
        }
    }

    /// Names of the sheets; none for a delimited text.
    package var sheetNames: [String] {
        switch self {
        case .delimited: []
        case .workbook(let reader): reader.sheets.map(\.name)
        }
    }

    /// How the bytes were read as text; nil for workbooks, which say it themselves.
    package var encoding: EncodingGuess? {
        switch self {
        case .delimited(let reader): reader.encoding
        case .workbook: nil
        }
    }

    /// Calls `body` for each row that holds anything and answers the located faults of the file.
    ///
    /// - Throws: beyond limits `LT4006`–`LT4014`, `LT4015` for a missing sheet, `CancellationError`, and what `body` throws.
    @discardableResult
    package func read(sheet: Int = 0, _ body: (TableRow) throws -> Void) throws -> [Diagnostic] {
        switch self {
        case .delimited(let reader): try reader.read(body)
        case .workbook(let reader): try reader.read(sheet: sheet, body)
        }
    }

    /// All rows at once, for files known to be small: previews, templates, tests.
    package func rows(sheet: Int = 0) throws -> (rows: [TableRow], diagnostics: [Diagnostic]) {
        var rows: [TableRow] = []
        let diagnostics = try read(sheet: sheet) { rows.append($0) }
        return (rows, diagnostics)
    }
}
