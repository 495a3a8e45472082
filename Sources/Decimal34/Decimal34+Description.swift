extension Decimal34: CustomStringConvertible {
    /// Plain decimal as FEEL prints it, without exponent and with its trailing zeros: `1200`, `-0.50`. At most 6,180 characters.
    public var description: String {
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
