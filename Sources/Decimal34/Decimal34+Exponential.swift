extension Decimal34 {
    /// e to this power, to 34 digits; `nil` when too large.
    public var exponential: Decimal34? {
        if isZero { return .one }
        let adjusted = exponent &+ digitCount(coefficient)
        if adjusted > 5 { return isNegative ? .zero : nil }
        // 1 + x differs from e^x only beyond the 34th digit.
        if adjusted < -40 { return Decimal34.one.adding(self) }
        guard let power = Fixed(coefficient: coefficient, exponent: exponent) else { return nil }
        return Self.exponential(isNegative ? power.negated : power, negative: false)
    }

    /// ±e^power; `nil` when too large, zero when too small.
    static func exponential(_ power: Fixed, negative: Bool) -> Decimal34? {
        if power.integer > 14_200 { return nil }
        if power.integer < -14_300 { return .zero }
        let (tens, value) = Fixed.exponential(power)
        // value is 1…10 with 252 bits after the point; 34 digits of it are moved before the point.
        let scaled = value.multiplied(byInteger: powersOfTen[34])
        let whole = UInt128(truncatingIfNeeded: scaled.integer) << 4 | scaled.fraction.high >> 124
        return finish(negative: negative, coefficient: whole, exponent: tens &- 34, inexact: true)
    }
}

extension Fixed {
    /// e^power as `value × 10^tens`, the value within 1…10 with 252 bits after the point. The power must be within ±2^16.
    static func exponential(_ power: Fixed) -> (tens: Int, value: Wide) {
        var tens = Int((power.double / 2.302585092994046).rounded(.down))
        var rest = power - multipleOfLogarithmOfTen(tens)
        if rest.isNegative {
            tens &-= 1
            rest = rest + logarithmOfTen
        }
        // e^rest = (e^(rest ÷ 256))^256, and the small power is summed by Taylor, from the last term inwards.
        let small = rest.fraction >> 8
        let argument = small.adding(Wide(high: UInt128(truncatingIfNeeded: rest.integer) << 120, low: 0)).sum
        var sum = Wide.zero
        for term in stride(from: UInt64(28), through: 1, by: -1) {
            sum = argument.adding(argument.multipliedHigh(by: sum)).sum
            _ = sum.divide(by: term, carrying: 0)
        }
        var value = (sum >> 4).adding(Wide(high: 1 << 124, low: 0)).sum
        for _ in 0..<8 { value = value.multipliedHigh(by: value) << 4 }
        return (tens, value)
    }

    static func multipleOfLogarithmOfTen(_ count: Int) -> Fixed {
        let product = logarithmOfTen.fraction.multiplied(byInteger: UInt128(count.magnitude))
        let whole = Fixed(integer: product.integer &+ 2 &* Int128(count.magnitude), fraction: product.fraction)
        return count < 0 ? whole.negated : whole
    }
}
