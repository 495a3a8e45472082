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
                if let sum = Self.addingApart(large, small, distance) { return sum }
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

    /// The sum where the smaller number reaches beyond the 34 digits of the larger, which keep their number: one division, rounded by its
    /// remainder. `nil` when a digit more or fewer results.
    @inline(__always)
    private static func addingApart(_ large: Decimal34, _ small: Decimal34, _ distance: Int) -> Decimal34? {
        let shift = precision &- digitCount(large.coefficient)
        let dropped = distance &- shift
        guard dropped <= 38 else { return nil }
        let left = large.coefficient &* powersOfTen[shift]
        let power = powersOfTen[dropped]
        var (digits, rest) = small.coefficient.dividedByPower(dropped)
        if large.isNegative == small.isNegative {
            digits = left &+ digits
        } else {
            digits = left &- digits &- (rest == 0 ? 0 : 1)
            rest = rest == 0 ? 0 : power &- rest
        }
        guard digits >= powersOfTen[precision &- 1], digits < limit &- 1 else { return nil }
        let half = power >> 1
        if rest > half || rest == half && digits & 1 == 1 { digits &+= 1 }
        return finish(negative: large.isNegative, coefficient: digits, exponent: large.exponent &- shift)
    }
}
