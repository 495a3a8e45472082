extension Decimal34: Comparable, Hashable {
    @inlinable
    public static func == (left: Decimal34, right: Decimal34) -> Bool {
        let differing = left.high ^ right.high
        if differing & ~(signBit | coefficientMask) == 0 { return differing == 0 && left.low == right.low || left.isZero && right.isZero }
        return left.order(right) == 0
    }

    @inlinable
    public static func < (left: Decimal34, right: Decimal34) -> Bool { left.compared(to: right) < 0 }
    @inlinable
    public static func > (left: Decimal34, right: Decimal34) -> Bool { left.compared(to: right) > 0 }
    @inlinable
    public static func <= (left: Decimal34, right: Decimal34) -> Bool { left.compared(to: right) <= 0 }
    @inlinable
    public static func >= (left: Decimal34, right: Decimal34) -> Bool { left.compared(to: right) >= 0 }

    /// Negative when this number is the smaller, 0 when equal, positive when it is the larger.
    @inlinable
    public func compared(to other: Decimal34) -> Int {
        let differing = high ^ other.high
        // Same sign and exponent, one word each.
        if differing == 0, isShort {
            let order = low == other.low ? 0 : low < other.low ? -1 : 1
            return isNegative ? 0 &- order : order
        }
        return self.order(other)
    }

    @usableFromInline
    func order(_ other: Decimal34) -> Int {
        if isZero || other.isZero || isNegative != other.isNegative { return signum &- other.signum }
        let order = magnitudeOrder(other)
        return isNegative ? 0 &- order : order
    }

    /// The order of the magnitudes of two numbers, neither of them zero.
    func magnitudeOrder(_ other: Decimal34) -> Int {
        var left = coefficient
        var right = other.coefficient
        let distance = exponent &- other.exponent
        if distance != 0 {
            let digits = digitCount(left) &+ distance &- digitCount(right)
            if digits != 0 { return digits }
            // Equal lengths once aligned: the factor leaves the shorter within 34 digits.
            if distance > 0 { left *= powersOfTen[distance] } else { right *= powersOfTen[0 &- distance] }
        }
        return left == right ? 0 : left < right ? -1 : 1
    }

    public func hash(into hasher: inout Hasher) {
        let reduced = self.reduced
        hasher.combine(reduced.high)
        hasher.combine(reduced.low)
    }

    /// The same number with the fewest digits: no trailing zeros in the coefficient; zero has exponent 0.
    public var reduced: Decimal34 {
        guard !isZero else { return .zero }
        let (digits, zeros) = coefficient.strippingZeros(Self.maximumExponent &- exponent)
        return Decimal34(parts: isNegative, digits, exponent &+ zeros)
    }
}
