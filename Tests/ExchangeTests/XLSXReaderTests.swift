import Exchange
import Foundation
import Kernel
import Testing

@Suite struct XLSXReaderTests {
    private func read(_ data: Data, limits: ImportLimits = .standard) throws -> (rows: [TableRow], faults: [Diagnostic]) {
        let reader = try XLSXReader(data, limits: limits)
        var rows: [TableRow] = []
        let faults = try reader.read { rows.append($0) }
        return (rows, faults)
    }

    @Test func everyCellTypeIsRead() throws {
        let data = try workbook(
            sheet: sheet(
                """
                <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
                <row r="5"><c t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c><c t="b"><v>1</v></c>\
                <c><v>2.6099999999999999</v></c><c><v>1.5E7</v></c><c t="str"><f>A1</f><v>算</v></c><c t="d"><v>2024-02-29T00:00:00</v></c>\
                <c s="1"/><c r="XFD5" s="1"/></row>
                """),
            strings: "<sst><si><t>名稱</t></si><si><r><t>金</t></r><r><t>額_x000D_</t></r><rPh><t>きん</t></rPh></si></sst>")
        let (rows, faults) = try read(data)
        #expect(faults.isEmpty)
        #expect(rows.map(\.line) == [2, 5])
        #expect(rows[0].texts == ["名稱", "", "金額\r"])
        #expect(rows[1].texts == ["甲 乙", "TRUE", "2.61", "15000000", "算", "2024-02-29"])
        #expect(rows[1][2].original == "2.6099999999999999")
    }

    @Test func numbersShownAsDatesAreDates() throws {
        let styles = """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="[Red]#,##0.00&quot;day&quot;"/>\
            <numFmt numFmtId="166" formatCode="[$-804]h:mm:ss"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>
            """
        let cells = [(1, "1"), (1, "59"), (1, "61"), (2, "43556.75"), (3, "43556"), (4, "0.5"), (1, "60"), (1, "-3"), (1, "9999999")]
        let row = cells.map { "<c s=\"\($0.0)\"><v>\($0.1)</v></c>" }.joined()
        let (rows, faults) = try read(try workbook(sheet: sheet("<row>\(row)</row>"), styles: styles))
        #expect(rows[0].texts == ["1900-01-01", "1900-02-28", "1900-03-01", "2019-04-01", "43556", "12:00:00", "60", "-3", "9999999"])
        #expect(faults.map(\.column) == ["7", "8", "9"] && faults.allSatisfy { $0.code == "LT4041" })
        let (from1904, _) = try read(
            try workbook(
                sheet: sheet("<row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>42094</v></c></row>"), styles: styles,
                workbookProperties: "<workbookPr date1904=\"1\"/>"))
        #expect(from1904[0].texts == ["1904-01-01", "2019-04-01"])
    }

    @Test func errorValuesAndBrokenReferencesAreReportedInTheirCell() throws {
        let (rows, faults) = try read(
            try workbook(sheet: sheet("<row r=\"3\"><c r=\"B3\" t=\"e\"><v>#REF!</v></c><c t=\"s\"><v>99</v></c></row>")))
        #expect(rows[0].texts == ["", "#REF!", "99"])
        #expect(faults.map(\.column) == ["2", "3"] && faults.allSatisfy { $0.code == "LT4028" && $0.line == 3 })
    }

    @Test func statedDimensionsAreNotBelieved() throws {
        let huge =
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\"/></cols><sheetData><row r=\"1\" spans=\"1:16384\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
        #expect(try read(try workbook(sheet: huge)).rows.map(\.texts) == [["1"]])
    }

    @Test(arguments: [
        ("<row r=\"99999999999999999999\"/><row r=\"1048577\"><c><v>1</v></c></row>", "LT4013"),
        ("<row r=\"2\"/><row r=\"2\"/>", "LT4013"),
        ("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>", "LT4013"),
        ("<row><c r=\"XFD1\"><v>1</v></c></row>", "LT4007"), ("<row><c><v>1</c></row>", "LT4013"), ("<row>&unknown;</row>", "LT4013"),
    ])
    func brokenSheetsAreRefused(rows: String, code: String) throws {
        let data = try workbook(sheet: sheet(rows))
        #expect(refusal { _ = try read(data) } == code)
    }

    @Test func doctypesAndForeignEncodingsAreRefusedBeforeParsing() throws {
        for head in [
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
            "<?xml version=\"1.0\"?><!-- \(String(repeating: "x", count: 5000)) --><!DOCTYPE x>",
        ] {
            let data = try workbook(sheet: head.hasPrefix("<?xml") || head.hasPrefix("<!") ? head + sheet("<row/>") : head)
            #expect(refusal { _ = try read(data) } == "LT4012", "\(head.prefix(60))")
        }
        let wide = try encoded("<?xml version=\"1.0\"?><!DOCTYPE x>" + sheet(""), as: "UTF-16LE")
        let data = try workbook(sheet: "", extra: []).count
        #expect(data > 0)
        #expect(refusal { _ = try read(zip([("_rels/.rels", Data([0xFF, 0xFE]) + wide)])) } == "LT4012")
    }

    @Test func deepNestingIsRefused() throws {
        let deep = String(repeating: "<x>", count: 200_000) + String(repeating: "</x>", count: 200_000)
        var limits = ImportLimits()
        limits.zipRatio = 10_000
        let data = try workbook(sheet: deep)
        #expect(refusal { _ = try read(data, limits: limits) } == "LT4014")
    }

    @Test func sheetsAreListedAndOneIsRead() throws {
        let data = try XLSXWriter.data([
            (name: "項目", table: Table(columns: [Column("a")], rows: [[.text("1")]])),
            (name: "任務", table: Table(columns: [Column("b")], rows: [[.text("2")]])),
        ]).data
        let reader = try XLSXReader(data)
        #expect(reader.sheets.map(\.name) == ["項目", "任務"])
        var rows: [TableRow] = []
        try reader.read(sheet: 1) { rows.append($0) }
        #expect(rows.map(\.texts) == [["b"], ["2"]])
        #expect(refusal { _ = try reader.read(sheet: 2) { _ in } } == "LT4015")
    }

    @Test func whatIsNoWorkbookIsNamed() throws {
        let compound = Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + Data(count: 600)
        let encrypted = compound + Data("EncryptedPackage".utf8.flatMap { [$0, 0] })
        #expect(refusal { _ = try TableFile(compound) } == "LT4002")
        #expect(refusal { _ = try TableFile(encrypted) } == "LT4003")
        #expect(refusal { _ = try TableFile(Data("%PDF-1.7".utf8)) } == "LT4001")
        #expect(refusal { _ = try TableFile(Data("<html><table>".utf8)) } == "LT4001")
        #expect(refusal { _ = try TableFile(Data()) } == "LT4016")
        #expect(refusal { _ = try TableFile(zip([("word/document.xml", Data("<x/>".utf8))])) } == "LT4004")
        #expect(refusal { _ = try TableFile(Data([0x50, 0x4B, 0x03, 0x04]) + Data(count: 300)) } == "LT4004")
    }
}
