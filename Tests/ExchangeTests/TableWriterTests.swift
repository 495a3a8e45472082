import Exchange
import Foundation
import Kernel
import Testing

@Suite struct TableWriterTests {
    private let dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"]

    @Test func formulasAreNeutralisedAndComeBackAsWritten() throws {
        for text in dangerous {
            let written = FormulaGuard.neutralize(text)
            #expect(written == "'" + text && FormulaGuard.restore(written) == text)
        }
        #expect(FormulaGuard.neutralize("\u{0}=1").hasPrefix("'"))
        #expect(FormulaGuard.neutralize("'=1") == "''=1" && FormulaGuard.restore("''=1") == "'=1")
        #expect(FormulaGuard.neutralize("O'Brien") == "O'Brien" && FormulaGuard.restore("'quoted'") == "'quoted'")
    }

    @Test func noTextCellOfAnExportBeginsAFormula() throws {
        let table = Table(
            columns: [Column("=header"), Column("n", .money(digits: 2))], rows: dangerous.map { [.text($0), .number("-5.00")] })
        let text = String(decoding: CSVWriter.data(table), as: UTF8.self)
        #expect(text.hasPrefix("\u{FEFF}'=header,n\r\n"))
        #expect(text.contains(",-5.00\r\n"))
        var rows: [TableRow] = []
        try CSVReader(Data(text.utf8)).read { rows.append($0) }
        #expect(rows.dropFirst().map { $0[0].value.plainText } == dangerous)
        // In a workbook every text is a string cell: no <f> anywhere.
        let data = try XLSXWriter.data([("x", table)]).data
        let reader = try XLSXReader(data)
        var cells: [Cell.Value] = []
        try reader.read { cells.append($0[0].value) }
        #expect(cells == (["=header"] + dangerous).map { .text($0) })
    }

    @Test(arguments: TableWriter.allCases)
    func randomTablesRoundTrip(kind: TableWriter) throws {
        var random = SeededGenerator(seed: 20_261_123)
        for _ in 0..<(kind == .csv ? 400 : 60) {
            let width = Int.random(in: 1...6, using: &random)
            let columns = (0..<width).map { Column("h\($0)" + awkwardText(&random)) }
            let rows = (0..<Int.random(in: 0...12, using: &random)).map { number in
                [Cell.text("r\(number)")] + (1..<max(2, width)).map { _ in Cell.text(awkwardText(&random)) }
            }
            let table = Table(columns: columns, rows: rows.map { Array($0.prefix(width)) })
            let data = try kind.data(table, name: "表")
            let (read, faults) = try TableFile(data, options: .init(delimiter: .comma)).rows()
            let expected = [columns.map(\.header)] + table.rows.map { $0.map(\.value.plainText) }
            #expect(faults.isEmpty && read.map { trimmed($0.texts) } == expected.map(trimmed))
        }
    }

    private func trimmed(_ texts: [String]) -> [String] {
        var texts = texts
        while texts.last == "" { texts.removeLast() }
        return texts
    }

    @Test func typedCellsKeepTheirTypeInAWorkbook() throws {
        let date = try #require(CivilDate(iso: "2026-11-23"))
        let columns = [Column("項目"), Column("金額", .money(digits: 2)), Column("日期", .date), Column("完成", .percent), Column("是否")]
        let row: [Cell] = [
            .text("智慧城市"), .money(Money(minor: 123_456_789_012_345, currency: .cny)), .date(date), .number("0.25"), .bool(true),
        ]
        let old: [Cell] = [
            .text("b"), .number("12345678901234567.89"), .date(try #require(CivilDate(iso: "1899-12-31"))), .blank, .bool(false),
        ]
        let data = try XLSXWriter.data([("表", Table(columns: columns, rows: [row, old]))]).data
        var rows: [TableRow] = []
        let faults = try XLSXReader(data).read { rows.append($0) }
        #expect(faults.isEmpty)
        #expect(rows[1].cells.map(\.value) == [.text("智慧城市"), .number("1234567890123.45"), .date(date), .number("0.25"), .bool(true)])
        #expect(rows[2].cells.map(\.value) == [.text("b"), .text("12345678901234567.89"), .text("1899-12-31"), .blank, .bool(false)])
    }

    @Test func templatesCarryListsShortAndLong() throws {
        let long = (0..<200).map { "單位\($0)" }
        let columns = [Column("階段", choices: ["申報", "預審"], note: "選一個"), Column("單位", choices: long), Column("說明", note: "自由填寫")]
        let data = try XLSXWriter.data([("模板", Table(columns: columns))]).data
        let reader = try XLSXReader(data)
        #expect(reader.sheets.map(\.isHidden) == [false, true])
        var rows: [TableRow] = []
        try reader.read(sheet: 1) { rows.append($0) }
        #expect(rows.map { $0[0].value.plainText } == long)
    }

    @Test func largeTablesStreamToAFileInPlaceOfTheOldOne() throws {
        let folder = FileManager.default.temporaryDirectory
        let target = folder.appendingPathComponent("export-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: target) }
        try Data("old".utf8).write(to: target)
        let writer = try XLSXWriter()
        try writer.beginSheet("清單", columns: [Column("編號", .integer), Column("名稱")])
        for number in 0..<2_000 { try writer.append([.number(number), .text("項目\(number)"), .text("beyond the columns")]) }
        #expect(try writer.finish(to: target).isEmpty)
        let rows = try TableFile(Data(contentsOf: target)).rows().rows
        #expect(rows.count == 2_001 && rows[2_000].cells.map(\.value) == [.number("1999"), .text("項目1999")])
    }

    @Test func csvDrainsInPieces() {
        var writer = CSVWriter(columns: [Column("a"), Column("b")])
        var pieces = writer.drain()
        writer.append([.text("x"), .number(1)])
        pieces += writer.drain()
        writer.append([.blank, .bool(false)])
        pieces += writer.drain()
        #expect(pieces == Data([0xEF, 0xBB, 0xBF]) + Data("a,b\r\nx,1\r\n,FALSE\r\n".utf8))
    }

    @Test func sheetNamesAreMadeLegalAndUnique() throws {
        let table = Table(columns: [Column("a")], rows: [])
        let names = ["a/b:c", "a/b:c", "", String(repeating: "長", count: 60), "'x'"]
        let data = try XLSXWriter.data(names.map { ($0, table) }).data
        let listed = try XLSXReader(data).sheets.map(\.name)
        #expect(listed == ["abc", "abc2", "Sheet", String(repeating: "長", count: 28), "x"])
    }

    @Test func longTextsAreShortenedAndSaid() throws {
        let table = Table(columns: [Column("a")], rows: [[.text(String(repeating: "字", count: 40_000))]])
        let (data, faults) = try XLSXWriter.data([("x", table)])
        #expect(faults.map(\.code) == ["LT4061"] && faults.first?.line == 2)
        #expect(try TableFile(data).rows().rows[1].texts[0].count == 32_767)
    }

    @Test func printMarksAcceptAnyText() throws {
        var options = XLSXWriter.Options()
        options.watermark = "工作秘密 & 內部" + String(repeating: "密", count: 200)
        options.header = String(repeating: "&", count: 300)
        options.footer = "頁腳\n第二行"
        let writer = try XLSXWriter(options: options)
        try writer.beginSheet("x", columns: [Column("a")])
        try writer.append([.text("1")])
        #expect(try TableFile(try writer.finish().data).rows().rows.count == 2)
        #expect(refusal { _ = try writer.finish() } == "LT4060")
    }
}
