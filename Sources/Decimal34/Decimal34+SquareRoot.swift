extension Decimal34 {
    /// The square root, rounded half to even; `nil` for a negative number. An exact root keeps half the scale: √4.00 is 2.0.
    public var squareRoot: Decimal34? {
        guard !isNegative else { return nil }
        let preferred = exponent >> 1
        guard !isZero else { return Self.finish(negative: false, coefficient: 0, exponent: preferred) }
        // The coefficient is scaled to 69 or 70 digits, leaving an even exponent: its root has 35.
        var shift = 69 &- digitCount(coefficient)
        if (exponent &- shift) & 1 != 0 { shift &+= 1 }
        let first = min(shift, 34)
        let scaled = coefficient.multipliedFullWidth(by: powersOfTen[first])
        let square = Wide(high: scaled.high, low: scaled.low).multiplied(byInteger: powersOfTen[shift &- first]).fraction
        let (root, exact) = square.squareRoot
        var exponent = (exponent &- shift) >> 1
        var digits = root
        if exact {
            let stripped = digits.strippingZeros(preferred &- exponent)
            digits = stripped.value
            exponent &+= stripped.count
        }
        return Self.finish(negative: false, coefficient: digits, exponent: exponent, inexact: !exact)
    }
}
