#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Decimal34 {
    /// The natural logarithm, to 34 digits; `nil` unless the number is above zero.
    public var naturalLogarithm: Decimal34? {
        guard !isNegative, !isZero else { return nil }
        guard self != .one else { return .zero }
        return fixedLogarithm?.decimal
    }

    /// The natural logarithm of a number above zero.
    var fixedLogarithm: Fixed? {
        // x = mantissa × 10^tens with the mantissa within 0.316…3.16, so that nothing cancels near 1.
        let digits = digitCount(coefficient)
        var tens = exponent &+ digits &- 1
        let leading = Double(coefficient) / Double(powersOfTen[digits &- 1])
        if leading > 3.1622776601683795 { tens &+= 1 }
        guard let mantissa = Fixed(coefficient: coefficient, exponent: exponent &- tens) else { return nil }
        // A double gives 50 bits; what it misses is 2 atanh((m − E) ÷ (m + E)) with E its exponential: two terms suffice.
        let guess = log(mantissa.double)
        let start = Fixed(guess)
        let (power, value) = Fixed.exponential(start)
        var reached = Fixed(
            integer: Int128(truncatingIfNeeded: value.high >> 124), fraction: value << 4)
        if power < 0 { reached = reached.divided(byWord: 10) }
        let difference = mantissa - reached
        let sum = mantissa + reached
        let ratio = (difference.isNegative ? difference.negated : difference).divided(by: sum)
        let square = ratio.fraction.multipliedHigh(by: ratio.fraction)
        var cube = square.multipliedHigh(by: ratio.fraction)
        _ = cube.divide(by: 3, carrying: 0)
        let half = Fixed(integer: 0, fraction: ratio.fraction.adding(cube).sum)
        let correction = half + half
        let logarithm = difference.isNegative ? start - correction : start + correction
        return logarithm + Fixed.multipleOfLogarithmOfTen(tens)
    }
}

extension Fixed {
    /// A double of magnitude below 2^60, exactly as far as 2^−128 reaches.
    init(_ value: Double) {
        let whole = value.rounded(.down)
        self.init(integer: Int128(whole), fraction: Wide(high: UInt128((value - whole) * 0x1p+64) << 64, low: 0))
    }

    /// A non-negative number divided by a word that is not 0.
    func divided(byWord divisor: UInt64) -> Fixed {
        let (quotient, remainder) = UInt128(truncatingIfNeeded: integer).quotientAndRemainder(dividingBy: UInt128(divisor))
        var fraction = fraction
        _ = fraction.divide(by: divisor, carrying: UInt64(truncatingIfNeeded: remainder))
        return Fixed(integer: Int128(truncatingIfNeeded: quotient), fraction: fraction)
    }

    /// The quotient of non-negative numbers below 2^20, where it is below 1; bit by bit.
    func divided(by divisor: Fixed) -> Fixed {
        var rest = self
        var quotient = Wide.zero
        for _ in 0..<256 {
            rest = rest + rest
            quotient = quotient << 1
            let less = rest - divisor
            if !less.isNegative {
                rest = less
                quotient.low |= 1
            }
        }
        return Fixed(integer: 0, fraction: quotient)
    }
}
