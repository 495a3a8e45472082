extension Sequence<UInt8> {
    /// The bytes as lower-case hexadecimal text, two digits each.
    public var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}

extension [UInt8] {
    /// The bytes a hexadecimal text spells, in either case; nil for an odd number of digits and for any other character.
    public init?(hexadecimal text: some StringProtocol) {
        self = []
        var high: UInt8?
        for character in text.utf8 {
            let digit: UInt8
            switch character {
            case 48...57: digit = character - 48
            case 65...70: digit = character - 55
            case 97...102: digit = character - 87
            default: return nil
            }
            if let value = high {
                append(value << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        if high != nil { return nil }
    }
}
