import Exchange
import Foundation
import Indicators
import Kernel

/// The units file: `unit`, optionally `parent` with `from` and `until`, and any columns of groups.
///
/// A unit may stand in several rows, one for each parent it had.
package enum IndexUnits {
    /// - Throws: what `CSVReader` throws for a file it cannot read.
    package static func read(_ data: Data, file: String, columns: IndexSpec.UnitColumns) throws -> (UnitDirectory, [Diagnostic]) {
        var directory = UnitDirectory()
        var diagnostics: [Diagnostic] = []
        var names: [String]?
        try CSVReader(data, limits: IndexData.limits).read { row in
            guard let known = names else {
                let header = row.cells.map(text)
                names = header
                if !header.contains(columns.code) {
                    diagnostics.append(Diagnostic(.error, "LT2420", ["column": columns.code], file: file, line: row.line))
                }
                return
            }
            func value(_ column: String) -> String? {
                known.firstIndex(of: column).map { text(row[$0]) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            guard known.contains(columns.code) else { return }
            guard let unit = value(columns.code) else {
                diagnostics.append(
                    Diagnostic(.error, "LT2422", ["column": columns.code], file: file, line: row.line, column: columns.code))
                return
            }
            if let parent = value(columns.parent) {
                directory.hierarchy.add(
                    UnitHierarchy.Link(unit: unit, parent: parent, from: value(columns.from), until: value(columns.until)))
            }
            let structure = [columns.code, columns.parent, columns.from, columns.until]
            for name in known where !structure.contains(name) {
                if let group = value(name) { directory.set(name, of: unit, to: group) }
            }
        }
        return (directory, diagnostics)
    }
}
