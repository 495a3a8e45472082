/// A 256-bit unsigned number: what products of two coefficients need before they are rounded.
struct Wide {
    var high: UInt128
    var low: UInt128

    init(high: UInt128, low: UInt128) {
        self.high = high
        self.low = low
    }

    /// Drops as many decimal digits as leave 35 to 37: the quotient, how many were dropped, and whether they were not all 0. The upper
    /// half must not be 0, and the number must be a product of two coefficients.
    @inline(__always)
    func reducedToOneWord() -> (quotient: UInt128, dropped: Int, inexact: Bool) {
        let bits = 256 &- high.leadingZeroBitCount
        let dropped = ((bits &- 1) &* 1233) >> 12 &- 34
        let power = powersOfTen[dropped]
        let powerBits = 128 &- power.leadingZeroBitCount
        // The upper 128 bits times the reciprocal: less than the quotient by a few at most, seen from the remainder's lower half.
        let top = high << UInt128(256 &- bits) | low >> UInt128(bits &- 128)
        var quotient = top.multipliedFullWidth(by: reciprocals[dropped]).high >> UInt128(127 &+ powerBits &- bits)
        var remainder = low &- quotient &* power
        while remainder >= power {
            remainder &-= power
            quotient &+= 1
        }
        return (quotient, dropped, remainder != 0)
    }

    /// Divides in place `carry × 2^256 + self` by one word above the carry, and returns the remainder.
    mutating func divide(by divisor: UInt64, carrying carry: UInt64) -> UInt64 {
        var remainder = carry
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

extension Wide: Equatable {
    static let zero = Wide(high: 0, low: 0)

    func adding(_ other: Wide) -> (sum: Wide, carry: Bool) {
        let (low, lowCarry) = low.addingReportingOverflow(other.low)
        let (half, halfCarry) = high.addingReportingOverflow(other.high)
        let (high, highCarry) = half.addingReportingOverflow(lowCarry ? 1 : 0)
        return (Wide(high: high, low: low), halfCarry || highCarry)
    }

    func subtracting(_ other: Wide) -> (difference: Wide, borrow: Bool) {
        let (low, lowBorrow) = low.subtractingReportingOverflow(other.low)
        let (half, halfBorrow) = high.subtractingReportingOverflow(other.high)
        let (high, highBorrow) = half.subtractingReportingOverflow(lowBorrow ? 1 : 0)
        return (Wide(high: high, low: low), halfBorrow || highBorrow)
    }

    static func >> (value: Wide, bits: Int) -> Wide {
        guard bits > 0 else { return value }
        guard bits < 128 else { return Wide(high: 0, low: bits < 256 ? value.high >> UInt128(bits &- 128) : 0) }
        return Wide(high: value.high >> UInt128(bits), low: value.low >> UInt128(bits) | value.high << UInt128(128 &- bits))
    }

    static func << (value: Wide, bits: Int) -> Wide {
        guard bits > 0 else { return value }
        guard bits < 128 else { return Wide(high: bits < 256 ? value.low << UInt128(bits &- 128) : 0, low: 0) }
        return Wide(high: value.high << UInt128(bits) | value.low >> UInt128(128 &- bits), low: value.low << UInt128(bits))
    }

    static func < (left: Wide, right: Wide) -> Bool { left.high == right.high ? left.low < right.low : left.high < right.high }

    /// The upper 256 bits of the product.
    func multipliedHigh(by other: Wide) -> Wide {
        let top = high.multipliedFullWidth(by: other.high)
        let cross = high.multipliedFullWidth(by: other.low)
        let other = low.multipliedFullWidth(by: other.high)
        // The lowest product only ever carries one unit: below what is asked for.
        let carry = cross.low.addingReportingOverflow(other.low).overflow
        var result = Wide(high: top.high, low: top.low)
        result = result.adding(Wide(high: 0, low: cross.high)).sum
        result = result.adding(Wide(high: 0, low: other.high)).sum
        return result.adding(Wide(high: 0, low: carry ? 1 : 0)).sum
    }

    /// This fraction (of 2^256) times an integer.
    func multiplied(byInteger factor: UInt128) -> Fixed {
        let lower = low.multipliedFullWidth(by: factor)
        let upper = high.multipliedFullWidth(by: factor)
        let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
        return Fixed(integer: Int128(truncatingIfNeeded: upper.high &+ (carry ? 1 : 0)), fraction: Wide(high: middle, low: lower.low))
    }

    /// The product with one word, and what runs over 256 bits.
    func multiplied(byWord factor: UInt64) -> (carry: UInt64, product: Wide) {
        let lower = low.multipliedFullWidth(by: UInt128(factor))
        let upper = high.multipliedFullWidth(by: UInt128(factor))
        let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
        return (UInt64(truncatingIfNeeded: upper.high) &+ (carry ? 1 : 0), Wide(high: middle, low: lower.low))
    }
}

extension Wide {
    /// The integer square root, and whether it is exact. The number must be below 10^70.
    var squareRoot: (root: UInt128, exact: Bool) {
        guard self != .zero else { return (0, true) }
        var root = UInt128((Double(high) * 0x1p+128 + Double(low)).squareRoot())
        // Newton doubles the 52 good bits twice.
        for _ in 0..<2 {
            guard root > high else { break }
            let quotient = root.dividingFullWidth((high, low)).quotient
            root = root / 2 &+ quotient / 2 &+ (root & quotient & 1)
        }
        while case let square = root.multipliedFullWidth(by: root), self < Wide(high: square.high, low: square.low) { root &-= 1 }
        while true {
            let next = root &+ 1
            let square = next.multipliedFullWidth(by: next)
            if self < Wide(high: square.high, low: square.low) { break }
            root = next
        }
        let square = root.multipliedFullWidth(by: root)
        return (root, Wide(high: square.high, low: square.low) == self)
    }
}
