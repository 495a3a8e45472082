import Kernel
import Policy
import Testing

@Suite struct PackArchiveTests {
    @Test func bytesAreTheSameForTheSameFilesAndReadBack() throws {
        let archive = try PackFixture.archive()
        let again = try PackArchive(bytes: archive.bytes)
        #expect(again == archive && again.bytes == archive.bytes)
        #expect(PackLoader.load(again).pack?.reference == PackLoader.load(archive).pack?.reference)
    }

    @Test(arguments: ["", "../pack.yaml", "a//b", "/etc/passwd", ".hidden", "a b", "a\\b", "名.yaml", String(repeating: "a", count: 200)])
    func refusesNamesThatAreNotPlain(name: String) {
        #expect(throws: AppError("LT2092", .invalid, ["file": name])) { try PackArchive(files: [name: []]) }
    }

    @Test func refusesTooManyAndTooLargeFiles() {
        let many = Dictionary(uniqueKeysWithValues: (0...PackLimits.files).map { ("f\($0).yaml", [UInt8]()) })
        #expect(throws: AppError.self) { try PackArchive(files: many) }
        #expect(throws: AppError.self) { try PackArchive(files: ["a.yaml": Array(repeating: 0, count: PackLimits.packBytes + 1)]) }
    }

    @Test(arguments: [
        "", "lantu", "lantu-pack-archive 1\nx", "lantu-pack-archive 1\nx 5\nab\n", "lantu-pack-archive 1\nx -1\n\n",
        "lantu-pack-archive 1\nx 9223372036854775807\na\n", "lantu-pack-archive 1\nx 1\na\nx 1\na\n",
    ])
    func refusesWhatIsNoArchive(text: String) {
        #expect(throws: AppError("LT2091", .invalid)) { try PackArchive(bytes: Array(text.utf8)) }
    }

    @Test func differencesNameThePathOfEachChange() throws {
        let old = try PackFixture.pack()
        var files = try PackFixture.archive().files
        files = try files.changing("thresholds.yaml", "kind: points, value: 30", "kind: points, value: 25")
        files = try files.changing("pack.yaml", "version: 1.0.0", "version: 1.1.0")
        files = try files.changing("materials.yaml", "  - id: self-check", "  - id: self-test")
        let new = try PackLoader.require(PackArchive(files: files))
        let changes = PackDifference(from: old, to: new).changes.map { "\($0.kind) \($0.path) \($0.before ?? "") \($0.after ?? "")" }
        #expect(changes.contains("changed thresholds.yaml/values/red-gap/value 30 25"))
        #expect(changes.contains("changed pack.yaml/version 1.0.0 1.1.0"))
        #expect(changes.contains { $0.hasPrefix("added materials.yaml/materials/self-test") })
        #expect(changes.contains { $0.hasPrefix("removed materials.yaml/materials/self-check") })
        #expect(changes.count == 4)
    }

    @Test func formattingAndCommentsAreNoDifference() throws {
        var files = try PackFixture.archive().files
        for name in files.keys where name.hasSuffix(".yaml") { files[name]?.insert(contentsOf: "# a comment\n\n".utf8, at: 0) }
        let new = try PackLoader.require(PackArchive(files: files))
        #expect(PackDifference(from: try PackFixture.pack(), to: new).isEmpty)
    }
}
