// Module in charge of decimal arithmetic: IEEE 754-2008 decimal128 numbers of 34 digits, rounded half to even, in pure Swift.

/// A decimal number of up to 34 digits: `±coefficient × 10^exponent`, exponent −6176…6111 (adjusted −6143…6144 when normal).
///
/// 16 bytes, never NaN or infinite: what has no answer (overflow, division by zero, an even root of a negative) is `nil`.
/// Results are rounded half to even; what is too small becomes zero. Trailing zeros are kept (`1.10` prints `1.10`) and do not count
/// for equality, order and hash (`1.10 == 1.1`). There is no negative zero. No operation traps, and none but text allocates.
@frozen
public struct Decimal34: Sendable {
    /// Sign (1 bit), exponent + 6176 (14 bits), the coefficient's upper 49 bits.
    @usableFromInline let high: UInt64
    /// The coefficient's lower 64 bits.
    @usableFromInline let low: UInt64

    @inlinable
    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// How many digits a coefficient has at most.
    public static let precision = 34
    /// The smallest exponent of a coefficient's last digit.
    public static let minimumExponent = -6176
    /// The largest exponent of a coefficient's last digit.
    public static let maximumExponent = 6111

    @inlinable static var signBit: UInt64 { 1 << 63 }
    @inlinable static var exponentShift: UInt64 { 49 }
    @inlinable static var bias: Int { 6176 }
    @inlinable static var coefficientMask: UInt64 { (1 << 49) - 1 }
    /// The high word of a non-negative integer below 2^64.
    @inlinable static var integerHigh: UInt64 { 6176 << 49 }

    @inlinable public static var zero: Decimal34 { Decimal34(high: integerHigh, low: 0) }
    @inlinable public static var one: Decimal34 { Decimal34(high: integerHigh, low: 1) }
    /// 9.999…E6144, the largest finite number.
    public static let greatest = Decimal34(parts: false, limit - 1, maximumExponent)
    /// 1E−6176, the smallest number above zero.
    public static let leastPositive = Decimal34(parts: false, 1, minimumExponent)

    /// 10^34: one more than the largest coefficient.
    @usableFromInline static var limit: UInt128 { UInt128(truncatingIfNeeded: 10_000_000_000_000_000_000_000_000_000_000_000 as UInt128) }

    /// Packs parts that are in range already.
    init(parts negative: Bool, _ coefficient: UInt128, _ exponent: Int) {
        let sign = negative && coefficient != 0 ? Self.signBit : 0
        high =
            sign | UInt64(truncatingIfNeeded: exponent &+ Self.bias) << Self.exponentShift
            | UInt64(truncatingIfNeeded: coefficient >> 64)
        low = UInt64(truncatingIfNeeded: coefficient)
    }

    /// Whether the number is below zero.
    @inlinable public var isNegative: Bool { high & Self.signBit != 0 }
    /// Whether the number is zero, of whatever scale.
    @inlinable public var isZero: Bool { low == 0 && high & Self.coefficientMask == 0 }
    /// The power of ten of the coefficient's last digit, −6176…6111.
    @inlinable public var exponent: Int { Int(truncatingIfNeeded: (high & ~Self.signBit) >> Self.exponentShift) &- Self.bias }
    /// The digits as an integer, below 10^34.
    @inlinable public var coefficient: UInt128 { UInt128(high & Self.coefficientMask) << 64 | UInt128(low) }
    /// Whether the coefficient needs its low word only.
    @inlinable var isShort: Bool { high & Self.coefficientMask == 0 }

    /// The number with the opposite sign; zero stays zero.
    @inlinable public var negated: Decimal34 { isZero ? self : Decimal34(high: high ^ Self.signBit, low: low) }
    /// The number without its sign.
    @inlinable public var magnitude: Decimal34 { Decimal34(high: high & ~Self.signBit, low: low) }
    /// −1, 0 or 1.
    @inlinable public var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }
}
