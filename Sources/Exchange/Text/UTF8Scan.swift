/// Well-formedness of UTF-8, one sequence at a time (Unicode table 3-7).
enum UTF8Scan {
    enum Sequence: Equatable {
        /// A well-formed multi-byte sequence of so many bytes.
        case length(Int)
        /// Well-formed so far, but the bytes end.
        case truncated
        case malformed
    }

    /// Judges the sequence that starts at `index`, whose byte is not ASCII.
    static func sequence(at index: Int, in bytes: UnsafeRawBufferPointer) -> Sequence {
        let lead = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return .malformed
        }
        for offset in 1..<length {
            guard index + offset < bytes.count else { return .truncated }
            let allowed = offset == 1 ? second : 0x80...0xBF
            guard allowed.contains(bytes[index + offset]) else { return .malformed }
        }
        return .length(length)
    }
}
