import Kernel

/// The texts a workbook's cells refer to by number, kept in one byte buffer.
struct SharedStrings {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// No stream: a workbook without shared texts.
    init(_ stream: ZipEntryStream?, limits: ImportLimits) throws {
        guard let stream else { return }
        var content = RichText()
        var bytes: [UInt8] = []
        var ends: [Int] = []
        try OfficeXML.read(
            stream, part: "sharedStrings.xml", limits: limits,
            start: { name, _ in
                if name == "si" { content = RichText() }
                content.start(name)
            },
            end: { name in
                content.end(name)
                guard name == "si" else { return }
                bytes.append(contentsOf: content.text.utf8)
                ends.append(bytes.count)
            },
            text: { text in
                content.append(text)
                guard content.text.utf8.count <= limits.cellBytes else {
                    throw AppError("LT4008", .tooLarge, ["line": "—", "column": "—", "limit": String(limits.cellBytes)])
                }
            })
        (self.bytes, self.ends) = (bytes, ends)
    }

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return EscapedText.decode(String(decoding: bytes[start..<ends[index]], as: UTF8.self))
    }
}

/// The text of a string item: its runs joined, phonetic guides left out.
struct RichText {
    private(set) var text = ""
    private var isInText = false
    private var phonetic = 0

    mutating func start(_ name: String) {
        if name == "rPh" { phonetic += 1 } else if name == "t" { isInText = true }
    }

    mutating func end(_ name: String) {
        if name == "rPh" { phonetic -= 1 } else if name == "t" { isInText = false }
    }

    mutating func append(_ piece: String) {
        if isInText, phonetic == 0 { text += piece }
    }
}

/// Characters that XML cannot carry, which office files write as `_x000D_`.
enum EscapedText {
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let scalar = escape(bytes, at: index) {
                output.append(contentsOf: String(scalar).utf8)
                index += 7
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A text that reads like an escape, escaped, so that `decode` gives it back.
    static func encode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        for index in bytes.indices {
            if escape(bytes, at: index) != nil { output.append(contentsOf: "_x005F".utf8) }
            output.append(bytes[index])
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `_xHHHH_` at `index`; surrogates are no characters and stay as written.
    private static func escape(_ bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_"), bytes[(index + 2)..<(index + 6)].allSatisfy(isHex),
            let value = UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
        else { return nil }
        return Unicode.Scalar(value)
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
