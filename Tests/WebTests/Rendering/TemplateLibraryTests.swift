import Foundation
import Kernel
import Localization
import Testing

@testable import Web

@Suite struct TemplateLibraryTests {
    let catalogue = Catalogue(messages: [
        .zhHans: ["a.b": .plain("<简>"), "a.c": .plain("{n} 个")],
        .zhHant: ["a.b": .plain("<繁>"), "a.c": .plain("{n} 個")],
        .en: ["a.b": .plain("Tom & \"Jerry\""), "a.c": .plain("{n}")],
    ])

    struct Sample: Page {
        static let template = "sample"
        let title: String?
        let items: [Item]
        struct Item: Component {
            let title: String?
        }
    }

    private func render(_ source: String, _ page: Sample, _ locale: LocaleTag = .zhHant) throws -> String? {
        try TemplateLibrary(sources: ["sample": source], catalogue: catalogue).render(page.named, template: "sample", locale: locale)
    }

    @Test func textsAreEscapedAndInTheLanguageOfTheLibrary() throws {
        let page = Sample(title: nil, items: [])
        #expect(try render("<p>{{#t}}a.b{{/t}}</p>", page) == "<p>&lt;繁&gt;</p>\n")
        #expect(try render("<p>{{#t}}a.b{{/t}}</p>", page, .en) == "<p>Tom &amp; &quot;Jerry&quot;</p>\n")
    }

    @Test func aTemplateWithAMissingKeyOrOneThatWantsArgumentsStopsTheStart() {
        let error = #expect(throws: TemplateError.self) {
            try TemplateLibrary(sources: ["x": "{{#t}}a.z{{/t}}{{#t}}a.c{{/t}}{{#t}}a.b"], catalogue: catalogue)
        }
        let text = error?.description ?? ""
        #expect(text.contains("no text for a.z in en"))
        #expect(text.contains("a.c wants arguments"))
        #expect(text.contains("{{#t}} without {{/t}}"))
    }

    @Test func anUnclosedSectionNamesItsTemplate() {
        let error = #expect(throws: TemplateError.self) { try TemplateLibrary(sources: ["x": "{{#a}}"], catalogue: catalogue) }
        #expect(error?.description.hasPrefix("x: line ") == true)
    }

    @Test(arguments: ["{{/a}}", "{{#a}}{{/b}}", "{{", "{{{a}}}", "{{%x}}", "{{>x}}"]) func aFaultyTemplateStopsTheStart(_ source: String) {
        #expect(throws: TemplateError.self) { try TemplateLibrary(sources: ["x": source], catalogue: catalogue) }
    }

    @Test func aLayoutIsFilledAndItsPartialsAreInPlace() throws {
        let sources = [
            "frame": "<main>\n{{$content}}\nempty\n{{/content}}\n</main>", "row": "<li>{{title}}</li>",
            "sample": "{{<frame}}\n{{$content}}\n{{#items}}\n{{>row}}\n{{/items}}\n{{/content}}\n{{/frame}}",
            "bare": "{{<frame}}\n{{/frame}}",
        ]
        let library = try TemplateLibrary(sources: sources, catalogue: catalogue)
        let page = Sample(title: nil, items: [.init(title: "a"), .init(title: "b")])
        #expect(library.render(page.named, template: "sample", locale: .en) == "<main>\n<li>a</li>\n<li>b</li>\n</main>\n")
        #expect(library.render(page.named, template: "bare", locale: .en) == "<main>\nempty\n</main>\n")
    }

    @Test func aPageWithoutItsTemplateStopsTheStart() throws {
        let library = try TemplateLibrary(sources: ["other": ""], catalogue: catalogue)
        #expect(throws: TemplateError.self) { try library.require([Sample.self]) }
    }

    @Test func aNilPropertyIsAbsentAndDoesNotShowTheEnclosingObjects() throws {
        let page = Sample(title: "page", items: [.init(title: nil), .init(title: "own")])
        #expect(try render("{{#items}}[{{title}}{{^title}}none{{/title}}]{{/items}}", page) == "[none][own]\n")
    }

    @Test func indentationDoesNotReachATextArea() throws {
        let source = "<div>\n    {{#items}}\n      <textarea>{{title}}</textarea>\n    {{/items}}\n</div>"
        #expect(try render(source, Sample(title: nil, items: [.init(title: "a\nb")])) == "<div>\n<textarea>a\nb</textarea>\n</div>\n")
    }

    @Test func valuesAreEscaped() throws {
        let page = Sample(title: "<script>alert('x')</script>", items: [])
        #expect(try render("{{title}}", page) == "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\n")
    }

    @Test func aDataIslandCannotBeClosedByItsData() {
        let island = DataIsland(id: "x", ["</script><!--": "a & b\u{2028}"])
        #expect(island.json.html == #"{"\u003c/script\u003e\u003c!--":"a \u0026 b\u2028"}"#)
    }

    /// What a reader sees stands in the catalogues: the templates themselves hold no words.
    @Test func templatesHoldNoCopy() throws {
        let folder = try #require(URL(string: #filePath)?.deletingLastPathComponent()).path + "/../../../Sources/Web/Templates"
        let paths = try #require(FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String })
        var checked = 0
        for path in paths where path.hasSuffix(".mustache") {
            let source = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            let texts = source.replacing(/\{\{#t\}\}[^{]*\{\{\/t\}\}/, with: "").replacing(/\{\{[^}]*\}\}/, with: "")
            let copy = texts.replacing(/<kbd>[^<]*<\/kbd>/, with: "").replacing(/<[^>]*>/, with: "")
            #expect(!copy.contains(/\p{L}/), "\(path): \(copy.split(separator: "\n").first { $0.contains(/\p{L}/) } ?? "")")
            for attribute in texts.matches(of: /(?:aria-label|title|placeholder|alt)="([^"]*)"/) {
                #expect(!attribute.1.contains(/\p{L}/), "\(path): \(attribute.0)")
            }
            checked += 1
        }
        #expect(checked > 20)
    }
}
