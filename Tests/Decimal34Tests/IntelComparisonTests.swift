import CIntelDecimal
import Decimal34
import Foundation
import Testing

/// How many random pairs each comparison takes; bin/soak sets more.
private let pairs = ProcessInfo.processInfo.environment["LANTU_DECIMAL_PAIRS"].flatMap(Int.init) ?? 30_000

@Suite(
    "Decimal34 against Intel's decimal library",
    .enabled(if: intel_available() == 1, "libintelrdfpmath-dev is not installed (bin/setup test installs it)"))
struct IntelComparisonTests {
    func intel(_ number: Decimal34) -> intel_decimal {
        let sign: UInt64 = number.isNegative ? 1 << 63 : 0
        return intel_decimal(
            low: UInt64(truncatingIfNeeded: number.coefficient),
            high: sign | UInt64(number.exponent + 6176) << 49 | UInt64(truncatingIfNeeded: number.coefficient >> 64))
    }

    /// `nil` for NaN and infinities.
    func number(_ value: intel_decimal) -> Decimal34? {
        guard value.high >> 59 & 0xF != 0xF else { return nil }
        let coefficient = UInt128(value.high & (1 << 49 - 1)) << 64 | UInt128(value.low)
        return Decimal34(negative: value.high >> 63 == 1, coefficient: coefficient, exponent: Int(value.high >> 49 & 0x3FFF) - 6176)
    }

    /// Equal in digits and exponent, not in value alone.
    func same(_ ours: Decimal34?, _ theirs: intel_decimal) -> Bool {
        let theirs = number(theirs)
        return ours == theirs && ours?.exponent == theirs?.exponent
    }

    /// The difference in units of the last of 34 digits.
    func unitsApart(_ ours: Decimal34, _ theirs: Decimal34) -> Decimal34 {
        guard ours != theirs, let difference = ours.subtracting(theirs)?.magnitude else { return 0 }
        var digits = 0
        var rest = theirs.coefficient
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        let exponent = max(theirs.exponent - (34 - digits), Decimal34.minimumExponent)
        guard let unit = Decimal34(negative: false, coefficient: 1, exponent: exponent) else { return 1_000_000 }
        return difference.divided(by: unit) ?? 1_000_000
    }

    func compare(
        seed: UInt64, _ ours: (Decimal34, Decimal34) -> Decimal34?, _ theirs: (intel_decimal, intel_decimal) -> intel_decimal
    ) {
        var random = RandomNumbers(seed: seed)
        for _ in 0..<pairs {
            let left = random.number()
            let right = random.number(near: left)
            let found = ours(left, right)
            let expected = theirs(intel(left), intel(right))
            if !same(found, expected) {
                Issue.record("\(left.exact) and \(right.exact): \(found?.exact ?? "nil"), Intel \(number(expected)?.exact ?? "nil")")
                return
            }
        }
    }

    @Test("sums") func sums() { compare(seed: 1, { $0.adding($1) }, intel_add) }
    @Test("differences") func differences() { compare(seed: 2, { $0.subtracting($1) }, intel_subtract) }
    @Test("products") func products() { compare(seed: 3, { $0.multiplied(by: $1) }, intel_multiply) }
    @Test("quotients") func quotients() { compare(seed: 4, { $0.divided(by: $1) }, intel_divide) }
    @Test("remainders") func remainders() { compare(seed: 5, { $0.remainder(dividingBy: $1) }, intel_fmod) }
    @Test("square roots") func roots() { compare(seed: 6, { left, _ in left.squareRoot }, { left, _ in intel_square_root(left) }) }

    @Test("order and equality")
    func order() {
        var random = RandomNumbers(seed: 7)
        for _ in 0..<pairs {
            let left = random.number()
            let right = random.below(4) == 0 ? left.reduced : random.number(near: left)
            let expected = Int(intel_compare(intel(left), intel(right)))
            #expect(left.compared(to: right).signum() == expected)
            #expect((left == right) == (expected == 0))
            #expect((left < right) == (expected < 0))
            if expected == 0 { #expect(left.hashValue == right.hashValue) }
        }
    }

    @Test("rounding to a scale", arguments: [(Rounding.halfEven, 0), (.floor, 1), (.ceiling, 2), (.down, 3), (.halfUp, 4)])
    func rounding(_ rounding: Rounding, _ mode: Int) {
        var random = RandomNumbers(seed: 8)
        for _ in 0..<pairs {
            let left = random.number()
            let exponent = min(max(left.exponent + random.below(40), -6176), 6111)
            guard let pattern = Decimal34(negative: false, coefficient: 1, exponent: exponent) else { continue }
            let expected = number(intel_quantize(intel(left), intel(pattern), UInt32(mode)))
            let found = left.rounded(toScale: -exponent, rounding)
            if found != expected {
                Issue.record("\(left.exact) to \(exponent): \(found?.exact ?? "nil"), Intel \(expected?.exact ?? "nil")")
                return
            }
        }
    }

    @Test("text")
    func text() {
        var random = RandomNumbers(seed: 9)
        for _ in 0..<pairs {
            let number = random.number()
            var text = number.scientific
            if random.below(2) == 0, !text.contains("E") {
                // Digits beyond the 34th decide the rounding.
                text += (text.contains(".") ? "" : ".") + ["5", "50", "500001", "49999", "0"][random.below(5)]
            }
            let found = Decimal34(text)
            let expected = self.number(intel_parse(text))
            if found != expected {
                Issue.record("\(text): \(found?.exact ?? "nil"), Intel \(expected?.exact ?? "nil")")
                return
            }
        }
    }

    @Test("exponentials and logarithms agree to the last digit, powers as far as Intel's are good")
    func functions() throws {
        var random = RandomNumbers(seed: 10)
        for _ in 0..<pairs / 10 {
            let base = Decimal34(negative: false, coefficient: random.coefficient() + 1, exponent: random.below(50) - 40) ?? .one
            let power = Decimal34(negative: random.below(2) == 0, coefficient: random.coefficient(), exponent: random.below(8) - 33) ?? .one
            // Intel's powers lose three digits and more where the result is far from 1; a multi-precision check sides with ours.
            let cases: [(Decimal34?, intel_decimal, Decimal34, String)] = [
                (power.exponential, intel_exponential(intel(power)), 1, "exp \(power.exact)"),
                (base.naturalLogarithm, intel_logarithm(intel(base)), 1, "ln \(base.exact)"),
                (base.raised(to: power), intel_power(intel(base), intel(power)), 10_000, "\(base.exact) ** \(power.exact)"),
            ]
            for (ours, theirs, units, text) in cases {
                guard let ours, let theirs = number(theirs) else { continue }
                #expect(unitsApart(ours, theirs) <= units, "\(text): \(ours.exact), Intel \(theirs.exact)")
            }
        }
    }
}

extension Decimal34 {
    /// Digits and exponent as they are kept.
    var exact: String { "\(isNegative ? "-" : "")\(coefficient)E\(exponent)" }
}
