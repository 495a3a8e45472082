extension Decimal34 {
    /// The sum, rounded half to even; `nil` when too large.
    @inlinable
    public func adding(_ other: Decimal34) -> Decimal34? {
        // Same exponent, both coefficients in one word: the commonest case by far.
        let differing = high ^ other.high
        if differing & ~Self.signBit == 0, isShort {
            if differing == 0 {
                let (sum, carry) = low.addingReportingOverflow(other.low)
                if !carry { return Decimal34(high: high, low: sum) }
            } else if low > other.low {
                return Decimal34(high: high, low: low &- other.low)
            } else if low < other.low {
                return Decimal34(high: other.high, low: other.low &- low)
            } else {
                return Decimal34(high: high & ~Self.signBit, low: 0)
            }
        }
        return addingAligned(other)
    }

    /// The difference, rounded half to even; `nil` when too large.
    @inlinable
    public func subtracting(_ other: Decimal34) -> Decimal34? { adding(other.negated) }

    /// The sum of numbers of different exponents or long coefficients.
    @usableFromInline
    func addingAligned(_ other: Decimal34) -> Decimal34? {
        let (large, small) = exponent >= other.exponent ? (self, other) : (other, self)
        if isShort, other.isShort, large.exponent &- small.exponent < 19 {
            // Below 2^64 × 10^18: nothing to round but in the rarest case.
            let left = UInt128(large.low) &* powersOfTen[large.exponent &- small.exponent]
            let right = UInt128(small.low)
            let differ = (high ^ other.high) & Self.signBit != 0
            let sum = !differ ? left &+ right : left >= right ? left &- right : right &- left
            let negative = differ && left < right ? small.isNegative : large.isNegative
            return Self.finish(negative: negative, coefficient: sum, exponent: small.exponent)
        }
        var left = large.coefficient
        var right = small.coefficient
        let distance = large.exponent &- small.exponent
        var exponent = small.exponent
        var inexact = false
        if left == 0 { return small }
        if distance > 0 {
            if digitCount(left) &+ distance <= 38 {
                left *= powersOfTen[distance]
            } else {
                // The larger one takes 38 digits; what the smaller has below them only tips the rounding.
                let shift = 38 &- digitCount(left)
                left *= powersOfTen[shift]
                exponent = large.exponent &- shift
                let dropped = distance &- shift
                if dropped > 38 {
                    inexact = right != 0
                    right = 0
                } else {
                    let (quotient, remainder) = right.dividedByPower(dropped)
                    inexact = remainder != 0
                    right = quotient
                }
            }
        }
        if large.isNegative == small.isNegative {
            return Self.finish(negative: large.isNegative, coefficient: left + right, exponent: exponent, inexact: inexact)
        }
        if left >= right {
            let difference = left - right - (inexact ? 1 : 0)
            return Self.finish(negative: large.isNegative, coefficient: difference, exponent: exponent, inexact: inexact)
        }
        return Self.finish(negative: small.isNegative, coefficient: right - left, exponent: exponent)
    }
}
