import Exchange
import Foundation
import Kernel
import Testing

@Suite struct CSVReaderTests {
    private func read(_ text: String, limits: ImportLimits = .standard) throws -> (rows: [TableRow], faults: [Diagnostic]) {
        var rows: [TableRow] = []
        let faults = try CSVReader(Data(text.utf8), limits: limits).read { rows.append($0) }
        return (rows, faults)
    }

    @Test func newlinesInHeadersKeepTheLineNumbersOfRows() throws {
        let (rows, faults) = try read("\"Name\nand more\",\"Start\r\nDate\"\r\nA,1\n\nB,2\rC,3")
        #expect(rows.map(\.texts) == [["Name\nand more", "Start\r\nDate"], ["A", "1"], ["B", "2"], ["C", "3"]])
        #expect(rows.map(\.line) == [1, 4, 6, 7])
        #expect(faults.isEmpty)
    }

    @Test(arguments: [(",", CSVDialect.Delimiter.comma), (";", .semicolon), ("\t", .tab), ("|", .pipe)])
    func theDelimiterIsSniffed(separator: String, expected: CSVDialect.Delimiter) throws {
        let lines = [["id", "name", "note"], ["1", "a", "\"x, y; z | w\""], ["2", "b", "c"]].map { $0.joined(separator: separator) }
        let reader = try CSVReader(Data(lines.joined(separator: "\n").utf8))
        #expect(reader.dialect.delimiter == expected)
        var rows: [TableRow] = []
        try reader.read { rows.append($0) }
        #expect(rows.map(\.texts)[1] == ["1", "a", "x, y; z | w"])
    }

    @Test func decimalCommasDoNotLookLikeDelimiters() throws {
        #expect(try CSVReader(Data("a;b;c\n1,5;2,5;3,5\n1,25;2;3\n".utf8)).dialect.delimiter == .semicolon)
    }

    @Test func theDirectiveLineOfExcelIsNoRow() throws {
        let (rows, _) = try read("sep=;\r\na;b\r\n1;2\r\n")
        #expect(rows == [TableRow(line: 2, cells: [.text("a"), .text("b")]), TableRow(line: 3, cells: [.text("1"), .text("2")])])
    }

    @Test func raggedRowsAreReadAndReported() throws {
        let (rows, faults) = try read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n")
        #expect(rows.map(\.cells.count) == [3, 2, 4, 5])
        #expect(faults.map(\.line) == [2, 3] && faults.allSatisfy { $0.code == "LT4024" && $0.severity == .warning })
        #expect(rows[1][2] == .blank)
    }

    @Test func aTitleAboveTheHeaderDoesNotMakeEveryRowRagged() throws {
        let (rows, faults) = try read("二〇二六年項目清單\n名稱,單位\n甲,乙\n丙,丁\n")
        #expect(rows.count == 4 && faults.map(\.line) == [1])
    }

    @Test func anOpenQuoteIsReportedWhereItWasOpened() throws {
        let (rows, faults) = try read("a,b\n1,\"open\nmore\nand more\n")
        #expect(faults.map(\.code) == ["LT4025"] && faults.first?.line == 2 && faults.first?.column == "2")
        #expect(rows.last?.texts == ["1", "open\nmore\nand more\n"])
    }

    @Test func textAfterAClosingQuoteIsJoinedAndReported() throws {
        let (rows, faults) = try read("a,b\n\"x\"yz,2\nin\"side,3\n")
        #expect(rows.map(\.texts) == [["a", "b"], ["xyz", "2"], ["in\"side", "3"]])
        #expect(faults.map(\.code) == ["LT4026"] && faults.first?.line == 2 && faults.first?.column == "1")
    }

    @Test func nulAndDirectionControlsAreReportedInTheirCell() throws {
        let (rows, faults) = try read("a,b\nx\u{0}y,\u{202E}evil\n")
        #expect(rows[1].texts == ["xy", "\u{202E}evil"])
        #expect(faults.map(\.code) == ["LT4021", "LT4022"] && faults.map(\.column) == ["1", "2"] && faults.map(\.line) == [2, 2])
        #expect(faults.map(\.severity) == [.error, .warning])
    }

    @Test func limitsRefuseInsteadOfCutting() {
        var limits = ImportLimits()
        (limits.rows, limits.columns, limits.cellBytes) = (3, 4, 8)
        #expect(refusal { _ = try read("a\n1\n2\n3\n", limits: limits) } == "LT4006")
        #expect(refusal { _ = try read("a,b,c,d,e\n", limits: limits) } == "LT4007")
        #expect(refusal { _ = try read("a\n123456789\n", limits: limits) } == "LT4008")
        #expect(refusal { _ = try read("a\n\"1\n2\n3\n4\n5\n", limits: limits) } == "LT4008")
        limits.bytes = 4
        #expect(refusal { _ = try read("a,b,c", limits: limits) } == "LT4005")
        #expect(refusal { _ = try read("") } == "LT4016")
    }

    @Test func faultsBeyondTheLogAreCounted() throws {
        var limits = ImportLimits()
        limits.diagnostics = 5
        let (_, faults) = try read("a,b\n" + String(repeating: "1,2\n3\n", count: 12), limits: limits)
        #expect(faults.count == 6 && faults.last?.code == "LT4023" && faults.last?.arguments == ["count": "7"])
    }

    @Test func aHundredThousandRandomInputsNeverStopIt() throws {
        var random = SeededGenerator(seed: 4711)
        let pieces: [[UInt8]] = [
            [0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x3B], [0x09], [0x00], [0xFF], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xAE],
            [0x81, 0x30],
            [0xB0, 0xA1], [0xD8], [0x61], [0x27, 0x3D], [0xF0, 0x9F, 0x98], [0xFE, 0xFF], [0xA4, 0x40], [0x84, 0x31, 0x95],
        ]
        var rows = 0
        for _ in 0..<100_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let piece = Int.random(in: 0...pieces.count, using: &random)
                if piece < pieces.count { bytes += pieces[piece] } else { bytes.append(UInt8.random(in: 0...255, using: &random)) }
            }
            let data = Data(bytes)
            let code = refusal { try CSVReader(data).read { _ in rows += 1 } }
            #expect(code == nil || code == "LT4016")
        }
        #expect(rows > 100_000)
    }
}
