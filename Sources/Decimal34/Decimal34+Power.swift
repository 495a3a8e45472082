extension Decimal34 {
    /// This number to a power, to 34 digits. `nil` when too large, when zero is raised to a negative power, and when a negative number
    /// is raised to one that is not an integer. Zero to the power of zero is 1.
    public func raised(to power: Decimal34) -> Decimal34? {
        if power.isZero { return .one }
        if isZero { return power.isNegative ? nil : .zero }
        let whole = power.isInteger
        guard whole || !isNegative else { return nil }
        let negative = isNegative && power.isOdd
        if whole, let count = power.int, count.magnitude <= 40_000, let exact = exactPower(count, negative: negative) { return exact }
        if magnitude == .one { return negative ? Decimal34.one.negated : .one }
        guard let logarithm = magnitude.fixedLogarithm else { return nil }
        let grows = logarithm.isNegative == power.isNegative
        guard let factor = Fixed(coefficient: power.coefficient, exponent: power.exponent) else { return grows ? nil : .zero }
        let size = logarithm.isNegative ? logarithm.negated : logarithm
        guard size.double * factor.double < 15_000 else { return grows ? nil : .zero }
        let product = size.multiplied(by: factor)
        return Self.exponential(grows ? product : product.negated, negative: negative)
    }

    /// The power when its digits fit 128 bits: rounded once. The outer `nil` says that they do not.
    private func exactPower(_ count: Int, negative: Bool) -> Decimal34?? {
        let base = reduced.magnitude
        var factor = base.coefficient
        var scale = base.exponent
        var count = count
        if count < 0 {
            // 1, 2 and 5 and their powers have reciprocals that end: 2^−n is 5^n × 10^−n.
            if factor == 1 {
                scale = 0 &- scale
                count = 0 &- count
            } else if factor & (factor - 1) == 0 || factor.isPowerOfFive {
                let coefficient = Decimal34(parts: false, factor, 0)
                guard let inverse = Decimal34.one.divided(by: coefficient), inverse.multiplied(by: coefficient) == .one else {
                    return .none
                }
                factor = inverse.reduced.coefficient
                scale = inverse.reduced.exponent &- scale
                count = 0 &- count
            }
        }
        var digits: UInt128 = 1
        var left = count.magnitude
        while true {
            if left & 1 == 1 {
                let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
                guard !overflow else { return .none }
                digits = product
            }
            left >>= 1
            if left == 0 { break }
            let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
            guard !overflow else { return .none }
            factor = square
        }
        let exponent = scale &* Int(count.magnitude)
        if count > 0 { return .some(Self.finish(negative: negative, coefficient: digits, exponent: exponent)) }
        guard digits < Self.limit else { return .none }
        let divisor = Decimal34(parts: negative, digits, 0)
        guard let quotient = Decimal34.one.divided(by: divisor) else { return .none }
        return .some(
            Self.finish(negative: negative, coefficient: quotient.coefficient, exponent: quotient.exponent &- exponent))
    }
}

extension UInt128 {
    /// Whether the number is 5, 25, 125…
    var isPowerOfFive: Bool {
        var rest = self
        while rest % 5 == 0, rest > 5 { rest /= 5 }
        return rest == 5
    }
}
