import Foundation
import Kernel
import Policy
import Testing

/// The shipped pack, and copies of it with something changed.
enum PackFixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let directory = root.appending(path: "Packs/city").path(percentEncoded: false)

    // Read once: the pack is immutable, and most tests only ask it something.
    private static let stored = Result { try PackLoader.archive(directory: directory) }
    private static let loaded = stored.map { PackLoader.load($0) }

    static func archive() throws -> PackArchive { try stored.get() }

    static func pack() throws -> PolicyPack {
        let (pack, diagnostics) = try loaded.get()
        #expect(diagnostics.isEmpty)
        return try #require(pack)
    }

    static func text(_ file: String) throws -> String {
        String(decoding: try #require(try archive().files[file]), as: UTF8.self)
    }

    /// The shipped pack with the first occurrence of `old` in `file` replaced, and the line it stood in.
    static func changed(_ file: String, _ old: String, _ new: String) throws -> (archive: PackArchive, line: Int) {
        var files = try archive().files
        let text = try text(file)
        let range = try #require(text.range(of: old), "\(file) no longer contains \(old)")
        files[file] = Array(text.replacingCharacters(in: range, with: new).utf8)
        return (try PackArchive(files: files), text[..<range.lowerBound].count { $0.isNewline } + 1)
    }

    /// A local pack of the given files standing on the shipped one.
    static func local(_ files: [String: String]) throws -> PackArchive {
        let head = """
            id: lanchuan
            version: 1.2.0
            effective: 2026-01-01
            title: {zh-Hans: 澜川, zh-Hant: 瀾川, en: Lanchuan}
            requires: {format: 1}
            extends: city@1.0.0
            """
        let own = ["pack.yaml": head].merging(files) { _, new in new }.mapValues { Array($0.utf8) }
        return try PackArchive(files: own).standing(on: archive())
    }
}
