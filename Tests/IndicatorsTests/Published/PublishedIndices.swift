import Foundation
import Indicators

/// Published indices with known results. They are not shipped: tests read them from `shared/data/indices` beside the
/// repository or above it, and say so when they are not there.
enum PublishedIndices {
    static let folder: URL? = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("shared/data/indices")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    static var isPresent: Bool { folder != nil }

    /// Rows of a file, header first.
    static func rows(_ path: String) throws -> [[String]] {
        guard let folder else { return [] }
        return rows(of: try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
    }

    static func rows(of text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map { line in
            var cells: [String] = []
            var cell = ""
            var isQuoted = false
            for character in line {
                switch character {
                case "\"": isQuoted.toggle()
                case "," where !isQuoted:
                    cells.append(cell)
                    cell = ""
                default: cell.append(character)
                }
            }
            return cells + [cell]
        }
    }

    /// Rows of a file by header.
    static func records(_ path: String) throws -> [[String: String]] {
        let rows = try rows(path)
        guard let header = rows.first else { return [] }
        return rows.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }

    /// The panel of a `data_long.csv`.
    static func panel(_ path: String) throws -> Panel {
        var builder = PanelBuilder()
        for row in try rows(path).dropFirst() where row.count == 4 {
            builder.add(unit: row[0], period: row[1], indicator: row[2], Double(row[3]).map { .value($0) } ?? .missing)
        }
        return builder.build().panel
    }
}
