import Exchange
import Foundation
import Kernel
import Testing

/// Text of Office and OFD packages, for the search of markings.
@Suite struct OfficeTextTests {
    private func word(_ body: String, part: String = "word/document.xml") throws -> Data {
        let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        return try zip([
            ("[Content_Types].xml", Data("<Types/>".utf8)),
            (part, Data("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \(namespace)><w:body>\(body)</w:body></w:document>".utf8)),
        ])
    }

    @Test func aWordCutIntoRunsIsWholeAndParagraphsAreLines() throws {
        let data = try word(
            "<w:p><w:r><w:t>机</w:t></w:r><w:r><w:t>密★</w:t></w:r><w:r><w:t>10年</w:t></w:r></w:p><w:p><w:r><w:t>正文</w:t></w:r></w:p>")
        #expect(try OfficeText.parts(data) == ["机密★10年\n正文\n"])
    }

    @Test(
        "Headers, notes and the pages of an OFD are read too",
        arguments: ["word/header1.xml", "word/footnotes.xml", "ppt/slides/slide1.xml"])
    func everyPart(part: String) throws {
        let data = try word("<w:p><w:t>内部资料</w:t></w:p>", part: part)
        #expect(try OfficeText.parts(data).joined().contains("内部资料"))
    }

    @Test func anOFDPageIsRead() throws {
        let page =
            "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:TextObject><ofd:TextCode>秘密</ofd:TextCode></ofd:TextObject></ofd:Page>"
        let data = try zip([("OFD.xml", Data("<OFD/>".utf8)), ("Doc_0/Pages/Page_0/Content.xml", Data(page.utf8))])
        #expect(try OfficeText.parts(data) == ["秘密\n"])
    }

    @Test func whatCannotBeTrustedIsRefused() throws {
        let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"
        #expect(throws: AppError.self) { try OfficeText.parts(try zip([("word/document.xml", Data(entity.utf8))])) }
        #expect(throws: AppError.self) { try OfficeText.parts(try zip([("word/document.xml", Data("<a><b></a>".utf8))])) }
        #expect(throws: AppError.self) { try OfficeText.parts(Data("PK".utf8)) }
    }
}
