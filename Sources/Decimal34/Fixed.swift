/// A signed fixed-point number with 256 bits after the point: `integer + fraction ÷ 2^256`. What exponentials and logarithms are computed
/// in: about 75 digits, so that 34 come out rounded rightly.
struct Fixed {
    var integer: Int128
    var fraction: Wide

    init(integer: Int128, fraction: Wide) {
        self.integer = integer
        self.fraction = fraction
    }

    /// `coefficient × 10^exponent` cut to 256 bits after the point; `nil` when the integer part has more than 38 digits.
    init?(coefficient: UInt128, exponent: Int) {
        if exponent >= 0 {
            guard digitCount(coefficient) &+ exponent <= 38 else { return nil }
            self.init(integer: Int128(coefficient * powersOfTen[exponent]), fraction: .zero)
            return
        }
        var left = 0 &- exponent
        guard left <= 200 else {
            self.init(integer: 0, fraction: .zero)
            return
        }
        var integer = coefficient
        var fraction = Wide.zero
        while left > 0 {
            let step = min(left, 19)
            let divisor = UInt64(truncatingIfNeeded: powersOfTen[step])
            let (quotient, remainder) = integer.quotientAndRemainder(dividingBy: UInt128(divisor))
            integer = quotient
            _ = fraction.divide(by: divisor, carrying: UInt64(truncatingIfNeeded: remainder))
            left &-= step
        }
        self.init(integer: Int128(integer), fraction: fraction)
    }

    /// ln 10.
    static let logarithmOfTen = Fixed(
        integer: 2, fraction: Wide(high: 0x4d76_3776_aaa2_b05b_a95b_58ae_0b4c_28a3, low: 0x8a3f_b3e7_6977_e43a_0f18_7a08_07c0_b5ca))

    static func + (left: Fixed, right: Fixed) -> Fixed {
        let (fraction, carry) = left.fraction.adding(right.fraction)
        return Fixed(integer: left.integer &+ right.integer &+ (carry ? 1 : 0), fraction: fraction)
    }

    static func - (left: Fixed, right: Fixed) -> Fixed {
        let (fraction, borrow) = left.fraction.subtracting(right.fraction)
        return Fixed(integer: left.integer &- right.integer &- (borrow ? 1 : 0), fraction: fraction)
    }

    var negated: Fixed { Fixed(integer: 0, fraction: .zero) - self }
    var isNegative: Bool { integer < 0 }
    var isZero: Bool { integer == 0 && fraction == .zero }

    /// The product of two non-negative numbers whose integer part stays below 2^127.
    func multiplied(by other: Fixed) -> Fixed {
        let wholes = Fixed(integer: integer &* other.integer, fraction: .zero)
        let left = other.fraction.multiplied(byInteger: UInt128(truncatingIfNeeded: integer))
        let right = fraction.multiplied(byInteger: UInt128(truncatingIfNeeded: other.integer))
        let fractions = Fixed(integer: 0, fraction: fraction.multipliedHigh(by: other.fraction))
        return wholes + left + right + fractions
    }

    /// The nearest double, good to some 50 bits.
    var double: Double {
        Double(integer) + Double(fraction.high) * 0x1p-128
    }

    /// The number as a decimal of 34 digits; it is taken to be inexact.
    var decimal: Decimal34? {
        let negative = isNegative
        var value = negative ? negated : self
        var exponent = 0
        while value.integer < 1_000_000_000_000_000_000_000_000_000_000_000_000, exponent > -110 {
            let (carry, fraction) = value.fraction.multiplied(byWord: 10)
            value = Fixed(integer: value.integer &* 10 &+ Int128(carry), fraction: fraction)
            exponent -= 1
        }
        return Decimal34.finish(
            negative: negative, coefficient: UInt128(truncatingIfNeeded: value.integer), exponent: exponent, inexact: true)
    }
}
