import Testing

@testable import Decisions

@Suite struct MarkupTests {
    private func read(_ text: String, _ limits: MarkupLimits = MarkupLimits()) throws(Finding) -> MarkupDocument {
        try MarkupDocument(Array(text.utf8), limits: limits)
    }
    private func code(_ bytes: [UInt8]) -> String? {
        do {
            _ = try MarkupDocument(bytes)
            return nil
        } catch { return error.code }
    }

    @Test func aRoundTripLosesNothing() throws {
        let text = """
            <?xml version='1.0' encoding="UTF-8"?>
            <!-- before --><?style a?>
            <d:a xmlns:d="urn:d" xmlns="urn:e" z="1" b='"&lt;&#10;x&amp;'>
              text &lt; &#x6D4B;试 <b/><![CDATA[<raw> & ]]]]><![CDATA[>]]><!-- inside -->
              <d:c d:q="ü"> 𠀀 </d:c>\t</d:a>
            <!-- after -->
            """
        let document = try read(text)
        #expect(try read(document.text) == document)
        #expect(document.root.namespace == "urn:d")
        #expect(document.root.elements.map(\.namespace) == ["urn:e", "urn:d"])
        #expect(document.root.attribute("b") == "\"<\nx&")
        #expect(document.root.text.contains("< 测试"))
        #expect(document.prolog == [.comment(" before "), .instruction("style a")])
        #expect(document.epilog == [.comment(" after ")])
    }

    @Test func placesAreCountedInCharacters() throws {
        let document = try read("<a>\r\n 测试<b/>\r<c/></a>")
        #expect(document.root.elements.map(\.position) == [Position(line: 2, column: 4), Position(line: 3, column: 1)])
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!-- c --><!doctype a><a/>",
        "<a><!DOCTYPE a></a>",
        "<a/><!DOCTYPE a>",
    ])
    func aDocumentTypeIsRefused(_ text: String) {
        #expect(code(Array(text.utf8)) == "LT2301")
        let units = [UInt16(0xFEFF)] + Array(text.utf16)
        #expect(code(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == "LT2301")
        #expect(code(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == "LT2301")
    }

    @Test func otherEncodingsAreRefused() {
        #expect(code(Array("<?xml version='1.0' encoding='GBK'?><a/>".utf8)) == "LT2302")
        #expect(code([0x3C, 0, 0x61, 0]) == "LT2302")
        #expect(code([0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0]) == "LT2302")
    }

    @Test(arguments: [
        "", "<", "<a", "<a>", "</a>", "<a></b>", "<a b></a>", "<a b=c/>", "<a b='1' b='2'/>", "<a>&x;</a>", "<a>&#0;</a>",
        "<a>&#x110000;</a>",
        "<a>&#55296;</a>", "<a/>text", "<a/><a/>", "<p:a/>", "<a><!-- -- --></a>", "<a><![CDATA[</a>", "<a b='<'/>", "<a>]]></a>", "<1a/>",
        "<a>\u{1}</a>",
        "<a><?xml version='1.0'</a>",
    ])
    func whatIsMalformedIsToldWithItsPlace(_ text: String) {
        #expect(throws: Finding.self) { try read(text) }
        #expect(code(Array(text.utf8)) == "LT2303")
    }

    @Test func invalidBytesAreRefused() { #expect(code([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]) == "LT2303") }

    @Test func depthSizeAndAttributesHaveLimits() {
        let deep = String(repeating: "<a>", count: 1_000_000)
        #expect(code(Array(deep.utf8)) == "LT2304")
        let fits = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
        #expect(code(Array(fits.utf8)) == nil)
        var limits = MarkupLimits()
        limits.elements = 10
        limits.attributes = 2
        limits.bytes = 400
        #expect(throws: Finding.self) { try read("<a>" + String(repeating: "<b/>", count: 10) + "</a>", limits) }
        #expect(throws: Finding.self) { try read("<a b='' c='' d=''/>", limits) }
        #expect(throws: Finding.self) { try read("<a>" + String(repeating: " ", count: 400) + "</a>", limits) }
    }
}
