import Exchange
import Foundation
import Kernel
import Testing

@Suite struct TextEncodingTests {
    static let simplified = "项目名称,主管单位,投资额（万元）\n城市运行管理平台,大数据局,1234.50\n一网通办二期,政务服务中心,860\n"
    static let traditional = "項目名稱,主管單位,投資額（萬元）\n城市運行管理平台,數據局,1234.50\n一網通辦二期,政務服務中心,860\n"
    static let french = "Nom du projet,Ministère,Coût\nRéseau à très haut débit,Économie,1200\nDonnées ouvertes,Intérieur,£5\n"

    @Test(arguments: [
        (simplified, "UTF-8", [UInt8](), TextEncoding.utf8), (traditional, "UTF-8", [0xEF, 0xBB, 0xBF], .utf8BOM),
        (traditional, "UTF-16LE", [0xFF, 0xFE], .utf16LE), (simplified, "UTF-16BE", [0xFE, 0xFF], .utf16BE),
        (simplified, "GB18030", [], .gb18030), (traditional, "GB18030", [], .gb18030), (traditional, "BIG5", [], .big5),
        (french, "CP1252", [], .windows1252),
    ])
    func eachEncodingIsFoundAndReadBack(text: String, name: String, mark: [UInt8], expected: TextEncoding) throws {
        let data = Data(mark) + (try encoded(text, as: name))
        let guess = data.withUnsafeBytes { TextEncoding.detect($0) }
        #expect(guess.encoding == expected)
        #expect(guess.confidence >= 0.6)
        let (decoded, diagnostics) = try data.withUnsafeBytes { try guess.encoding.decode($0) }
        #expect(decoded == text && diagnostics.isEmpty)
    }

    @Test func aSingleChineseNameIsEnoughToTellGBFromBig5() throws {
        for word in ["数据资源", "公共服务平台", "城市治理"] {
            let data = try encoded(word, as: "GB18030")
            #expect(data.withUnsafeBytes { TextEncoding.detect($0) }.encoding == .gb18030, "\(word)")
        }
        for word in ["數據資源", "公共服務平台", "城市治理"] {
            let data = try encoded(word, as: "BIG5")
            #expect(data.withUnsafeBytes { TextEncoding.detect($0) }.encoding == .big5, "\(word)")
        }
    }

    @Test func asciiIsUTF8ForCertain() {
        let guess = Data("a,b\n1,2\n".utf8).withUnsafeBytes { TextEncoding.detect($0) }
        #expect(guess == EncodingGuess(encoding: .utf8, confidence: 1, reason: .ascii))
    }

    @Test func aDamagedByteIsLocatedByOffsetAndLine() throws {
        var data = Data("名稱,金額\r\n道路,1\r\n".utf8)
        let offset = data.count
        data.append(0xFF)
        data.append(contentsOf: "橋樑,2\r\n".utf8)
        let guess = data.withUnsafeBytes { TextEncoding.detect($0) }
        #expect(guess.encoding == .utf8 && guess.reason == .damaged)
        let (text, diagnostics) = try data.withUnsafeBytes { try guess.encoding.decode($0) }
        #expect(text.contains("\u{FFFD}橋樑"))
        let only = try #require(diagnostics.first)
        #expect(diagnostics.count == 1 && only.code == "LT4020" && only.severity == .error && only.line == 3)
        #expect(only.arguments["offset"] == String(offset) && only.arguments["byte"] == "FF")
    }

    @Test(arguments: [TextEncoding.gb18030, .big5, .windows1252, .utf16LE, .utf8])
    func noReplacementCharacterGoesUnreported(encoding: TextEncoding) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            let (text, diagnostics) = try bytes.withUnsafeBytes { try encoding.decode($0) }
            let replaced = text.unicodeScalars.filter { $0 == "\u{FFFD}" }.count
            #expect(replaced <= diagnostics.count || encoding == .utf16LE || encoding == .gb18030)
            if diagnostics.isEmpty, encoding == .utf8 { #expect(Array(text.utf8) == bytes) }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7])
    func aCharacterCutByAChunkIsWhole(size: Int) throws {
        // Chunks of the reader are 64 KB: a long run of three-byte characters crosses the border at every phase.
        let text = String(repeating: "x", count: size) + String(repeating: "數", count: 60_000) + "\n"
        for (name, encoding) in [("UTF-8", TextEncoding.utf8), ("GB18030", .gb18030), ("BIG5", .big5)] {
            var rows: [TableRow] = []
            let faults = try CSVReader(encoded(text, as: name), options: .init(encoding: encoding)).read { rows.append($0) }
            #expect(faults.isEmpty && rows.map(\.texts) == [[String(text.dropLast())]])
        }
    }
}
