import Foundation
import Testing

/// Published examples that lie beside the repository, in shared/data/indices; tests that need them are skipped where they are absent.
enum SharedIndices {
    static let folder: URL? = {
        var place = URL(fileURLWithPath: #filePath)
        while place.pathComponents.count > 1 {
            place.deleteLastPathComponent()
            let folder = place.appendingPathComponent("shared/data/indices")
            if FileManager.default.fileExists(atPath: folder.path) { return folder }
        }
        return nil
    }()

    static let absent: Comment = "shared/data/indices is not beside the repository: the published examples cannot be compared"

    static func data(_ path: String) throws -> Data {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appendingPathComponent(path))
    }

    /// Rows of a CSV file; quoted fields may hold commas.
    static func rows(_ path: String) throws -> [[String]] {
        String(decoding: try data(path), as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
            var fields = [""]
            var quoted = false
            for character in line {
                if character == "\"" {
                    quoted.toggle()
                } else if character == ",", !quoted {
                    fields.append("")
                } else {
                    fields[fields.count - 1].append(character)
                }
            }
            return fields
        }
    }
}
