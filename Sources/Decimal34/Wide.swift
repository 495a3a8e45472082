/// A 256-bit unsigned number: what products of two coefficients need before they are rounded.
struct Wide {
    var high: UInt128
    var low: UInt128

    init(high: UInt128, low: UInt128) {
        self.high = high
        self.low = low
    }

    /// Drops as many decimal digits as bring the number below 10^38: the quotient, how many were dropped, and whether they were not all 0.
    func reducedToOneWord() -> (quotient: UInt128, dropped: Int, inexact: Bool) {
        var value = self
        var dropped = 0
        var inexact = false
        while value.high != 0 || value.low >= powersOfTen[38] {
            let bits = value.high == 0 ? 128 &- value.low.leadingZeroBitCount : 256 &- value.high.leadingZeroBitCount
            // Leaves 36 digits or more: two below the 34 that are kept.
            let digits = min(19, max(1, ((bits &- 1) &* 1233) >> 12 &- 37))
            let remainder = value.divide(by: UInt64(truncatingIfNeeded: powersOfTen[digits]))
            dropped &+= digits
            if remainder != 0 { inexact = true }
        }
        return (value.low, dropped, inexact)
    }

    /// Divides in place by one word and returns the remainder; the divisor must not be 0.
    mutating func divide(by divisor: UInt64) -> UInt64 {
        var remainder: UInt64 = 0
        func word(_ value: UInt64) -> UInt64 {
            let (quotient, rest) = divisor.dividingFullWidth((remainder, value))
            remainder = rest
            return quotient
        }
        let a = word(UInt64(truncatingIfNeeded: high >> 64))
        let b = word(UInt64(truncatingIfNeeded: high))
        let c = word(UInt64(truncatingIfNeeded: low >> 64))
        let d = word(UInt64(truncatingIfNeeded: low))
        high = UInt128(a) << 64 | UInt128(b)
        low = UInt128(c) << 64 | UInt128(d)
        return remainder
    }
}
