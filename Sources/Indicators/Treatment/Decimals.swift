import Foundation

/// Decimal rounding of doubles.
public enum Decimals {
    private static let powers: [Double] = (0...15).map { pow(10, Double($0)) }

    /// `x` with `digits` decimals, decided on the shortest decimal form of `x`, so that 2.675 rounds up although its
    /// binary value lies below. Digits beyond 15 and values beyond 10¹⁵ come back as they are.
    public static func round(_ x: Double, _ digits: Int, _ mode: RoundingMode = .halfUp) -> Double {
        guard x.isFinite, digits >= 0, digits < powers.count else { return x }
        let scaled = abs(x) * powers[digits]
        guard scaled < 9e15 else { return x }
        let whole = scaled.rounded(.down)
        let rest = scaled - whole
        let doubt = max(1e-9, scaled * 4e-16)
        var result: Double
        if rest > doubt, rest < 1 - doubt, abs(rest - 0.5) > doubt {
            result = mode != .truncate && rest > 0.5 ? whole + 1 : whole
        } else {
            result = onDigits(abs(x), digits, mode) ?? whole
        }
        result /= powers[digits]
        return x < 0 ? 0 - result : result
    }

    /// `x` · 10^digits rounded, worked out on its shortest decimal digits.
    private static func onDigits(_ x: Double, _ digits: Int, _ mode: RoundingMode) -> Double? {
        let parts = x.description.split(separator: "e")
        guard let mantissa = parts.first else { return nil }
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        var all = halves.flatMap { $0.utf8.map { Int($0) - 48 } }
        // Place of the decimal point after shifting by the digits kept.
        let point = (halves.first?.count ?? 0) + exponent + digits
        if point < 0 { return 0 }
        while all.count < point + 1 { all.append(0) }
        var whole = 0.0
        for digit in all[..<point] { whole = whole * 10 + Double(digit) }
        let rest = all[point...]
        let first = rest.first ?? 0
        let isTail = rest.dropFirst().contains { $0 != 0 }
        let isUp: Bool =
            switch mode {
            case .truncate: false
            case .halfUp: first >= 5
            case .halfEven: first > 5 || first == 5 && (isTail || whole.truncatingRemainder(dividingBy: 2) == 1)
            }
        return isUp ? whole + 1 : whole
    }

    /// `x` without the noise of its last bits: `digits` decimals, or 15 significant digits where that is less.
    public static func snap(_ x: Double, _ digits: Int) -> Double {
        guard x.isFinite, digits >= 0, digits < powers.count else { return x }
        let scaled = x * powers[digits]
        // Adding and taking away 1.5 · 2⁵² rounds to a whole number, without a call.
        if abs(scaled) < 1e15 { return (scaled + 0x1.8p52 - 0x1.8p52) / powers[digits] }
        let magnitude = 15 - Int(log10(abs(x)).rounded(.up))
        guard magnitude >= 0, magnitude < powers.count else { return x }
        return (x * powers[magnitude]).rounded() / powers[magnitude]
    }
}
