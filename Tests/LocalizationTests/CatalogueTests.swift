import Foundation
import Kernel
import Testing

@testable import Localization

@Suite struct CatalogueTests {
    @Test func theShippedCataloguesAgreeInKeysAndPlaceholders() throws {
        let catalogue = try Catalogue.bundled()
        #expect(catalogue.disagreements.isEmpty)
        #expect(catalogue.keys.count > 200)
    }

    @Test func noShippedTextIsEmptyOrUntranslated() throws {
        let catalogue = try Catalogue.bundled()
        for key in catalogue.keys.sorted() {
            for locale in LocaleTag.allCases {
                let text = catalogue.text(key, count: 2, locale)
                #expect(!text.isEmpty, "\(key) \(locale.rawValue)")
                if locale == .en { #expect(!text.contains(/[\u{3400}-\u{9fff}]/), "\(key): \(text)") }
            }
        }
    }

    /// Every literal key that code passes to a `Phrases` named `words` exists.
    @Test func everyKeyNamedInTheSourcesExists() throws {
        let catalogue = try Catalogue.bundled()
        let keys = catalogue.keys
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Sources").standardized.path
        let paths = try #require(FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String })
        var found = 0
        for path in paths where path.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
            for match in text.matches(of: /\bwords\(\s*"([^"\\]+)"/) {
                found += 1
                if !keys.contains(String(match.1)) { Issue.record("\(path): \(match.1)") }
            }
        }
        #expect(found > 10)
    }

    private let small = Catalogue(messages: [
        .zhHant: ["a": .plain("{who}做了{count}件"), "b": .plain("乙")], .zhHans: ["a": .plain("{who}做了{count}件")],
        .en: ["a": .plural(one: "{who} did {count} thing", other: "{who} did {count} things"), "b": .plain("{x}")],
    ])

    @Test func argumentsFillTheirPlacesAndOthersStayVisible() {
        #expect(small.text("a", .zhHant, ["who": "甲{count}", "count": "3"]) == "甲{count}做了3件")
        #expect(small.text("a", .zhHant, ["who": "甲"]) == "甲做了{count}件")
    }

    @Test func aCountChoosesItsForm() {
        #expect(small.phrases(.en)("a", count: 1, ["who": "A"]) == "A did 1 thing")
        #expect(small.phrases(.en)("a", count: 1200, ["who": "A"]) == "A did 1,200 things")
        #expect(small.phrases(.en)("a", count: 0, ["who": "A"]) == "A did 0 things")
    }

    @Test func aMissingKeyIsVisibleAndNamedByRequire() {
        #expect(small.text("z", .en) == "⟦z⟧")
        #expect(small.text("b", .zhHans) == "⟦b⟧")
        #expect(throws: CatalogueError.self) { try small.require(["a", "b"]) }
        #expect(throws: Never.self) { try small.require(["a"]) }
    }

    @Test func disagreementsNameKeyAndLanguage() {
        #expect(small.disagreements == [.missing(key: "b", locale: .zhHans), .placeholders(key: "b", locale: .en)])
    }

    @Test func unreadableFilesAndRepeatedKeysAreAllReported() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        func write(_ name: String, _ text: String) throws {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        for locale in LocaleTag.allCases { try write("one/\(locale.rawValue).json", #"{"k": "x"}"#) }
        try write("two/en.json", #"{"k": {"one": "a", "other": "b"}}"#)
        try write("two/zh-Hant.json", "{")
        let error = #expect(throws: CatalogueError.self) { try Catalogue(directory: folder) }
        #expect(error?.faults.contains(.repeated(key: "k", slice: "two")) == true)
        #expect(error?.faults.contains(.unreadable(file: "two/zh-Hans.json", reason: "not found")) == true)
        #expect(error?.faults.count == 3)
    }

    @Test func unbalancedBracesNeverTrap() {
        for text in ["{", "}", "{{", "{a", "a}", "{}", "{a}{", ""] { _ = Message.filled(text, ["a": "1", "": "2"]) }
        #expect(Message.filled("{a}{", ["a": "1"]) == "1{")
    }
}
