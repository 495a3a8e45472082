import Foundation
import Kernel
import Policy
import Testing

/// One thing wrong with the shipped pack, and the one diagnostic it must give.
struct Fault: Sendable, CustomTestStringConvertible {
    let code: String
    let file: String
    let old: String
    let new: String
    /// Text whose line the diagnostic must name; the changed text itself when nil.
    var at: String?
    /// Other faults follow from this one.
    var leadsToOthers = false
    var severity = Diagnostic.Severity.error

    var testDescription: String { "\(code) \(file) \(new.prefix(40))" }

    static let all: [Fault] = [
        Fault(code: "LT2004", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: ]", leadsToOthers: true),
        Fault(code: "LT2006", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: " + nested(17), leadsToOthers: true),
        Fault(
            code: "LT2007", file: "pack.yaml", old: "requires: {format: 1}",
            new: "requires: &r {format: 1}\nmany: [" + Array(repeating: "*r", count: 17).joined(separator: ", ") + "]", at: "many:"),
        Fault(code: "LT2008", file: "framework.yaml", old: "    colour: 1\n", new: "    colour: 1\n    colour: 2\n"),
        Fault(
            code: "LT2010", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: {format: 1}\nzzzzzzzzzz: 1", at: "zzzzzzzzzz"),
        Fault(code: "LT2011", file: "roles.yaml", old: "    scope: own-unit", new: "    scop: own-unit", leadsToOthers: true),
        Fault(code: "LT2012", file: "framework.yaml", old: "    colour: 1\n", new: "", at: "- id: foundation"),
        Fault(code: "LT2013", file: "lifecycle.yaml", old: "start: declaration", new: "start: [declaration]"),
        Fault(code: "LT2014", file: "thresholds.yaml", old: "value: 300000", new: "value: lots"),
        Fault(code: "LT2014", file: "thresholds.yaml", old: "value: 300000", new: "value: \"300000\""),
        Fault(code: "LT2014", file: "thresholds.yaml", old: "value: 300000", new: "value: 99999999999999999999"),
        Fault(code: "LT2015", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: 1"),
        Fault(code: "LT2017", file: "materials.yaml", old: "classes: [new, upgrade]", new: "classes: new"),
        Fault(code: "LT2018", file: "verdicts.yaml", old: "effect: advance\n", new: "effect: advanced\n"),
        Fault(code: "LT2018", file: "lifecycle.yaml", old: "gate: true\n", new: "gate: yes\n"),
        Fault(code: "LT2018", file: "lights.yaml", old: "\"#1a7f37\"", new: "\"green\""),
        Fault(code: "LT2019", file: "pack.yaml", old: "requires: {format: 1}", new: "? [a, b]\n: 1\n", leadsToOthers: true),
        Fault(code: "LT2020", file: "framework.yaml", old: "- id: form\n", new: "- id: Form\n"),
        Fault(code: "LT2021", file: "framework.yaml", old: "- id: trend\n", new: "- id: form\n", leadsToOthers: false),
        Fault(code: "LT2022", file: "framework.yaml", old: ", en: Digital infrastructure}", new: "}"),
        Fault(code: "LT2022", file: "labels.yaml", old: "en: Normal}", new: "en: \"\"}"),
        Fault(code: "LT2023", file: "clauses.yaml", old: "number: 国办发〔2019〕57号", new: "number: \"  \""),
        Fault(code: "LT2024", file: "pack.yaml", old: "effective: 2025-01-01", new: "effective: 2025-02-30"),
        Fault(code: "LT2025", file: "framework.yaml", old: "colour: 1\n", new: "colour: 13\n"),
        Fault(
            code: "LT2025", file: "thresholds.yaml", old: "value: 10, minimum: 1, maximum: 99", new: "value: 100, minimum: 1, maximum: 99"),
        Fault(code: "LT2026", file: "labels.yaml", old: "- id: hosting\n", new: "- id: hostings\n", at: "sets:"),
        Fault(code: "LT2027", file: "pack.yaml", old: "version: 1.0.0", new: "version: 1.0"),
        Fault(code: "LT2030", file: "materials.yaml", old: "stage: declaration\n", new: "stage: declarations\n"),
        Fault(code: "LT2030", file: "lifecycle.yaml", old: "next: [pre-review]", new: "next: [prereview]", leadsToOthers: true),
        Fault(code: "LT2031", file: "materials.yaml", old: "classes: [new, upgrade]", new: "classes: [new, upgrades]"),
        Fault(code: "LT2032", file: "materials.yaml", old: "clause: gbf-2019-57", new: "clause: gbf-2019-58"),
        Fault(code: "LT2033", file: "materials.yaml", old: "supplied-by: unit-lead", new: "supplied-by: unit-leads"),
        Fault(code: "LT2034", file: "lights.yaml", old: "{threshold: yellow-gap}", new: "{threshold: yelow-gap}"),
        Fault(code: "LT2035", file: "lights.yaml", old: "  - {id: not-assessed", new: "  #", at: "- {id: green"),
        Fault(code: "LT2036", file: "lights.yaml", old: "order: [issued,", new: "order: [issue,"),
        Fault(code: "LT2036", file: "lights.yaml", old: "when: [condition-overdue]", new: "when: [condition-late]"),
        Fault(
            code: "LT2040", file: "lifecycle.yaml", old: "{id: declaration, next: [pre-review]}", new: "{id: declaration, next: []}",
            at: "{id: pre-review", leadsToOthers: true),
        Fault(
            code: "LT2041", file: "lifecycle.yaml", old: "{id: retirement, next: []}", new: "{id: retirement, next: [operation]}",
            leadsToOthers: true),
        Fault(
            code: "LT2042", file: "lifecycle.yaml", old: "retiring a system.\"}\n    start: declaration",
            new: "retiring a system.\"}\n    start: post-evaluation", at: "start: post-evaluation"),
        Fault(
            code: "LT2050", file: "lights.yaml", old: "- {light: red, above: {threshold: red-gap}}",
            new: "- {light: red, from: {threshold: red-gap}}"),
        Fault(
            code: "LT2051", file: "lights.yaml", old: "from: {threshold: yellow-gap}, to: {threshold: red-gap}",
            new: "from: {threshold: red-gap}, to: {threshold: yellow-gap}"),
        Fault(code: "LT2052", file: "lights.yaml", old: "to: {threshold: money-overrun-percent}", new: "to: {threshold: approval-amount}"),
        Fault(code: "LT2053", file: "lights.yaml", old: "- {light: red, above: 0}", new: "- {light: red, above: 0, from: 1}"),
        Fault(code: "LT2060", file: "calendar.yaml", old: "date: 2026-02-14", new: "date: 2026-02-21"),
        Fault(code: "LT2061", file: "calendar.yaml", old: "date: 2026-01-04", new: "date: 2026-01-05", severity: .warning),
        Fault(code: "LT2062", file: "calendar.yaml", old: "date: 2026-02-14", new: "date: 2027-02-13"),
        Fault(
            code: "LT2070", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: {format: 1}\nextends: other@1.0.0",
            at: "extends: other"),
        Fault(code: "LT2072", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: {format: 2}"),
        Fault(
            code: "LT2074", file: "pack.yaml", old: "requires: {format: 1}", new: "requires: {format: 1}\nextends: town",
            at: "extends: town"),
        Fault(code: "LT2080", file: "lights.yaml", old: "应完成 {planned}%", new: "应完成 {plan}%", leadsToOthers: true),
        Fault(
            code: "LT2081", file: "lights.yaml", old: "en: \"{planned}% was due, {actual}% is done",
            new: "en: \"{planned}% was due, less is done",
            at: "zh-Hans: 应完成 {planned}%"),
    ]

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
}

@Suite struct BrokenPackTests {
    @Test(arguments: Fault.all) func namesTheFaultItsFileAndItsLine(_ fault: Fault) throws {
        let (archive, line) = try PackFixture.changed(fault.file, fault.old, fault.new)
        var expected = line
        if let at = fault.at {
            let text = String(decoding: try #require(archive.files[fault.file]), as: UTF8.self)
            let range = try #require(text.range(of: at))
            expected = text[..<range.lowerBound].count { $0.isNewline } + 1
        }
        let (pack, diagnostics) = PackLoader.load(archive)
        #expect((pack == nil) == (fault.severity == .error))
        let found = diagnostics.filter { $0.code == fault.code && $0.file == fault.file && $0.line == expected }
        #expect(found.first?.severity == fault.severity, "line \(expected): \(diagnostics.map(\.described))")
        if !fault.leadsToOthers { #expect(diagnostics.count == 1, "\(diagnostics.map(\.described))") }
    }

    @Test func reportsFaultsOfDifferentFilesTogether() throws {
        var files = try PackFixture.archive().files
        for (file, old, new) in [
            ("pack.yaml", "version: 1.0.0", "version: one"), ("roles.yaml", "group: applying", "group: applied"),
            ("calendar.yaml", "date: 2026-02-14", "date: 2026-02-30"), ("lights.yaml", "severity: 90", "severity: 900"),
        ] {
            files[file] = Array(try PackFixture.text(file).replacing(old, with: new, maxReplacements: 1).utf8)
        }
        let codes = PackLoader.load(try PackArchive(files: files)).diagnostics.map { "\($0.file ?? "") \($0.code)" }
        #expect(codes == ["calendar.yaml LT2024", "lights.yaml LT2025", "pack.yaml LT2027", "roles.yaml LT2018"])
    }

    @Test func suggestsTheNearestName() throws {
        let (archive, _) = try PackFixture.changed("lights.yaml", "{threshold: yellow-gap}", "{threshold: yelow-gap}")
        #expect(PackLoader.load(archive).diagnostics.first?.arguments["suggestion"] == "yellow-gap")
    }

    @Test func anUnreadableFileDoesNotMakeEveryReferenceToItAFault() throws {
        let (archive, _) = try PackFixture.changed("clauses.yaml", "clauses:\n", "clauses: [\n")
        let diagnostics = PackLoader.load(archive).diagnostics
        #expect(diagnostics.map(\.code) == ["LT2004"] && diagnostics.map(\.file) == ["clauses.yaml"])
    }

    @Test func missingStrangeEmptyAndGarbledFilesAreNamed() throws {
        var files = try PackFixture.archive().files
        files["roles.yaml"] = nil
        files["light.yaml"] = []
        files["verdicts.yaml"] = Array("# nothing\n".utf8)
        files["calendar.yaml"] = Array("years:\n  - id: ".utf8) + [0xC3, 0x28]
        files["labels.yaml"] = Array(repeating: 0x20, count: PackLimits.fileBytes + 1)
        files["framework.yaml"] = Array("- a\n- b\n".utf8)
        let diagnostics = PackLoader.load(try PackArchive(files: files)).diagnostics
        let found = Set(diagnostics.map { "\($0.file ?? "") \($0.code) \($0.line ?? 0)" })
        #expect(
            found.isSuperset(of: [
                "roles.yaml LT2001 0", "light.yaml LT2002 0", "verdicts.yaml LT2009 1", "calendar.yaml LT2003 2", "labels.yaml LT2005 0",
                "framework.yaml LT2009 1",
            ]), "\(found)")
    }

    @Test func anAliasBombIsRefusedQuickly() throws {
        let leaves = Array(repeating: "x", count: 2000).joined(separator: ", ")
        let bomb = "a: &a [\(leaves)]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n"
        var files = try PackFixture.archive().files
        files["labels.yaml"] = Array(bomb.utf8)
        #expect(PackLoader.load(try PackArchive(files: files)).diagnostics.map(\.code) == ["LT2016"])
        // The same as a key, where the parser itself would have to compare it.
        files["labels.yaml"] = Array((bomb + "? *c\n: 1\n? [*c]\n: 2\n").utf8)
        #expect(PackLoader.load(try PackArchive(files: files)).pack == nil)
    }

    @Test func aThousandBracketsAreRefusedNotFollowed() throws {
        for text in [
            String(repeating: "[", count: 200_000), String(repeating: "- ", count: 200_000), String(repeating: "{a: ", count: 100_000),
        ] {
            var files = try PackFixture.archive().files
            files["labels.yaml"] = Array(text.utf8)
            let codes = Set(PackLoader.load(try PackArchive(files: files)).diagnostics.map(\.code))
            #expect(!codes.isEmpty && codes.isSubset(of: ["LT2004", "LT2006"]), "\(codes)")
        }
    }
}
