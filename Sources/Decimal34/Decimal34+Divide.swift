extension Decimal34 {
    /// The quotient, rounded half to even; `nil` when the divisor is zero or the quotient too large. An exact quotient keeps the
    /// dividend's scale where it can: 6.0 ÷ 2 is 3.0.
    public func divided(by other: Decimal34) -> Decimal34? {
        let divisor = other.coefficient
        guard divisor != 0 else { return nil }
        let dividend = coefficient
        let negative = isNegative != other.isNegative
        let preferred = exponent &- other.exponent
        guard dividend != 0 else { return Self.finish(negative: false, coefficient: 0, exponent: preferred) }
        let quotient =
            divisor >> 64 == 0
            ? ShortDivisor(UInt64(truncatingIfNeeded: divisor)).quotient(dividend) : LongDivisor(divisor).quotient(dividend)
        let exponent = preferred &- quotient.places
        guard quotient.inexact else {
            let (digits, zeros) = quotient.digits.strippingZeros(quotient.places)
            return Self.finish(negative: negative, coefficient: digits, exponent: exponent &+ zeros)
        }
        if exponent < Self.minimumExponent {
            return Self.finish(negative: negative, coefficient: quotient.digits, exponent: exponent, inexact: true)
        }
        let up = quotient.beyondHalf > 0 || quotient.beyondHalf == 0 && quotient.digits & 1 == 1
        return Self.finish(negative: negative, coefficient: up ? quotient.digits &+ 1 : quotient.digits, exponent: exponent)
    }

    /// What is left of dividing towards zero, exact, with the dividend's sign; `nil` when the divisor is zero.
    public func remainder(dividingBy other: Decimal34) -> Decimal34? {
        guard !other.isZero else { return nil }
        guard !isZero else { return Decimal34(parts: false, 0, min(exponent, other.exponent)) }
        let distance = exponent &- other.exponent
        if distance < 0 {
            // The divisor is scaled to the dividend; when that takes more than 34 digits it is the larger one.
            guard digitCount(other.coefficient) &- distance <= Self.precision else { return self }
            let divisor = other.coefficient * powersOfTen[0 &- distance]
            return Decimal34(parts: isNegative, coefficient % divisor, exponent)
        }
        let divisor = other.coefficient
        var rest = coefficient % divisor
        var left = distance
        while left > 0, rest != 0 {
            let step = min(left, 4)
            rest = (rest * powersOfTen[step]) % divisor
            left -= step
        }
        return Decimal34(parts: isNegative, rest, other.exponent)
    }

    /// The modulo of FEEL, `a − b × floor(a ÷ b)`: it has the divisor's sign; `nil` when the divisor is zero.
    public func modulo(_ other: Decimal34) -> Decimal34? {
        guard let rest = remainder(dividingBy: other) else { return nil }
        return rest.isZero || rest.isNegative == other.isNegative ? rest : rest.adding(other)
    }
}
