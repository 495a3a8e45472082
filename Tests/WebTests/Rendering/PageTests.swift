import Foundation
import Kernel
import Localization
import Testing

@testable import Web

@Suite struct PageTests {
    let renderer: PageRenderer

    init() throws {
        renderer = try PageRenderer.bundled(pages: [
            ErrorPage.self, InsideErrorPage.self, SignInPage.self, HelpPage.self, NoticesPage.self, StyleguidePage.self, JobFragment.self,
        ])
    }

    @Test func everyNameInEveryTemplateIsKnownToItsPage() {
        var contract = TemplateContract(renderer.templates)
        for sample in Samples(words: renderer.catalogue.phrases(.zhHant)).pages { contract.walk(sample.page, sample.context) }
        #expect(contract.faults.isEmpty, "\(contract.faults.sorted().joined(separator: "\n"))")
        let unopened = contract.unopened()
        #expect(unopened.isEmpty, "no sample opens:\n\(unopened.joined(separator: "\n"))")
    }

    @Test func theContractSeesAnUnknownNameAndWhatIsNoText() throws {
        struct Careless: Page {
            static let template = "careless"
            let title = "x"
            let hint: String? = nil
            let many = [Inner()]
            let plain = [NotAComponent()]
            struct Inner: Component { let a = "a" }
        }
        struct NotAComponent: Sendable { let a = 1 }
        let templates = try TemplateLibrary(
            sources: ["careless": "{{title}}{{tilte}}{{many}}{{#hint}}{{hint}}{{/hint}}{{#plain}}{{a}}{{/plain}}"],
            catalogue: renderer.catalogue)
        var contract = TemplateContract(templates)
        contract.walk(Careless(), Samples(words: renderer.catalogue.phrases(.en)).context(title: ""))
        #expect(
            contract.faults == [
                "careless: tilte is unknown", "careless: many is no text", "careless: #plain is unknown",
            ])
        #expect(contract.unopened() == ["careless: #hint"])
    }

    @Test(arguments: Samples.goldenNames) func aPageInTraditionalChineseIsAsItWas(_ name: String) throws {
        let words = renderer.catalogue.phrases(.zhHant)
        let sample = try #require(Samples(words: words).pages.first { $0.name == name })
        try expectGolden(try renderer.render(sample.page, sample.context), name)
    }

    @Test(arguments: LocaleTag.allCases) func noPageShowsAMissingTextOrATag(_ locale: LocaleTag) throws {
        for sample in Samples(words: renderer.catalogue.phrases(locale)).pages {
            let html = try renderer.render(sample.page, sample.context)
            // The samples' own diagnostics have made-up codes.
            let missing = html.matches(of: /⟦([^⟧]*)⟧/).map { String($0.1) }.filter { !$0.hasPrefix("diagnostic.sample.") }
            #expect(missing.isEmpty, "\(sample.name) \(locale.rawValue)")
            #expect(!html.contains("{{"), "\(sample.name) \(locale.rawValue)")
            #expect(!html.contains("Optional("), "\(sample.name) \(locale.rawValue)")
        }
    }

    @Test func pagesAreWrittenOutForABrowserWhenAskedTo() throws {
        guard let folder = ProcessInfo.processInfo.environment["LANTU_WRITE_PAGES"] else { return }
        for locale in LocaleTag.allCases {
            for sample in Samples(words: renderer.catalogue.phrases(locale)).pages {
                let html = try renderer.render(sample.page, sample.context)
                try html.replacing(renderer.assets.prefix, with: "/assets")
                    .write(toFile: "\(folder)/\(sample.name).\(locale.rawValue).html", atomically: true, encoding: .utf8)
            }
        }
    }
}

extension Samples {
    static let goldenNames = ["styleguide", "error", "error-plain", "sign-in", "sign-in-code", "help", "notices", "sections", "job"]
}
