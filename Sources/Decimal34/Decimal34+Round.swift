/// Which of the two neighbours a number between them goes to.
@frozen
public enum Rounding: Sendable, CaseIterable {
    /// To the nearest; from the middle to the even one.
    case halfEven
    /// To the nearest; from the middle away from zero.
    case halfUp
    /// To the nearest; from the middle towards zero.
    case halfDown
    /// Away from zero.
    case up
    /// Towards zero.
    case down
    /// Towards −∞.
    case floor
    /// Towards +∞.
    case ceiling
}

extension Decimal34 {
    /// The scales a number can be rounded to.
    public static let scales = -6111...6176

    /// The number with no more than `scale` digits after the point (negative: zeros before it). `nil` when the scale is outside
    /// −6111…6176 or the result too large. A number that is short enough already stays as it is.
    public func rounded(toScale scale: Int, _ rounding: Rounding = .halfEven) -> Decimal34? {
        guard Self.scales.contains(scale) else { return nil }
        let excess = 0 &- scale &- exponent
        guard excess > 0 else { return self }
        let digits = coefficient
        let kept: UInt128
        let beyondHalf: Int
        let inexact: Bool
        if excess > 38 {
            kept = 0
            beyondHalf = -1
            inexact = digits != 0
        } else {
            let power = powersOfTen[excess]
            let (quotient, remainder) = digits.dividedByPower(excess)
            kept = quotient
            inexact = remainder != 0
            let half = power >> 1
            beyondHalf = remainder < half ? -1 : remainder > half ? 1 : 0
        }
        let away =
            switch rounding {
            case .halfEven: beyondHalf > 0 || beyondHalf == 0 && kept & 1 == 1
            case .halfUp: beyondHalf >= 0
            case .halfDown: beyondHalf > 0
            case .up: true
            case .down: false
            case .floor: isNegative
            case .ceiling: !isNegative
            }
        return Self.finish(negative: isNegative, coefficient: inexact && away ? kept + 1 : kept, exponent: 0 &- scale)
    }

    /// The largest integer not above the number.
    public var floor: Decimal34 { rounded(toScale: 0, .floor) ?? self }
    /// The smallest integer not below the number.
    public var ceiling: Decimal34 { rounded(toScale: 0, .ceiling) ?? self }
    /// The number without its fraction.
    public var truncated: Decimal34 { rounded(toScale: 0, .down) ?? self }

    /// Whether there is no fraction.
    public var isInteger: Bool { exponent >= 0 || truncated == self }
    /// Whether it is an integer divisible by two.
    public var isEven: Bool { parity == 0 }
    /// Whether it is an integer not divisible by two.
    public var isOdd: Bool { parity == 1 }

    private var parity: UInt128? {
        if exponent > 0 || isZero { return 0 }
        return isInteger ? truncated.coefficient & 1 : nil
    }
}
