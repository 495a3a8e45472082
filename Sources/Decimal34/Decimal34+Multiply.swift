extension Decimal34 {
    /// The product, rounded half to even; `nil` when too large.
    @inlinable
    public func multiplied(by other: Decimal34) -> Decimal34? {
        if isShort, other.isShort {
            let product = low.multipliedFullWidth(by: other.low)
            let exponent = (high & ~Self.signBit) >> Self.exponentShift &+ (other.high & ~Self.signBit) >> Self.exponentShift
            // 10^34 is above 2^112; the biased exponent must stay within 0…12287.
            if product.high < 1 << 48, exponent >= 6176, exponent <= 6176 + 12287, product.high | product.low != 0 {
                return Decimal34(
                    high: (high ^ other.high) & Self.signBit | (exponent &- 6176) << Self.exponentShift | product.high,
                    low: product.low)
            }
        }
        return multipliedWide(by: other)
    }

    /// The product of long coefficients, or near the ends of the exponent's range.
    @usableFromInline
    func multipliedWide(by other: Decimal34) -> Decimal34? {
        let negative = isNegative != other.isNegative
        let product = coefficient.multipliedFullWidth(by: other.coefficient)
        let exponent = exponent &+ other.exponent
        if product.high == 0 { return Self.finish(negative: negative, coefficient: product.low, exponent: exponent) }
        let (quotient, dropped, inexact) = Wide(high: product.high, low: product.low).reducedToOneWord()
        return Self.finish(negative: negative, coefficient: quotient, exponent: exponent &+ dropped, inexact: inexact)
    }
}
