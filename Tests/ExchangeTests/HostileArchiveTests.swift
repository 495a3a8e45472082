import Exchange
import Foundation
import Kernel
import Testing

/// Archives built to hurt: each is refused in under a second, before memory grows.
@Suite(.serialized) struct HostileArchiveTests {
    private func code(_ data: Data, limits: ImportLimits = .standard) -> String? {
        let started = ContinuousClock.now
        let before = residentBytes()
        let code = refusal {
            let reader = try XLSXReader(data, limits: limits)
            try reader.read { _ in }
        }
        #expect(ContinuousClock.now - started < .seconds(1))
        #expect(residentBytes() - before < 64 * 1_048_576 + data.count)
        return code
    }

    private func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 } ?? 0
    }

    @Test func aSheetOfSpacesIsABomb() throws {
        let bomb = sheet("<row><c><v>1</v></c></row>" + String(repeating: " ", count: 60_000_000))
        let data = try workbook(sheet: bomb)
        #expect(data.count < 600_000)
        #expect(code(data) == "LT4009")
        // Negative control: without the ratio the same file is read.
        var limits = ImportLimits()
        limits.zipRatio = 10_000
        #expect(refusal { try XLSXReader(data, limits: limits).read { _ in } } == nil)
    }

    @Test func aBombInAnEntryNobodyAsksForIsRefusedToo() throws {
        let data = try workbook(sheet: sheet("<row/>"), extra: [("xl/media/x.bin", Data(count: 50_000_000))])
        #expect(code(data) == "LT4009")
    }

    @Test func manySmallEntriesBeyondTheByteLimitAreRefused() throws {
        var limits = ImportLimits()
        limits.bytes = 4 * 1_048_576
        var random = SeededGenerator(seed: 1)
        let part = Data((0..<900_000).map { _ in UInt8.random(in: 0...3, using: &random) })
        let data = try workbook(sheet: sheet("<row/>"), extra: (0..<6).map { ("xl/media/\($0).bin", part) })
        #expect(data.count < limits.bytes)
        #expect(code(data, limits: limits) == "LT4009")
    }

    @Test func aSizeThatLiesIsCaughtWhileInflating() throws {
        let long = sheet((1...20_000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined())
        var data = try workbook(sheet: long)
        // The central directory's uncompressed size of the sheet becomes 1,000 bytes.
        let name = Data("xl/worksheets/sheet1.xml".utf8)
        let entry = try #require(data.range(of: name, options: .backwards))
        let size = entry.lowerBound - 46 + 24
        data.replaceSubrange(size..<(size + 4), with: [0xE8, 0x03, 0, 0])
        let answer = code(data)
        #expect(answer == "LT4009" || answer == "LT4004" || answer == "LT4013", "\(answer ?? "read")")
    }

    @Test func aHundredThousandEntriesAreRefusedFromTheEndRecordAlone() throws {
        // Stored, empty entries with a 64-bit end record, byte by byte.
        var local = Data()
        var central = Data()
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        for index in 0..<100_000 {
            let name = Array("f\(index)".utf8)
            let offset = local.count
            local.append(
                contentsOf: [0x50, 0x4B, 3, 4] + little(20, 2) + [UInt8](repeating: 0, count: 20) + little(name.count, 2) + [0, 0] + name)
            central.append(
                contentsOf: [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + [UInt8](repeating: 0, count: 20) + little(name.count, 2)
                    + [UInt8](repeating: 0, count: 12) + little(offset, 4) + name)
        }
        let record: [UInt8] =
            [0x50, 0x4B, 6, 6] + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) + little(100_000, 8) + little(100_000, 8)
            + little(central.count, 8) + little(local.count, 8)
        let locator: [UInt8] = [0x50, 0x4B, 6, 7] + little(0, 4) + little(local.count + central.count, 8) + little(1, 4)
        let end: [UInt8] =
            [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 4) + [0xFF, 0xFF, 0xFF, 0xFF] + little(central.count, 4)
            + little(local.count, 4) + [0, 0]
        let data = local + central + Data(record) + Data(locator) + Data(end)
        #expect(code(data) == "LT4010")
    }

    @Test func anEndRecordThatHidesEntriesReadsNoneOfThem() throws {
        var data = try workbook(sheet: sheet("<row/>"))
        let end = try #require(data.range(of: Data([0x50, 0x4B, 5, 6]), options: .backwards)).lowerBound
        data.replaceSubrange((end + 8)..<(end + 12), with: [1, 0, 1, 0])
        #expect(code(data) == "LT4004")
    }

    @Test(arguments: ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "xl\\..\\evil.xml", "C:evil.xml", "a\nb.xml", ".."])
    func namesThatLeaveTheArchiveAreRefused(name: String) throws {
        #expect(code(try workbook(sheet: sheet("<row/>"), extra: [(name, Data("x".utf8))])) == "LT4011")
    }

    @Test func repeatedNamesAreRefused() throws {
        var data = try workbook(sheet: sheet("<row/>"), extra: [("xl/worksheets/sheet9.xml", Data("<x/>".utf8))])
        // Both the local header and the directory: sheet9 becomes a second sheet1.
        for _ in 0..<2 {
            let found = try #require(data.range(of: Data("xl/worksheets/sheet9.xml".utf8)))
            data.replaceSubrange(found, with: Data("xl/worksheets/sheet1.xml".utf8))
        }
        #expect(code(data) == "LT4011")
    }

    @Test func manySheetsTooManyEntries() throws {
        let data = try workbook(sheet: sheet("<row/>"), extra: (0..<1_000).map { ("xl/x\($0).xml", Data()) })
        #expect(code(data) == "LT4010")
    }

    @Test func aFullSheetStopsAtTheRowLimit() throws {
        var limits = ImportLimits()
        limits.rows = 5_000
        let data = try workbook(sheet: sheet((1...50_000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()))
        #expect(code(data, limits: limits) == "LT4006")
    }

    @Test func hugeCellsAndTextsAreRefused() throws {
        var limits = ImportLimits()
        limits.cellBytes = 10_000
        let long = String(repeating: "長", count: 5_000)
        #expect(code(try workbook(sheet: sheet("<row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row>")), limits: limits) == "LT4008")
        #expect(
            code(try workbook(sheet: sheet("<row/>"), strings: "<sst><si><t>\(long)</t></si></sst>"), limits: limits) == "LT4008")
    }

    @Test func relationshipsCannotPointOutside() throws {
        for target in ["../../../etc/passwd", "file:///etc/passwd", "http://localhost/x", "//host/x"] {
            let text =
                "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"\(target)\"/></Relationships>"
            #expect(code(try zip([("_rels/.rels", Data(text.utf8)), ("xl/workbook.xml", Data("<workbook/>".utf8))])) == "LT4004")
        }
    }

    @Test func damagedWorkbooksNeverStopTheReader() throws {
        let sound = try XLSXWriter.data([
            ("表", Table(columns: [Column("甲"), Column("乙", .date)], rows: [[.text("x"), .date(CivilDate(daysSince1970: 20_000))]]))
        ]).data
        var random = SeededGenerator(seed: 5)
        var refused = 0
        for _ in 0..<2_000 {
            var data = sound
            switch Int.random(in: 0...2, using: &random) {
            case 0: data = data.prefix(Int.random(in: 0..<data.count, using: &random))
            case 1:
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            default: data.removeSubrange(0..<Int.random(in: 0..<data.count, using: &random))
            }
            let copy = Data(data)
            if let code = refusal({ _ = try TableFile(copy).rows() }) {
                refused += 1
                #expect(code.hasPrefix("LT4"), "\(code)")
            }
        }
        #expect(refused > 1_000)
    }
}
