import Exchange
import Foundation
import Testing

@Suite struct TableHeaderTests {
    private func rows(_ texts: [[String]]) -> [TableRow] {
        texts.enumerated().map { TableRow(line: $0 + 1, cells: $1.map { Cell.text($0) }) }
    }

    @Test func aTitleIsNotTheHeader() throws {
        let header = try #require(
            TableHeader.locate(in: rows([["二〇二六年項目清單"], ["名稱", "單位", "金額\n（萬元）", "", "單位"], ["甲", "乙", "1", "", "丙"]])))
        #expect(header == TableHeader(index: 1, names: ["名稱", "單位", "金額 （萬元）", "#4", "單位 (2)"]))
    }

    @Test func rowsOfFiguresAreNoHeader() {
        let figures = TableRow(line: 1, cells: [.number("1"), .number("2")])
        #expect(TableHeader.locate(in: [figures]) == nil)
        #expect(TableHeader.locate(in: [TableRow]()) == nil)
    }
}
