extension Decimal34: LosslessStringConvertible {
    /// Reads `[+-] digits [. digits] [(e|E) [+-] digits]`, all of it (`.5` too): no spaces, no separators. More than 34 digits are
    /// rounded half to even; `nil` for anything else and when too large.
    public init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ Decimal34(utf8: $0) }) else { return nil }
        self = number
    }

    /// Reads a piece of text as `init(_: String)` does.
    public init?(_ text: Substring) {
        var text = text
        guard let number = text.withUTF8({ Decimal34(utf8: $0) }) else { return nil }
        self = number
    }

    /// Reads UTF-8 bytes as `init(_: String)` does; about 20 ns for a short number.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        let end = bytes.count
        guard end > 0 else { return nil }
        let negative = bytes[0] == UInt8(ascii: "-")
        let start = negative || bytes[0] == UInt8(ascii: "+") ? 1 : 0

        // Up to 18 digits and a point, which is nearly all there is: no counting, no rounding.
        if end &- start <= 19 {
            var index = start
            var value: UInt64 = 0
            while index < end, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
                value = value &* 10 &+ UInt64(digit)
                index &+= 1
            }
            var high = Self.integerHigh
            if index < end, index &+ 1 < end, bytes[index] == UInt8(ascii: ".") {
                let point = index
                index &+= 1
                while index < end, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
                    value = value &* 10 &+ UInt64(digit)
                    index &+= 1
                }
                high &-= UInt64(truncatingIfNeeded: index &- point &- 1) << Self.exponentShift
            }
            if index == end, index > start {
                self.init(high: high | (negative && value != 0 ? Self.signBit : 0), low: value)
                return
            }
        }
        guard let number = Self.parsed(bytes, from: start, negative: negative) else { return nil }
        self = number
    }

    /// Reads a number of any length, from behind its sign.
    private static func parsed(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, negative: Bool) -> Decimal34? {
        let end = bytes.count
        var index = start
        // The first 18 significant digits, and the next 18.
        var short: UInt64 = 0
        var more: UInt64 = 0
        var digits = 0
        var kept = 0
        var exponent = 0
        var next: UInt8 = 0
        var inexact = false
        var pointAt = -1
        while index < end {
            let byte = bytes[index]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                digits &+= 1
                if kept < 18 {
                    short = short &* 10 &+ UInt64(digit)
                    if short != 0 { kept &+= 1 }
                } else if kept < 36 {
                    more = more &* 10 &+ UInt64(digit)
                    kept &+= 1
                } else {
                    exponent &+= 1
                    if digit != 0 { inexact = true }
                }
            } else if byte == UInt8(ascii: "."), pointAt < 0 {
                pointAt = digits
            } else {
                next = byte
                break
            }
            index &+= 1
        }
        guard digits > 0, pointAt != digits else { return nil }
        if pointAt >= 0 { exponent &-= digits &- pointAt }
        let coefficient = kept <= 18 ? UInt128(short) : UInt128(short) &* powersOfTen[kept &- 18] &+ UInt128(more)
        if index < end {
            guard next | 0x20 == UInt8(ascii: "e"), let power = Self.power(bytes[(index &+ 1)...]) else { return nil }
            exponent &+= power
        }
        return finish(negative: negative, coefficient: coefficient, exponent: exponent, inexact: inexact)
    }

    /// The power after `e`, held within ±10^8 (beyond it the answer is the same).
    private static func power(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard var byte = bytes.first else { return nil }
        var bytes = bytes
        let negative = byte == UInt8(ascii: "-")
        if negative || byte == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        guard !bytes.isEmpty else { return nil }
        var power = 0
        for next in bytes {
            byte = next &- UInt8(ascii: "0")
            guard byte < 10 else { return nil }
            power = min(power &* 10 &+ Int(byte), 100_000_000)
        }
        return negative ? 0 &- power : power
    }
}
