extension Phrases {
    /// Digits grouped by thousands: `12,345`.
    package func number(_ value: Int) -> String { number(Int64(value)) }

    package func number(_ value: Int64) -> String {
        (value < 0 ? "−" : "") + Self.grouped(String(value.magnitude))
    }

    /// Rounded half away from zero to `decimals` (0…6) digits and grouped; `–` for what is not a number.
    package func number(_ value: Double, decimals: Int) -> String {
        let digits = min(max(decimals, 0), 6)
        let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled.isFinite, scaled < 9.0e18 else { return "–" }
        return Self.decimal(UInt64(scaled), digits: digits, negative: value < 0)
    }

    /// A count that is exact to `limit` and then "10,000+".
    package func count(_ value: Int, limit: Int = 10_000) -> String {
        value > limit ? number(limit) + "+" : number(value)
    }

    /// A ratio as a percentage: `0.873` is `87.3%`, `0.87` with no decimals `87%`.
    package func percent(_ ratio: Double, decimals: Int = 0) -> String {
        let text = number(ratio * 100, decimals: decimals)
        return text == "–" ? text : text + "%"
    }

    /// `value` units of 10^-digits, grouped. A zero never carries a sign.
    static func decimal(_ value: UInt64, digits: Int, negative: Bool) -> String {
        let text = String(value)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let whole = grouped(String(padded.dropLast(digits)))
        return (negative && value > 0 ? "−" : "") + whole + (digits > 0 ? "." + padded.suffix(digits) : "")
    }

    private static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
