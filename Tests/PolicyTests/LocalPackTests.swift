import Foundation
import Kernel
import Policy
import Testing

@Suite struct LocalPackTests {
    @Test func overridesOnlyWhatItWrites() throws {
        let archive = try PackFixture.local([
            "thresholds.yaml": "values:\n  - {id: red-gap, value: 20}\n  - {id: approval-amount, value: 200000}\n",
            "framework.yaml": "pillars:\n  - id: governance\n    name: {en: Governing}\n",
            "verdicts.yaml": "verdicts:\n  - {id: hold, remove: true}\n",
        ])
        let (pack, diagnostics) = PackLoader.load(archive)
        #expect(diagnostics.map(\.described) == [])
        let local = try #require(pack)
        let base = try PackFixture.pack()
        #expect(local.reference.description == "lanchuan@1.2.0" && local.base == base.reference)
        #expect(local.thresholds.number("red-gap") == 20 && local.thresholds.number("yellow-gap") == 10)
        #expect(local.thresholds.money("approval-amount")?.minor == 200_000_00)
        #expect(local.framework.pillar("governance")?.name == LocalizedText(zhHans: "数字治理", zhHant: "數字治理", en: "Governing"))
        #expect(local.verdict("hold") == nil && local.verdicts.count == base.verdicts.count - 1)
        // The rule of the base refers to the threshold by name, so it follows.
        let inputs = LightRulesTests.project(60, 35)
        #expect(base.lights.evaluate(inputs).colour == .yellow && local.lights.evaluate(inputs).colour == .red)
    }

    @Test func itsFaultsAreNamedInItsOwnFilesAndTheBasesInTheBases() throws {
        let archive = try PackFixture.local([
            "thresholds.yaml": "values:\n  - {id: red-gap, value: 200}\n",
            "verdicts.yaml": "verdicts:\n  - {id: held, remove: true}\n  - {id: hold, effect: hold}\n  - {id: hold, effect: close}\n",
        ])
        let found = PackLoader.load(archive).diagnostics.map { "\($0.file ?? ""):\($0.line ?? 0) \($0.code)" }
        #expect(found == ["thresholds.yaml:2 LT2025", "verdicts.yaml:2 LT2073", "verdicts.yaml:4 LT2021"])
        let wrong = try archive.files.mapValues { $0 }.changing("base/pack.yaml", "version: 1.0.0", "version: 1.0.1")
        let codes = PackLoader.load(try PackArchive(files: wrong)).diagnostics.map { "\($0.file ?? "") \($0.code)" }
        #expect(codes.contains("pack.yaml LT2071"))
    }

    @Test func isFoundBesideItsBaseInAFolder() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "lantu-pack-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: root) }
        let place = root.appending(path: "lanchuan")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: URL(filePath: PackFixture.directory), to: root.appending(path: "city"))
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for (name, bytes) in try PackFixture.local([:]).ownFiles { try Data(bytes).write(to: place.appending(path: name)) }
        let (pack, diagnostics) = PackLoader.load(directory: place.path(percentEncoded: false))
        #expect(diagnostics.map(\.described) == [])
        let read = try #require(pack)
        // The archive alone is enough to read it again.
        let again = try PackLoader.require(PackArchive(bytes: read.archive.bytes))
        #expect(again.reference == read.reference && PackDifference(from: read, to: again).isEmpty)
        #expect(
            PackLoader.load(directory: root.appending(path: "nowhere").path(percentEncoded: false)).diagnostics.map(\.code) == ["LT2090"])
    }
}

extension [String: [UInt8]] {
    func changing(_ file: String, _ old: String, _ new: String) throws -> Self {
        var copy = self
        copy[file] = Array(String(decoding: try #require(self[file]), as: UTF8.self).replacing(old, with: new).utf8)
        return copy
    }
}
