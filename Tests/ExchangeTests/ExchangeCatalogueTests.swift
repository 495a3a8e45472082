import Exchange
import Foundation
import Testing

@Suite struct ExchangeCatalogueTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func catalogue(_ locale: String) throws -> [String: String] {
        let file = Self.root.appendingPathComponent("Sources/Localization/Catalogues/exchange/\(locale).json")
        return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    }

    @Test func everyCodeHasASentenceInThreeLanguages() throws {
        let sources = try #require(
            FileManager.default.enumerator(
                at: Self.root.appendingPathComponent("Sources/Exchange").resolvingSymlinksInPath(), includingPropertiesForKeys: nil))
        var thrown: Set<String> = []
        var located: Set<String> = []
        for case let file as URL in sources where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.contains("///") {
                for match in line.matches(of: /"(LT4\d{3})"/) { thrown.insert(String(match.1)) }
            }
        }
        let keys = try catalogue("en").keys
        located = Set(keys.filter { $0.hasPrefix("diagnostic.") }.map { String($0.dropFirst(11)) })
        let errors = Set(keys.filter { $0.hasPrefix("error.") && !$0.hasSuffix(".hint") }.map { String($0.dropFirst(6)) })
        #expect(thrown.count > 30 && thrown == located.union(errors))
        #expect(errors.allSatisfy { keys.contains("error.\($0).hint") })
        for encoding in TextEncoding.allCases { #expect(keys.contains("exchange.encoding.name.\(encoding.rawValue)")) }
    }

    @Test func theThreeLanguagesSayTheSameThings() throws {
        let english = try catalogue("en")
        let placeholders: (String) -> [String] = { text in text.matches(of: /\{\w+\}/).map { String($0.0) }.sorted() }
        for locale in ["zh-Hans", "zh-Hant"] {
            let other = try catalogue(locale)
            #expect(Set(other.keys) == Set(english.keys))
            for (key, sentence) in english { #expect(placeholders(sentence) == placeholders(other[key] ?? ""), "\(locale) \(key)") }
        }
    }
}
