// Division by a divisor that is used for several digits at a time: its reciprocal is taken once, and each step multiplies
// (Möller and Granlund, Improved division by invariant integers, 2011).

/// A quotient to 34 digits, or exact with fewer.
struct Quotient {
    let digits: UInt128
    /// How many of the digits stand after the point.
    let places: Int
    /// Whether something is left.
    let inexact: Bool
    /// Whether what is left is less than, equal to or more than half a unit of the last digit: −1, 0, 1.
    let beyondHalf: Int
}

/// A divisor of one word, shifted so that its highest bit is set.
struct ShortDivisor {
    private let divisor: UInt64
    private let shift: UInt64
    private let reciprocal: UInt64

    /// The divisor must not be 0.
    @inline(__always)
    init(_ value: UInt64) {
        shift = UInt64(truncatingIfNeeded: value.leadingZeroBitCount)
        divisor = value << shift
        reciprocal = divisor.dividingFullWidth((~divisor, .max)).quotient
    }

    /// Divides two words, the upper below the divisor.
    @inline(__always)
    private func step(_ high: UInt64, _ low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
        let product = UInt128(reciprocal) &* UInt128(high) &+ (UInt128(high) << 64 | UInt128(low))
        var quotient = UInt64(truncatingIfNeeded: product >> 64) &+ 1
        var remainder = low &- quotient &* divisor
        if remainder > UInt64(truncatingIfNeeded: product) {
            quotient &-= 1
            remainder = remainder &+ divisor
        }
        if remainder >= divisor {
            quotient &+= 1
            remainder = remainder &- divisor
        }
        return (quotient, remainder)
    }

    @inline(__always)
    func quotient(_ dividend: UInt128) -> Quotient {
        let high = UInt64(truncatingIfNeeded: dividend >> 64)
        let low = UInt64(truncatingIfNeeded: dividend)
        let lifted = shift == 0 ? 0 : low >> (64 &- shift)
        let top = high == 0 ? (quotient: 0, remainder: lifted) : step(shift == 0 ? 0 : high >> (64 &- shift), high << shift | lifted)
        var (lower, remainder) = step(top.remainder, low << shift)
        var quotient = UInt128(top.quotient) << 64 | UInt128(lower)
        var places = 0
        var digits = digitCount(quotient)
        while remainder != 0, digits < Decimal34.precision {
            let count = min(18, Decimal34.precision &- digits)
            let power = UInt64(truncatingIfNeeded: powersOfTen[count])
            let product = remainder.multipliedFullWidth(by: power)
            (lower, remainder) = step(product.high, product.low)
            quotient = quotient &* UInt128(power) &+ UInt128(lower)
            places &+= count
            digits = digits == 0 ? digitCount(quotient) : digits &+ count
        }
        // The divisor's highest bit is set: twice the remainder is compared without doubling.
        let order = remainder > divisor &- remainder ? 1 : remainder == divisor &- remainder ? 0 : -1
        return Quotient(digits: quotient, places: places, inexact: remainder != 0, beyondHalf: order)
    }
}

/// A divisor of two words, shifted so that its highest bit is set.
struct LongDivisor {
    private let divisor: UInt128
    private let shift: UInt128
    private let reciprocal: UInt64

    /// The divisor must be 2^64 or more.
    @inline(__always)
    init(_ value: UInt128) {
        shift = UInt128(value.leadingZeroBitCount)
        divisor = value << shift
        let high = UInt64(truncatingIfNeeded: divisor >> 64)
        let low = UInt64(truncatingIfNeeded: divisor)
        var guess = high.dividingFullWidth((~high, .max)).quotient
        var rest = high &* guess &+ low
        if rest < low {
            guess &-= 1
            if rest >= high {
                guess &-= 1
                rest = rest &- high
            }
            rest = rest &- high
        }
        let product = guess.multipliedFullWidth(by: low)
        let (sum, carry) = rest.addingReportingOverflow(product.high)
        if carry {
            guess &-= 1
            if UInt128(sum) << 64 | UInt128(product.low) >= divisor { guess &-= 1 }
        }
        reciprocal = guess
    }

    /// Divides three words, the upper two below the divisor.
    @inline(__always)
    private func step(_ high: UInt128, _ low: UInt64) -> (quotient: UInt64, remainder: UInt128) {
        let top = UInt64(truncatingIfNeeded: high >> 64)
        let product = UInt128(reciprocal) &* UInt128(top) &+ high
        var quotient = UInt64(truncatingIfNeeded: product >> 64)
        let upper = UInt64(truncatingIfNeeded: high) &- quotient &* UInt64(truncatingIfNeeded: divisor >> 64)
        let lower = UInt128(UInt64(truncatingIfNeeded: divisor)) &* UInt128(quotient)
        var remainder = (UInt128(upper) << 64 | UInt128(low)) &- lower &- divisor
        quotient &+= 1
        if UInt64(truncatingIfNeeded: remainder >> 64) >= UInt64(truncatingIfNeeded: product) {
            quotient &-= 1
            remainder = remainder &+ divisor
        }
        if remainder >= divisor {
            quotient &+= 1
            remainder = remainder &- divisor
        }
        return (quotient, remainder)
    }

    @inline(__always)
    func quotient(_ dividend: UInt128) -> Quotient {
        let shifted = dividend << shift
        let (whole, first) = step(
            (shift == 0 ? 0 : dividend >> (128 &- shift)) << 64 | shifted >> 64, UInt64(truncatingIfNeeded: shifted))
        var quotient = UInt128(whole)
        var remainder = first
        var places = 0
        var digits = digitCount(quotient)
        while remainder != 0, digits < Decimal34.precision {
            let count = min(18, Decimal34.precision &- digits)
            let power = powersOfTen[count]
            let lower = UInt128(UInt64(truncatingIfNeeded: remainder)) &* power
            let upper = (remainder >> 64) &* power &+ lower >> 64
            let chunk: UInt64
            (chunk, remainder) = step(upper, UInt64(truncatingIfNeeded: lower))
            quotient = quotient &* power &+ UInt128(chunk)
            places &+= count
            digits = digits == 0 ? digitCount(quotient) : digits &+ count
        }
        let order = remainder > divisor &- remainder ? 1 : remainder == divisor &- remainder ? 0 : -1
        return Quotient(digits: quotient, places: places, inexact: remainder != 0, beyondHalf: order)
    }
}
