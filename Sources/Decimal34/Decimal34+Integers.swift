extension Decimal34: ExpressibleByIntegerLiteral {
    @inlinable
    public init(integerLiteral value: Int64) { self.init(value) }

    @inlinable
    public init(_ value: Int64) {
        self.init(high: Self.integerHigh | (value < 0 ? Self.signBit : 0), low: value.magnitude)
    }

    @inlinable
    public init(_ value: Int) { self.init(Int64(value)) }

    /// The number `units × 10^exponent`, as money and fixed-point columns are kept; `nil` when the exponent is outside −6176…6111.
    @inlinable
    public init?(units: Int64, exponent: Int) {
        guard exponent >= Self.minimumExponent, exponent <= Self.maximumExponent else { return nil }
        let biased = UInt64(truncatingIfNeeded: exponent &+ Self.bias) << Self.exponentShift
        self.init(high: biased | (units < 0 ? Self.signBit : 0), low: units.magnitude)
    }

    /// The number of these parts, kept as they are; `nil` when the coefficient has more than 34 digits or the exponent is outside
    /// −6176…6111.
    public init?(negative: Bool, coefficient: UInt128, exponent: Int) {
        guard coefficient < Self.limit, exponent >= Self.minimumExponent, exponent <= Self.maximumExponent else { return nil }
        self.init(parts: negative, coefficient, exponent)
    }

    /// The integer rounded half to even to 34 digits.
    public init(_ value: Int128) {
        self = Self.finish(negative: value < 0, coefficient: value.magnitude, exponent: 0) ?? .zero
    }

    /// The shortest decimal that reads back as the same double; `nil` for NaN and infinities.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
            self.init(whole)
        } else {
            self.init(value.description)
        }
    }

    /// The number as `Int64`; `nil` when it has a fraction or does not fit.
    @inlinable
    public var int64: Int64? {
        if high & ~Self.signBit == Self.integerHigh {
            if low <= UInt64(Int64.max) { return isNegative ? 0 &- Int64(truncatingIfNeeded: low) : Int64(truncatingIfNeeded: low) }
        }
        return int128.flatMap { Int64(exactly: $0) }
    }

    /// The number as `Int`; `nil` when it has a fraction or does not fit.
    @inlinable
    public var int: Int? { int64.flatMap { Int(exactly: $0) } }

    /// The number as `Int128`; `nil` when it has a fraction or does not fit.
    public var int128: Int128? {
        let digits: UInt128
        let whole = exponent < 0 ? truncated : self
        if exponent < 0, whole != self { return nil }
        if whole.isZero { return 0 }
        guard digitCount(whole.coefficient) &+ whole.exponent <= 38 else { return nil }
        digits = whole.coefficient * powersOfTen[whole.exponent]
        let positive = Int128(truncatingIfNeeded: digits)
        return isNegative ? 0 - positive : positive
    }

    /// The nearest double; numbers beyond its range become ±infinity or zero.
    public var double: Double {
        if exponent == 0, isShort, low < 1 << 53 { return isNegative ? -Double(low) : Double(low) }
        return Double(scientific) ?? .nan
    }
}
