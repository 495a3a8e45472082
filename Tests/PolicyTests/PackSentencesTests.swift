import Foundation
import Kernel
import Policy
import Testing

/// Every code this module can give has its sentence in three languages, with the placeholders the code fills.
@Suite struct PackSentencesTests {
    private func catalogue(_ locale: LocaleTag) throws -> [String: String] {
        let place = PackFixture.root.appending(path: "Sources/Localization/Catalogues/policy/\(locale.rawValue).json")
        return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: place))
    }

    private func codesInSource() throws -> Set<String> {
        let root = PackFixture.root.appending(path: "Sources/Policy")
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        var codes: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            codes.formUnion(text.matches(of: /"(LT2\d{3})"/).map { String($0.1) })
        }
        return codes
    }

    @Test func everyCodeHasASentenceAndEverySentenceACode() throws {
        let codes = try codesInSource()
        #expect(codes.count > 40)
        for locale in LocaleTag.allCases {
            let keys = Set(try catalogue(locale).keys)
            for code in codes {
                #expect(keys.contains("diagnostic.\(code)") || keys.contains("error.\(code)"), "\(code) in \(locale)")
            }
            for key in keys { #expect(key.split(separator: ".").dropFirst().first.map { codes.contains(String($0)) } == true, "\(key)") }
        }
    }

    @Test func theThreeLanguagesUseTheSamePlaceholders() throws {
        let hans = try catalogue(.zhHans)
        for locale in [LocaleTag.zhHant, .en] {
            let other = try catalogue(locale)
            #expect(Set(other.keys) == Set(hans.keys))
            for (key, text) in hans {
                let names = Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) })
                #expect(Set((other[key] ?? "").matches(of: /\{(\w+)\}/).map { String($0.1) }) == names, "\(key)")
            }
        }
    }

    @Test(arguments: Fault.all) func aDiagnosticFillsEveryPlaceholderOfItsSentence(_ fault: Fault) throws {
        let sentences = try catalogue(.en)
        for diagnostic in PackLoader.load(try PackFixture.changed(fault.file, fault.old, fault.new).archive).diagnostics {
            let sentence = try #require(sentences["diagnostic.\(diagnostic.code)"])
            let names = Set(sentence.matches(of: /\{(\w+)\}/).map { String($0.1) })
            #expect(names.isSubset(of: Set(diagnostic.arguments.keys)), "\(diagnostic.described)")
        }
    }
}
