import Decimal34
import FEEL

/// Reads JSON (RFC 8259) into values: numbers keep all their digits up to 34, the first of two equal keys' places has the last value.
///
/// One pass, no recursion deeper than the limit; nothing is read beyond the buffer.
struct JSONReader {
    /// What is wrong and at which byte, from zero.
    struct Fault: Error, Hashable {
        let problem: String
        let offset: Int
    }

    static let depth = 64

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// One value and nothing after it.
    static func value(_ bytes: [UInt8]) throws(Fault) -> FEELValue {
        let result: Result<FEELValue, Fault> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            do throws(Fault) {
                let value = try reader.value(depth: 0)
                try reader.end()
                return .success(value)
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    mutating func end() throws(Fault) {
        skipSpace()
        guard at >= bytes.count else { throw fault("text after the value") }
    }

    @inline(__always) var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

    @inline(__always) mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
    }

    @inline(__always) mutating func advance(_ count: Int) { at += count }

    func fault(_ problem: String) -> Fault { Fault(problem: problem, offset: at) }

    mutating func expect(_ wanted: UInt8) throws(Fault) {
        guard byte == wanted, at < bytes.count else { throw fault("\(Character(Unicode.Scalar(wanted))) is expected") }
        at += 1
    }

    /// The value at the cursor, with blanks before it.
    mutating func value(depth: Int) throws(Fault) -> FEELValue {
        skipSpace()
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: StaticString, _ value: FEELValue) throws(Fault) -> FEELValue {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { throw fault("a value is expected") }
        for index in 0..<count where bytes[at + index] != text.utf8Start[index] { throw fault("a value is expected") }
        at += count
        return value
    }

    private mutating func object(depth: Int) throws(Fault) -> FEELValue {
        guard depth < Self.depth else { throw fault("nested too deeply") }
        at += 1
        var entries: [(String, FEELValue)] = []
        skipSpace()
        if byte == UInt8(ascii: "}") {
            at += 1
            return .context(entries)
        }
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw fault("a key is expected") }
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            entries.append((key, try value(depth: depth + 1)))
            skipSpace()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else {
                try expect(UInt8(ascii: "}"))
                return .context(entries)
            }
        }
    }

    private mutating func array(depth: Int) throws(Fault) -> FEELValue {
        guard depth < Self.depth else { throw fault("nested too deeply") }
        at += 1
        var items: [FEELValue] = []
        skipSpace()
        if byte == UInt8(ascii: "]") {
            at += 1
            return .list(items)
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else {
                try expect(UInt8(ascii: "]"))
                return .list(items)
            }
        }
    }

    // MARK: Numbers

    @inline(__always) private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    mutating func number() throws(Fault) -> Decimal34 {
        let start = at
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { at += 1 }
        guard isDigit(byte) else {
            at = start
            throw fault("a value is expected")
        }
        // Most numbers have few digits: they are made without another look at the text.
        var units: Int64 = 0
        let digits = at
        var scale = 0
        while isDigit(byte), at - digits < 18 {
            units = units &* 10 &+ Int64(byte &- 0x30)
            at += 1
        }
        guard bytes[digits] != 0x30 || at == digits + 1 else { throw fault("a number with leading zeros") }
        if byte == UInt8(ascii: "."), at - digits < 17 {
            at += 1
            let fraction = at
            while isDigit(byte), at - digits < 18 {
                units = units &* 10 &+ Int64(byte &- 0x30)
                at += 1
            }
            guard at > fraction else { throw fault("a digit is expected") }
            scale = at - fraction
        }
        if !isDigit(byte), byte != UInt8(ascii: "."), byte | 0x20 != UInt8(ascii: "e"),
            let number = Decimal34(units: isNegative ? -units : units, exponent: -scale)
        {
            return number
        }
        return try longNumber(from: start)
    }

    private mutating func longNumber(from start: Int) throws(Fault) -> Decimal34 {
        at = start
        if byte == UInt8(ascii: "-") { at += 1 }
        try digits()
        if byte == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            at += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        guard let number = Decimal34(utf8: UnsafeBufferPointer(rebasing: bytes[start..<at])) else { throw fault("a number out of range") }
        return number
    }

    private mutating func digits() throws(Fault) {
        guard isDigit(byte) else { throw fault("a digit is expected") }
        while isDigit(byte) { at += 1 }
    }

    // MARK: Strings

    mutating func string() throws(Fault) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 { at += 1 }
        guard byte == UInt8(ascii: "\"") else { return try escapedString(from: start) }
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<at])
        at += 1
        guard let text = String(validating: slice, as: UTF8.self) else { throw fault("this is not UTF-8") }
        return text
    }

    private mutating func escapedString(from start: Int) throws(Fault) -> String {
        var text = Array(bytes[start..<at])
        while true {
            guard at < bytes.count else { throw fault("a string is not closed") }
            let next = bytes[at]
            if next == UInt8(ascii: "\"") { break }
            guard next >= 0x20 else { throw fault("a control character in a string") }
            at += 1
            guard next == UInt8(ascii: "\\") else {
                text.append(next)
                continue
            }
            let escape = byte
            at += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try scalar())).utf8)
            default: throw fault("an escape that is none")
            }
        }
        at += 1
        guard let result = String(validating: text, as: UTF8.self) else { throw fault("this is not UTF-8") }
        return result
    }

    private mutating func scalar() throws(Fault) -> Unicode.Scalar {
        let first = try unit()
        if first & 0xFC00 == 0xD800 {
            guard byte == UInt8(ascii: "\\") else { throw fault("half a character") }
            at += 1
            guard byte == UInt8(ascii: "u") else { throw fault("half a character") }
            at += 1
            let second = try unit()
            guard second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)) else {
                throw fault("half a character")
            }
            return scalar
        }
        guard let scalar = Unicode.Scalar(first) else { throw fault("half a character") }
        return scalar
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { throw fault("an escape that is none") }
            unit = unit << 4 | UInt32(digit)
            at += 1
        }
        return unit
    }
}

extension FEELValue {
    /// A value from JSON text.
    ///
    /// - Throws: LT2380 with what is wrong and at which character of which line.
    public static func json(_ bytes: [UInt8]) throws(Finding) -> FEELValue {
        do { return try JSONReader.value(bytes) } catch {
            let before = bytes.prefix(error.offset)
            let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
            let column = 1 + (before.lastIndex(of: 0x0A).map { error.offset - $0 - 1 } ?? error.offset)
            throw Finding(.error, "LT2380", ["problem": error.problem], at: Position(line: line, column: column))
        }
    }
}
