import Foundation
import Kernel

/// Writes a small table at once in the kind a user asked for; large ones stream through `CSVWriter` and `XLSXWriter`.
package enum TableWriter: String, Sendable, CaseIterable {
    case csv
    case xlsx

    package var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// - Throws: `LT4060`, `LT4062` from the workbook writer.
    package func data(_ table: Table, name: String) throws -> Data {
        switch self {
        case .csv: CSVWriter.data(table)
        case .xlsx: try XLSXWriter.data([(name, table)]).data
        }
    }
}
