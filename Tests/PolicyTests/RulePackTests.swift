import Decisions
import Kernel
import Policy
import Testing

/// Rule models of a pack: read, checked with their places, tried by their own cases.
@Suite struct RulePackTests {
    private static let model = "rules/pre-review.dmn"
    private static let cases = "rules/pre-review-cases.xml"

    private func faults(_ file: String, _ old: String, _ new: String) throws -> [Diagnostic] {
        PackLoader.load(try PackFixture.changed(file, old, new).archive).diagnostics.filter { $0.severity == .error }
    }

    @Test func theShippedModelIsSoundAndItsCasesCoverEveryRule() throws {
        let model = try #require(try PackFixture.pack().rules("pre-review"))
        #expect(model.name == "预审推荐" && model.file == Self.model)
        #expect(model.answers.map(\.head.name) == ["预审推荐"])
        #expect(model.model.check().isEmpty)
        let tested = model.tested()
        #expect(tested.count == 8 && tested.allSatisfy { $0.result.verdict == .success })
    }

    @Test func aBrokenModelRefusesThePackAndSaysWhere() throws {
        let changed = try PackFixture.changed(Self.model, "&lt; 100</text>", "&lt; 1oo</text>")
        let (pack, diagnostics) = PackLoader.load(changed.archive)
        #expect(pack == nil)
        #expect(diagnostics.contains { $0.severity == .error && $0.file == Self.model && $0.line == changed.line })
        #expect(try faults(Self.model, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE x>").map(\.code).contains("LT2301"))
    }

    @Test func twoRulesForOneCaseRefuseThePackAndAGapWarns() throws {
        #expect(
            try faults(
                Self.model, "[30..60]</text></inputEntry><inputEntry id=\"a2-2\"", "[20..60]</text></inputEntry><inputEntry id=\"a2-2\""
            ).map(\.code).contains("LT2351"))
        let (_, diagnostics) = PackLoader.load(try PackFixture.changed(Self.model, "&gt; 60</text>", "&gt; 65</text>").archive)
        #expect(diagnostics.contains { $0.code == "LT2350" && $0.severity == .warning && $0.file == Self.model })
    }

    @Test func aFailingCaseRefusesThePackAtItsLine() throws {
        let found = try faults(Self.cases, "<value xsi:type=\"xsd:string\">推荐", "<value xsi:type=\"xsd:string\">补充")
        let fault = try #require(found.first)
        #expect(found.count == 1 && fault.code == "LT2083" && fault.file == Self.cases && fault.line == 5)
        #expect(fault.arguments["case"] == "001" && fault.arguments["decision"] == "预审推荐")
        #expect(try faults(Self.cases, "pre-review.dmn", "nowhere.dmn").map(\.code) == ["LT2082"])
    }

    @Test func aLocalPackReplacesAModelByName() throws {
        let base = try PackFixture.archive()
        let head = """
            id: local
            version: 1.0.0
            effective: 2026-01-01
            title: {zh-Hans: 本地, zh-Hant: 本地, en: Local}
            requires: {format: 1}
            extends: city@1.0.0
            """
        let text = try PackFixture.text(Self.model).replacing("低于 60 分", with: "不足 60 分")
        let cases = try PackFixture.text(Self.cases).replacing("低于 60 分", with: "不足 60 分")
        let own = try PackArchive(files: [
            "pack.yaml": Array(head.utf8), "pre-review.dmn": Array(text.utf8), "pre-review-cases.xml": Array(cases.utf8),
        ])
        let (pack, diagnostics) = PackLoader.load(try own.standing(on: base))
        #expect(diagnostics.filter { $0.severity == .error } == [])
        let local = try #require(pack)
        #expect(local.rules.map(\.file) == ["pre-review.dmn"])
        let changes = PackDifference(from: try PackFixture.pack(), to: local).changes
        #expect(changes.contains { $0.path == "pre-review.dmn/预审推荐/rule 8, 理由" && $0.after == "\"综合分不足 60 分\"" })
        #expect(!changes.contains { $0.path.contains("投资规模") })
    }
}
