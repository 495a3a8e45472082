import Foundation
import Kernel
import Policy
import Testing

/// A small generator with a seed, so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct PackMutationTests {
    private static let scraps = [
        "", " ", "\n", "  ", ": ", "- ", "[", "]", "{", "}", "*a", "&a ", "? ", "| ", "> ", "!!int ", "%", "\t", "\"", "'", "#", "<<: *a",
        "null",
        "~", "true", "-1", "99999999999999999999", "1e400", "2026-13-45", "\u{FEFF}", "\u{0}", "\u{2028}", "鑾", "{threshold: red-gap}",
        "---\n",
        "...\n", "remove: true", "id: id",
    ]

    /// Whatever is done to the text of a pack, reading it ends, and either gives a pack or says why not, in a place
    /// that exists. Each round changes three files in one to four places.
    @Test(arguments: [UInt64](1...8)) func changedTextNeverCrashesTheLoader(_ seed: UInt64) throws {
        let original = try PackFixture.archive().files
        let names = original.keys.sorted()
        var random = SeededGenerator(seed: seed)
        for round in 0..<80 {
            var files = original
            for _ in 0..<3 {
                let name = names[Int.random(in: 0..<names.count, using: &random)]
                files[name] = Self.mutated(files[name] ?? [], &random)
            }
            let (pack, diagnostics) = PackLoader.load(try PackArchive(files: files))
            #expect((pack == nil) == diagnostics.contains { $0.severity == .error }, "seed \(seed) round \(round)")
            for diagnostic in diagnostics {
                let lines = files[diagnostic.file ?? ""].map { $0.count { $0 == 0x0A } + 2 } ?? .max
                #expect((diagnostic.line ?? 1) <= lines || lines == .max || diagnostic.code == "LT2004", "seed \(seed) round \(round)")
                #expect(diagnostic.code.hasPrefix("LT2"))
            }
        }
    }

    @Test(arguments: [UInt64](1...4)) func changedArchivesNeverCrash(_ seed: UInt64) throws {
        let original = try PackFixture.archive().bytes
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let bytes = Self.mutated(original, &random)
            if let archive = try? PackArchive(bytes: bytes) { #expect(archive.bytes == bytes) }
        }
    }

    private static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, at + Int.random(in: 0...60, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(at..<end)
            case 1: bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 2: bytes.insert(contentsOf: (scraps.randomElement(using: &random) ?? "").utf8, at: at)
            case 3: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
            default: bytes.replaceSubrange(at..<end, with: (scraps.randomElement(using: &random) ?? "").utf8)
            }
        }
        return bytes
    }
}
