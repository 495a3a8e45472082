import Glibc

extension TextEncoding {
    /// The encoding of a text file, by mark, by well-formedness, then by how common its characters would be.
    ///
    /// Deterministic; O(bytes) for the UTF-8 check, and the statistics look at the first 256 KB of high bytes.
    package static func detect(_ bytes: UnsafeRawBufferPointer) -> EncodingGuess {
        for encoding in [utf8BOM, utf16LE, utf16BE, gb18030] where bytes.starts(with: encoding.mark) {
            return EncodingGuess(encoding: encoding, confidence: 1, reason: .mark)
        }
        let census = UTF8Census(bytes)
        if census.faults == 0 {
            return EncodingGuess(encoding: .utf8, confidence: 1, reason: census.sequences == 0 ? .ascii : .wellFormed)
        }
        if census.sequences >= 3, census.sequences >= 4 * census.faults {
            return EncodingGuess(encoding: .utf8, confidence: 0.8, reason: .damaged)
        }
        let gb = DoubleByteCensus(bytes, as: .gb18030)
        let big5 = DoubleByteCensus(bytes, as: .big5)
        let (best, other, encoding) = gb.score >= big5.score ? (gb, big5, TextEncoding.gb18030) : (big5, gb, .big5)
        if best.score >= 0.35, best.adjacency >= 0.2 {
            let margin = max(0, min(1, (best.score - max(0, other.score)) * 2))
            return EncodingGuess(encoding: encoding, confidence: 0.5 + margin / 2, reason: .commonCharacters)
        }
        return EncodingGuess(encoding: .windows1252, confidence: 0.6, reason: .latin)
    }
}

/// How much of a byte string is UTF-8.
private struct UTF8Census {
    var sequences = 0
    var faults = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            switch UTF8Scan.sequence(at: index, in: bytes) {
            case .length(let length):
                sequences += 1
                index += length
            case .truncated, .malformed:
                faults += 1
                index += 1
            }
        }
    }
}

/// How much of a byte string reads as common characters of a double-byte encoding.
///
/// GB 2312 puts its 3,755 commonest characters at lead bytes B0–D7 with trails from A1, Big5 its 5,401 at A4–C6:
/// text of the one read as the other falls out of those ranges about half of the time, and Latin text
/// nearly always, because an accented letter is followed by an ASCII one and stands alone.
private struct DoubleByteCensus {
    private var common = 0
    private var frequent = 0
    private var pairs = 0
    private var invalid = 0
    private var adjacent = 0

    private static let frequentInGB = codes(of: CommonCharacters.simplified + CommonCharacters.traditional, in: "GB18030")
    private static let frequentInBig5 = codes(of: CommonCharacters.traditional, in: "BIG5-HKSCS")

    /// The two-byte codes of the characters; empty when the system lacks the converter.
    private static func codes(of characters: String, in name: String) -> Set<UInt16> {
        guard let converter = iconv_open(name, "UTF-8"), converter != UnsafeMutableRawPointer(bitPattern: -1) else { return [] }
        defer { iconv_close(converter) }
        var codes: Set<UInt16> = []
        for character in characters.unicodeScalars {
            var input = String(character).utf8.map { CChar(bitPattern: $0) }
            var output: [CChar] = [0, 0, 0, 0]
            let written = input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    var (from, to) = (source.baseAddress, target.baseAddress)
                    var (left, room) = (source.count, target.count)
                    _ = iconv(converter, &from, &left, &to, &room)
                    _ = iconv(converter, nil, nil, &to, &room)
                    return target.count - room
                }
            }
            if written == 2 { codes.insert(UInt16(UInt8(bitPattern: output[0])) << 8 | UInt16(UInt8(bitPattern: output[1]))) }
        }
        return codes
    }

    var score: Double {
        let total = pairs + invalid
        return total == 0 ? 0 : (Double(common) + Double(frequent) - 4 * Double(invalid)) / Double(2 * total)
    }
    /// Share of characters that follow another one: Chinese stands in runs.
    var adjacency: Double { pairs == 0 ? 0 : Double(adjacent) / Double(pairs) }

    init(_ bytes: UnsafeRawBufferPointer, as encoding: TextEncoding) {
        let frequentCodes = encoding == .gb18030 ? Self.frequentInGB : Self.frequentInBig5
        var index = 0
        var previousEnd = -1
        while index < bytes.count, pairs + invalid < 131_072 {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { break }
            let trail = bytes[index + 1]
            if encoding == .gb18030, (0x30...0x39).contains(trail), index + 3 < bytes.count,
                (0x81...0xFE).contains(bytes[index + 2]), (0x30...0x39).contains(bytes[index + 3]), (0x81...0xFE).contains(lead)
            {
                pairs += 1
                index += 4
                previousEnd = index
                continue
            }
            let valid: Bool
            let isCommon: Bool
            if encoding == .gb18030 {
                valid = (0x81...0xFE).contains(lead) && (0x40...0xFE).contains(trail) && trail != 0x7F
                isCommon = (0xB0...0xD7).contains(lead) && trail >= 0xA1 || (0xA1...0xA3).contains(lead) && trail >= 0xA1
            } else {
                valid =
                    (0x87...0xFE).contains(lead)
                    && ((0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail))
                isCommon = (0xA4...0xC6).contains(lead) || (0xA1...0xA3).contains(lead)
            }
            guard valid else {
                invalid += 1
                index += 1
                continue
            }
            pairs += 1
            if isCommon { common += 1 }
            if frequentCodes.contains(UInt16(lead) << 8 | UInt16(trail)) { frequent += 1 }
            if previousEnd == index { adjacent += 1 }
            index += 2
            previousEnd = index
        }
    }
}
