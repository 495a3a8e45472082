import Decimal34

/// A duration of days, hours, minutes and seconds, to the nanosecond.
public struct DayTimeDuration: Sendable, Hashable {
    /// Whole seconds, rounded towards −∞.
    public let seconds: Int64
    /// What `seconds` leaves, 0…999,999,999.
    public let nanoseconds: Int32

    public init(seconds: Int64) {
        self.seconds = seconds
        nanoseconds = 0
    }

    /// `nil` beyond ±2^63 seconds.
    public init?(totalNanoseconds: Int128) {
        var (whole, rest) = totalNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if rest < 0 {
            rest += 1_000_000_000
            whole -= 1
        }
        guard let seconds = Int64(exactly: whole) else { return nil }
        self.seconds = seconds
        nanoseconds = Int32(truncatingIfNeeded: rest)
    }

    /// All of it in nanoseconds.
    public var totalNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

    /// The `days` property: whole days, with the duration's sign.
    public var days: Int64 { Int64(totalNanoseconds / 86_400_000_000_000) }
    /// The `hours` property, −23…23.
    public var hours: Int { Int(totalNanoseconds / 3_600_000_000_000 % 24) }
    /// The `minutes` property, −59…59.
    public var minutes: Int { Int(totalNanoseconds / 60_000_000_000 % 60) }
    /// The `seconds` property with its fraction, above −60 and below 60.
    public var secondsOfMinute: Decimal34 { Decimal34.seconds(totalNanoseconds % 60_000_000_000) }
    /// The `value` property: all of it in seconds.
    public var value: Decimal34 { Decimal34.seconds(totalNanoseconds) }

    /// `nil` when there is no such duration (overflow).
    public var negated: DayTimeDuration? { DayTimeDuration(totalNanoseconds: -totalNanoseconds) }
    public var magnitude: DayTimeDuration? { seconds < 0 ? negated : self }

    public func adding(_ other: DayTimeDuration) -> DayTimeDuration? {
        DayTimeDuration(totalNanoseconds: totalNanoseconds + other.totalNanoseconds)
    }
    public func subtracting(_ other: DayTimeDuration) -> DayTimeDuration? {
        DayTimeDuration(totalNanoseconds: totalNanoseconds - other.totalNanoseconds)
    }

    /// The product, rounded to nanoseconds; `nil` when too long.
    public func multiplied(by factor: Decimal34) -> DayTimeDuration? {
        Decimal34(totalNanoseconds).multiplied(by: factor)?.rounded(toScale: 0)?.int128.flatMap(DayTimeDuration.init)
    }

    /// The quotient, rounded to nanoseconds; `nil` when divided by zero or too long.
    public func divided(by divisor: Decimal34) -> DayTimeDuration? {
        Decimal34(totalNanoseconds).divided(by: divisor)?.rounded(toScale: 0)?.int128.flatMap(DayTimeDuration.init)
    }

    /// How many times the other fits; `nil` when it is empty.
    public func divided(by other: DayTimeDuration) -> Decimal34? {
        Decimal34(totalNanoseconds).divided(by: Decimal34(other.totalNanoseconds))
    }
}

extension DayTimeDuration: Comparable {
    public static func < (left: DayTimeDuration, right: DayTimeDuration) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
