import Decisions
import FEEL
import Foundation
import Kernel
import Localization
import Policy
import Testing

@testable import Web

/// The page of a decision model: the shipped one as it is, as it answers, and one with a gap.
@Suite struct RulesPageTests {
    let renderer: PageRenderer
    let model: RuleModel
    /// With a gap between two rules, and read in place of the shipped one.
    let gapped: RuleModel

    init() throws {
        renderer = try PageRenderer.bundled(pages: RulesEndpoints.pages)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Packs/city").standardized
        let archive = try PackLoader.archive(directory: root.path)
        model = try #require(try PackLoader.require(archive).rules("pre-review"))
        var files = archive.files
        let text = String(decoding: try #require(files["rules/pre-review.dmn"]), as: UTF8.self)
        files["rules/pre-review.dmn"] = Array(text.replacing("&gt; 60</text>", with: "&gt; 65</text>").utf8)
        files["rules/pre-review-cases.xml"] = nil
        gapped = try #require(try PackLoader.require(PackArchive(files: files)).rules("pre-review"))
    }

    private func form(_ values: [String]) -> FormData {
        FormData(values.enumerated().map { (name: "input-\($0 + 1)", value: $1) })
    }

    private func page(_ model: RuleModel, _ values: [String]?, _ words: Phrases) -> RulesPage {
        RulesPage(
            model, trial: values.map { RuleTrial(model, form($0)) },
            tabs: Tabs(label: words("settings.title"), [.init(words("settings.packs"), href: "/settings/packs", isCurrent: true)]),
            words: words)
    }

    private func pages(_ words: Phrases) -> [RulesPage] {
        [
            page(model, nil, words), page(model, ["75", "75", "75", "500", "0"], words), page(model, ["", "", "", "", ""], words),
            page(model, ["x", "200", "1", "1", "1"], words), page(gapped, ["75", "75", "75", "500", "62"], words),
        ]
    }

    @Test func everyNameInTheTemplateIsKnown() throws {
        var contract = TemplateContract(renderer.templates)
        let words = renderer.catalogue.phrases(.zhHant)
        for page in pages(words) { contract.walk(page, Samples(words: words).context(title: model.name)) }
        #expect(contract.faults.isEmpty, "\(contract.faults.sorted().joined(separator: "\n"))")
        let unopened = contract.unopened(in: "settings/rules")
        #expect(unopened.isEmpty, "no sample opens:\n\(unopened.joined(separator: "\n"))")
    }

    @Test(arguments: LocaleTag.allCases) func noPageShowsAMissingTextOrATag(_ locale: LocaleTag) throws {
        let words = renderer.catalogue.phrases(locale)
        for page in pages(words) {
            let html = try renderer.render(page, Samples(words: words).context(title: model.name))
            #expect(html.matches(of: /⟦([^⟧]*)⟧/).isEmpty)
            #expect(!html.contains("{{") && !html.contains("Optional("))
        }
    }

    @Test func thePageInTraditionalChineseIsAsItWas() throws {
        let words = renderer.catalogue.phrases(.zhHant)
        let page = page(model, ["75", "75", "75", "500", "0"], words)
        try expectGolden(try renderer.render(page, Samples(words: words).context(title: model.name)), "rules")
    }

    @Test func whatIsTriedIsAnsweredWithTheRuleThatFiredAndTheNearest() throws {
        let words = renderer.catalogue.phrases(.zhHans)
        let page = page(model, ["75", "75", "75", "500", "0"], words)
        let answer = try #require(page.answers.first)
        #expect(answer.facts.map(\.value) == ["补充", "投资较大，须补充可行性论证"])
        #expect(answer.lines.contains { $0.value.hasPrefix("预审推荐：规则 6 命中") })
        #expect(answer.lines.contains { $0.value.contains("规则 4 差一点：综合分 为 75") })
    }

    @Test func whatCannotBeReadIsSaidAtItsFieldAndWhatIsMissingInTheAnswer() throws {
        let broken = RuleTrial(model, form(["x", "1", "1", "1", "1"]))
        #expect(broken.faults == ["input-1"] && broken.answers.isEmpty)
        let empty = RuleTrial(model, form([]))
        #expect(empty.missing == ["创新分", "示范分", "辐射分", "投资额", "重复度"])
        #expect(empty.answers.first?.outcome.value.isNull == true)
    }

    @Test func aGapIsShownInItsPlaceWithAnExample() throws {
        let page = page(gapped, nil, renderer.catalogue.phrases(.zhHans))
        let logic = try #require(page.logics.first { $0.title == "预审推荐" })
        #expect(logic.sound == nil && logic.diagnostics?.rows.map(\.code) == ["LT2350"])
        #expect(logic.diagnostics?.rows.first?.sentence.contains("重复度") == true)
        #expect(page.logics.first { $0.title == "投资规模" }?.sound != nil)
    }
}
