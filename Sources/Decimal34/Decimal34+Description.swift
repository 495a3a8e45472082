extension Decimal34: CustomStringConvertible {
    /// Plain decimal as FEEL prints it, without exponent and with its trailing zeros: `1200`, `-0.50`. At most 6,180 characters.
    public var description: String {
        guard exponent <= 0, exponent >= -40 else { return paddedDescription }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { buffer in
            let start = write(to: buffer)
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[start...]), as: UTF8.self)
        }
    }

    /// Writes the plain form to the end of 48 bytes and answers where it begins. The exponent must be within −40…0.
    private func write(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let fraction = 0 &- exponent
        var index = buffer.count
        var written = 0
        func put(_ digit: UInt64) {
            index &-= 1
            buffer[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            written &+= 1
            if written == fraction {
                index &-= 1
                buffer[index] = UInt8(ascii: ".")
            }
        }
        var word = low
        if !isShort {
            let halves = coefficient.dividedByPower(19)
            word = UInt64(truncatingIfNeeded: halves.remainder)
            for _ in 0..<19 {
                put(word % 10)
                word /= 10
            }
            word = UInt64(truncatingIfNeeded: halves.quotient)
        }
        // A digit stands before the point, be it 0.
        while word != 0 || written <= fraction {
            put(word % 10)
            word /= 10
        }
        if isNegative {
            index &-= 1
            buffer[index] = UInt8(ascii: "-")
        }
        return index
    }

    /// The plain form of very large and very small numbers.
    private var paddedDescription: String {
        let digits = String(coefficient)
        let exponent = exponent
        let sign = isNegative ? "-" : ""
        if exponent == 0 { return sign + digits }
        if exponent > 0 { return isZero ? "0" : sign + digits + String(repeating: "0", count: exponent) }
        let fraction = 0 &- exponent
        if digits.utf8.count > fraction {
            let point = digits.utf8.index(digits.startIndex, offsetBy: digits.utf8.count &- fraction)
            return sign + digits[..<point] + "." + digits[point...]
        }
        return sign + "0." + String(repeating: "0", count: fraction &- digits.utf8.count) + digits
    }

    /// One digit before the point and an exponent where the plain form would be padded with zeros: `1.2E+30`.
    public var scientific: String {
        let digits = String(coefficient)
        let adjusted = exponent &+ digits.utf8.count &- 1
        if exponent <= 0, adjusted >= -6 { return description }
        var text = isNegative ? "-" : ""
        text += digits.prefix(1)
        if digits.utf8.count > 1 { text += "." + digits.dropFirst() }
        return text + "E" + (adjusted < 0 ? "-" : "+") + String(adjusted.magnitude)
    }
}
