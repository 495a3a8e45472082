import CZip
import Exchange
import Foundation
import Glibc
import Kernel
import Testing

/// Bytes of `text` in an encoding of the C library.
func encoded(_ text: String, as name: String) throws -> Data {
    let converter = try #require(iconv_open(name, "UTF-8"))
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var written = 0
    let left = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            var (from, to) = (source.baseAddress, target.baseAddress)
            var (left, room) = (source.count, target.count)
            _ = iconv(converter, &from, &left, &to, &room)
            _ = iconv(converter, nil, nil, &to, &room)
            written = target.count - room
            return left
        }
    }
    #expect(left == 0, "the text does not exist in \(name)")
    return Data(output.prefix(written).map { UInt8(bitPattern: $0) })
}

/// A zip made of entries, packed by libzip.
func zip(_ entries: [(name: String, data: Data)]) throws -> Data {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("exchange-\(UUID().uuidString).zip").path
    defer { unlink(path) }
    let archive = try #require(zip_open(path, Int32(ZIP_CREATE | ZIP_TRUNCATE), nil))
    for (name, data) in entries {
        let copy = try #require(malloc(max(1, data.count)))
        data.withUnsafeBytes { if let base = $0.baseAddress { memcpy(copy, base, $0.count) } }
        let source = try #require(zip_source_buffer(archive, copy, UInt64(data.count), 1))
        try #require(zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0)
    }
    try #require(zip_close(archive) == 0)
    return try Data(contentsOf: URL(fileURLWithPath: path))
}

/// The smallest workbook around a sheet written by hand.
func workbook(
    sheet: String, strings: String? = nil, styles: String? = nil, workbookProperties: String = "", extra: [(name: String, data: Data)] = []
) throws -> Data {
    let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    let main = #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var entries: [(name: String, data: Data)] = [
        (
            "_rels/.rels",
            Data(
                #"\#(head)<Relationships xmlns="x"><Relationship Id="rId1" Type="\#(relation)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                    .utf8)
        ),
        (
            "xl/workbook.xml",
            Data(
                #"\#(head)<workbook \#(main) xmlns:r="\#(relation)">\#(workbookProperties)<sheets><sheet name="項目" sheetId="1" r:id="rId1"/></sheets></workbook>"#
                    .utf8)
        ),
        (
            "xl/_rels/workbook.xml.rels",
            Data(
                #"\#(head)<Relationships xmlns="x"><Relationship Id="rId1" Type="\#(relation)/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
                    .utf8)
        ),
        ("xl/worksheets/sheet1.xml", Data(sheet.hasPrefix("<?xml") || sheet.hasPrefix("<!") ? sheet.utf8 : (head + sheet).utf8)),
    ]
    if let strings { entries.append(("xl/sharedStrings.xml", Data((head + strings).utf8))) }
    if let styles { entries.append(("xl/styles.xml", Data((head + styles).utf8))) }
    return try zip(entries + extra)
}

func sheet(_ rows: String) -> String { "<worksheet><sheetData>\(rows)</sheetData></worksheet>" }

/// The code of the `AppError` that `body` throws; nil when it throws none.
func refusal(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return (error as? AppError)?.code ?? "\(error)"
    }
}

extension TableRow {
    var texts: [String] { cells.map(\.value.plainText) }
}

/// A small generator with a fixed seed, so that every run sees the same cases (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Texts that people and attackers write.
func awkwardText(_ random: inout SeededGenerator) -> String {
    let pieces = [
        "數據", "项目", "\"", ",", ";", "\n", "\r\n", "\t", "|", "=", "+", "-", "@", "'", "＝", " ", "é", "😀", "1", "_x0041_", "&", "<", "a",
        "€", "「", "\r",
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
}
