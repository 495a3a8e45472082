/// A 密級 marking of classified matter, found in a file's name or text. Lantu is not a classified system: such a
/// file is refused and reported.
///
/// Looks for the forms official documents use: a level with a star (`秘密★10年`, `絕密★啟用前`), a level named as one
/// (`密級：機密`), and a level standing alone on a line, in a cell or in brackets. Running text about secrets
/// (商業秘密, 工作秘密, 保守秘密, 機密計算) is not a marking.
package struct SecrecyMarking: Sendable, Hashable {
    package enum Level: String, Sendable, CaseIterable {
        case topSecret = "絕密"
        case secret = "機密"
        case confidential = "秘密"
    }
    package let level: Level
    /// 1-based line of the text; nil for the file's name.
    package let line: Int?

    /// The first marking in a file's name.
    package static func scan(name: String) -> SecrecyMarking? {
        let line = Folded(name)
        if let level = line.starred ?? line.labelled ?? line.bracketed { return SecrecyMarking(level: level, line: nil) }
        for segment in line.scalars.split(whereSeparator: { Folded.separators.contains($0) }) {
            if let level = Folded.nameSegment(segment) { return SecrecyMarking(level: level, line: nil) }
        }
        return nil
    }

    /// The first marking in a text. Complexity: one pass over the bytes; only lines with 密 are read closely.
    package static func scan(text: String) -> SecrecyMarking? {
        var number = 0
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                number += 1
                let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
                let line = rest[..<end]
                if mentionsSecret(line), let level = Folded(String(decoding: line, as: UTF8.self)).lineMarking {
                    return SecrecyMarking(level: level, line: number)
                }
                // \r\n is one line end.
                var next = end
                if next < rest.endIndex {
                    next += rest[next] == 0x0D && next + 1 < rest.endIndex && rest[next + 1] == 0x0A ? 2 : 1
                }
                rest = rest[next...]
            }
            return nil
        }
    }

    /// Whether 密 (E5 AF 86) occurs.
    private static func mentionsSecret(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var index = line.startIndex
        while let found = line[index...].firstIndex(of: 0xE5) {
            if found + 2 < line.endIndex, line[found + 1] == 0xAF, line[found + 2] == 0x86 { return true }
            index = found + 1
        }
        return false
    }
}

/// A line with width, script and inner spaces folded away, as far as the markings need.
private struct Folded {
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = text.unicodeScalars.compactMap(Self.fold)
    }

    /// Spaces vanish (機　密 is a marking), full width becomes half width, both scripts become one.
    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20, 0xA0, 0x3000, 0x2000...0x200F, 0xFEFF: nil
        // A full-width comma or semicolon joins words of a sentence; the plain one parts cells.
        case 0xFF0C, 0xFF1B: scalar
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        default:
            switch scalar {
            case "絕": "绝"
            case "機": "机"
            case "祕": "秘"
            case "級": "级"
            case "長": "长"
            case "啟", "啓": "启"
            case "個": "个"
            case "☆", "✩", "✭", "⭐", "✯", "✪", "⋆": "★"
            case "【", "〔", "〖", "「", "『", "《", "〈", "[", "{", "<": "("
            case "】", "〕", "〗", "」", "』", "》", "〉", "]", "}", ">": ")"
            default: scalar
            }
        }
    }

    static let separators: Set<Unicode.Scalar> = ["_", "-", "—", "–", ".", "(", ")", ",", "、", "，", "·", ":", "+"]
    /// Cells of a CSV line, a table row or a list.
    private static let cells: Set<Unicode.Scalar> = [",", "\t", ";", "|", "\"", "'"]

    private func level(at index: Int) -> SecrecyMarking.Level? {
        guard index + 1 < scalars.count, scalars[index + 1] == "密" else { return nil }
        return Self.level(scalars[index])
    }

    private static func level(_ first: Unicode.Scalar) -> SecrecyMarking.Level? {
        switch first {
        case "绝": .topSecret
        case "机": .secret
        case "秘": .confidential
        default: nil
        }
    }

    private var levels: [(index: Int, level: SecrecyMarking.Level)] {
        scalars.indices.compactMap { index in level(at: index).map { (index, $0) } }
    }

    var lineMarking: SecrecyMarking.Level? { starred ?? labelled ?? bracketed ?? alone }

    /// `秘密★`, `机密级★长期`: with a term always; without one unless it is some other kind of secret (商业秘密★).
    var starred: SecrecyMarking.Level? {
        for (index, level) in levels {
            var next = index + 2
            if next < scalars.count, scalars[next] == "级" { next += 1 }
            guard next < scalars.count, scalars[next] == "★" || scalars[next] == "*" else { continue }
            let rest = scalars[(next + 1)...]
            if Self.startsWithTerm(rest) { return level }
            let isStar = scalars[next] == "★"
            if isStar, index == 0 || !Self.isHan(scalars[index - 1]) || named(before: index) { return level }
        }
        return nil
    }

    /// `密级：机密`, `密级(秘密)`.
    var labelled: SecrecyMarking.Level? {
        for (index, level) in levels where index > 0 && named(before: index) { return level }
        return nil
    }

    /// 密级 or 密级程度 and at most a colon or bracket stand right before `index`.
    private func named(before index: Int) -> Bool {
        var end = index
        while end > 0, [":", "(", "\"", ",", "\t", "|", "=", "为"].contains(scalars[end - 1]) { end -= 1 }
        guard end < index, end >= 2 else { return false }
        return scalars[end - 2] == "密" && scalars[end - 1] == "级" && !(end >= 3 && Self.level(scalars[end - 3]) != nil)
    }

    /// `(机密)`, `【绝密级】`.
    var bracketed: SecrecyMarking.Level? {
        for (index, level) in levels where index > 0 && scalars[index - 1] == "(" {
            var next = index + 2
            if next < scalars.count, scalars[next] == "级" { next += 1 }
            if next < scalars.count, scalars[next] == ")" { return level }
        }
        return nil
    }

    /// The whole line or a whole cell is a level.
    private var alone: SecrecyMarking.Level? {
        for cell in scalars.split(whereSeparator: { Self.cells.contains($0) }) {
            if let level = Self.exact(cell) { return level }
        }
        return nil
    }

    private static func exact(_ cell: ArraySlice<Unicode.Scalar>) -> SecrecyMarking.Level? {
        let trimmed = cell.last == "级" ? cell.dropLast() : cell
        guard trimmed.count == 2, let first = trimmed.first, trimmed.last == "密" else { return nil }
        return level(first)
    }

    /// A part of a file name: the level alone, or the level of the thing itself (机密文件, 绝密资料).
    static func nameSegment(_ segment: ArraySlice<Unicode.Scalar>) -> SecrecyMarking.Level? {
        if let level = exact(segment) { return level }
        let text = String(String.UnicodeScalarView(segment))
        for suffix in ["文件", "资料", "資料", "材料", "档案", "檔案", "件"] where text.hasSuffix(suffix) {
            if let level = exact(segment.dropLast(suffix.unicodeScalars.count)) { return level }
        }
        return nil
    }

    /// A period of secrecy: `10年`, `6个月`, `长期`, `启用前`, `解密`, a date.
    private static func startsWithTerm(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = rest.first else { return false }
        if ("0"..."9").contains(first) || "〇零一二三四五六七八九十".unicodeScalars.contains(first) { return true }
        return [("长", "期"), ("启", "用"), ("解", "密"), ("永", "久")].contains { first == $0.0 && rest.dropFirst().first == $0.1 }
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x3FFFF).contains(scalar.value)
    }
}
