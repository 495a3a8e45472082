import Exchange
import Foundation
import Indicators
import Kernel

/// Observations read from long-form CSV files: `unit,period,indicator,value`, in any order of columns.
///
/// An optional column `recorded` holds the day a row became known; with an "as of" day, later rows are left out and of
/// several observations of one cell the one recorded last counts.
package struct IndexData: Sendable {
    private var builder = PanelBuilder()
    /// Rows that say when they were recorded; they are laid down last, in that order.
    private var rows: [Row] = []
    package private(set) var diagnostics: [Diagnostic] = []

    private struct Row: Sendable {
        let unit: String, period: String, indicator: String
        let cell: Indicators.Cell
        let recorded: String
    }

    package init() {}

    /// Texts that stand for a missing value.
    private static let missing: Set<String> = ["", "na", "n/a", "n.a.", "nan", "null", "none", "-", "..", "…"]
    private static let notApplicable: Set<String> = ["not-applicable", "不適用", "不适用"]

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Adds a file; faults are located and collected, at most 200 a file.
    /// - Throws: what `CSVReader` throws for a file it cannot read.
    package mutating func add(_ data: Data, file: String, asOf: String? = nil) throws {
        let reader = try CSVReader(data, limits: Self.limits)
        var columns: [String: Int]?
        var faults = 0
        try reader.read { row in
            guard let known = columns else {
                columns = header(row, file)
                return
            }
            guard let unit = known["unit"], let period = known["period"], let indicator = known["indicator"], let value = known["value"]
            else {
                return
            }
            let recorded = known["recorded"].map { text(row[$0]) } ?? ""
            if let asOf, !recorded.isEmpty, PeriodOrder.precedes(asOf, recorded) { return }
            let raw = text(row[value])
            let cell: Indicators.Cell
            if Self.missing.contains(raw.lowercased()) {
                cell = .missing
            } else if Self.notApplicable.contains(raw) {
                cell = .notApplicable
            } else if let number = Double(raw), number.isFinite {
                cell = .value(number)
            } else {
                faults += 1
                if faults <= 200 {
                    diagnostics.append(Diagnostic(.error, "LT2421", ["value": raw], file: file, line: row.line, column: "value"))
                }
                return
            }
            let codes = [text(row[unit]), text(row[period]), text(row[indicator])]
            if let empty = codes.firstIndex(of: "") {
                faults += 1
                let name = ["unit", "period", "indicator"][empty]
                if faults <= 200 {
                    diagnostics.append(Diagnostic(.error, "LT2422", ["column": name], file: file, line: row.line, column: name))
                }
                return
            }
            if recorded.isEmpty {
                builder.add(unit: codes[0], period: codes[1], indicator: codes[2], cell)
            } else {
                rows.append(Row(unit: codes[0], period: codes[1], indicator: codes[2], cell: cell, recorded: recorded))
            }
        }
    }

    private mutating func header(_ row: TableRow, _ file: String) -> [String: Int] {
        var columns: [String: Int] = [:]
        for index in row.cells.indices { columns[text(row[index]).lowercased()] = index }
        for name in ["unit", "period", "indicator", "value"] where columns[name] == nil {
            diagnostics.append(Diagnostic(.error, "LT2420", ["column": name], file: file, line: row.line))
        }
        return columns
    }

    /// The panel of everything added, with the observations of one cell that do not agree.
    package mutating func panel() -> (panel: Panel, conflicts: [PanelBuilder.Conflict]) {
        rows.sort { PeriodOrder.precedes($0.recorded, $1.recorded) }
        var builder = builder
        var recorded: [String: [String]] = [:]
        for row in rows {
            builder.add(unit: row.unit, period: row.period, indicator: row.indicator, row.cell)
            recorded["\(row.unit)\u{0}\(row.period)\u{0}\(row.indicator)", default: []].append(row.recorded)
        }
        let (panel, conflicts) = builder.build()
        // A later record corrects an earlier one; only two of one day contradict each other.
        let real = conflicts.filter { conflict in
            guard let days = recorded["\(conflict.unit)\u{0}\(conflict.period)\u{0}\(conflict.indicator)"] else { return true }
            return Set(days).count < days.count
        }
        (self.builder, rows) = (PanelBuilder(), [])
        return (panel, real)
    }

    static let limits: ImportLimits = {
        var limits = ImportLimits()
        limits.bytes = 4 * 1024 * 1024 * 1024
        limits.rows = 200_000_000
        return limits
    }()
}

/// A cell's text without spaces around it.
func text(_ cell: Exchange.Cell) -> String {
    let original = cell.original
    guard let first = original.utf8.first, let last = original.utf8.last, first <= 0x20 || last <= 0x20 || first >= 0x80 || last >= 0x80
    else {
        return original
    }
    return original.trimmingCharacters(in: .whitespacesAndNewlines)
}
