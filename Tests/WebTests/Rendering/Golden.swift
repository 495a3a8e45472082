import Foundation
import Testing

/// Compares HTML with `Tests/WebTests/Golden/<name>.html`; with LANTU_UPDATE_GOLDEN=1 in the environment it writes it.
func expectGolden(_ html: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Golden/\(name).html")
    let text = html.replacing(/\/assets\/[0-9a-f]{12}/, with: "/assets/0")
    if ProcessInfo.processInfo.environment["LANTU_UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard golden != text else { return }
    let pairs = zip(golden.split(separator: "\n"), text.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }.map { "- \($0)\n+ \($1)" } ?? "one is longer"
    Issue.record("\(name).html differs (LANTU_UPDATE_GOLDEN=1 accepts it):\n\(first)", sourceLocation: sourceLocation)
}
