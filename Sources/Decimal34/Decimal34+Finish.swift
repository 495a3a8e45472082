extension Decimal34 {
    /// Rounds an unbounded result (half to even) into range; `inexact` says that digits below the coefficient were dropped already and
    /// were not all zero. `nil` when too large.
    @inline(__always)
    static func finish(negative: Bool, coefficient: UInt128, exponent: Int, inexact: Bool = false) -> Decimal34? {
        if coefficient < limit, exponent >= minimumExponent, exponent <= maximumExponent {
            return Decimal34(parts: negative, coefficient, exponent)
        }
        return rounded(negative, coefficient, exponent, inexact)
    }

    private static func rounded(_ negative: Bool, _ coefficient: UInt128, _ exponent: Int, _ inexact: Bool) -> Decimal34? {
        var coefficient = coefficient
        var exponent = exponent
        let excess = max(digitCount(coefficient) &- precision, minimumExponent &- exponent)
        if excess > 0 {
            coefficient = coefficient.droppingDigits(excess, inexact: inexact)
            exponent &+= excess
            if coefficient == limit {
                coefficient = powersOfTen[precision &- 1]
                exponent &+= 1
            }
        }
        if exponent > maximumExponent {
            if coefficient == 0 { return Decimal34(parts: false, 0, maximumExponent) }
            let pad = exponent &- maximumExponent
            guard digitCount(coefficient) &+ pad <= precision else { return nil }
            coefficient *= powersOfTen[pad]
            exponent = maximumExponent
        }
        return Decimal34(parts: negative, coefficient, exponent)
    }
}

extension UInt128 {
    /// The number divided by 10^count, rounded half to even; `inexact` says there is something beyond the last digit.
    @inline(__always)
    func droppingDigits(_ count: Int, inexact: Bool) -> UInt128 {
        guard count <= 38 else { return 0 }
        let power = powersOfTen[count]
        let (quotient, remainder) = dividedByPower(count)
        let half = power >> 1
        let up = remainder > half || (remainder == half && (inexact || quotient & 1 == 1))
        return up ? quotient + 1 : quotient
    }
}
