import Decimal34

/// A date and a time of day, local or with an offset or zone. 16 bytes.
///
/// `==` tells values apart as FEEL's `is` does; `equals` and `compared(to:)` are FEEL's `=` and `<`.
public struct FEELDateTime: Sendable, Hashable {
    private let yearAndDay: Int64
    public let time: FEELTime

    public init(date: FEELDate, time: FEELTime) {
        yearAndDay = Int64(date.year) << 16 | Int64(date.month) << 8 | Int64(date.day)
        self.time = time
    }

    /// Midnight at UTC: how a date stands among dates and times.
    public init(_ date: FEELDate) { self.init(date: date, time: FEELTime(checked: 0, .utc)) }

    /// The moment so many seconds and nanoseconds after 1970-01-01T00:00:00Z, as a zone's clocks show it; `nil` outside the range of years.
    public init?(epochSeconds: Int64, nanoseconds: Int32 = 0, zone: FEELZone = .utc) {
        guard let offset = zone == .local ? 0 : zone.offset(at: epochSeconds) else { return nil }
        let (local, overflow) = epochSeconds.addingReportingOverflow(Int64(offset))
        guard !overflow else { return nil }
        self.init(local: local, nanoseconds: nanoseconds, zone: zone)
    }

    /// Seconds on the local clock since 1970-01-01T00:00:00.
    init?(local seconds: Int64, nanoseconds: Int32, zone: FEELZone) {
        let days = seconds.dividedDown(by: 86_400)
        guard let date = FEELDate(epochDay: days), (0...999_999_999).contains(nanoseconds) else { return nil }
        self.init(date: date, time: FEELTime(checked: (seconds - days * 86_400) * 1_000_000_000 + Int64(nanoseconds), zone))
    }

    public var date: FEELDate {
        FEELDate(checked: Int(yearAndDay >> 16), Int(yearAndDay >> 8 & 0xFF), Int(yearAndDay & 0xFF))
    }
    public var zone: FEELZone { time.zone }
    public var year: Int { date.year }
    public var month: Int { date.month }
    public var day: Int { date.day }
    public var weekday: Int { date.weekday }
    public var hour: Int { time.hour }
    public var minute: Int { time.minute }
    /// The second with its fraction, 0 up to but not 60.
    public var second: Decimal34 { time.second }
    /// The zone's name, if it was given by name.
    public var timezone: String? { zone.identifier }
    /// The offset from UTC at that moment; `nil` for a local time.
    public var timeOffset: DayTimeDuration? { offsetSeconds.map { DayTimeDuration(seconds: Int64($0)) } }
    /// Seconds since 1970-01-01T00:00:00Z; a local time is taken as UTC.
    public var value: Decimal34 {
        Decimal34.seconds(Int128(epochSeconds ?? localSeconds) * 1_000_000_000 + Int128(time.nanosecondOfDay % 1_000_000_000))
    }

    /// Seconds on the local clock since 1970-01-01T00:00:00.
    var localSeconds: Int64 { date.epochDay * 86_400 + time.nanosecondOfDay / 1_000_000_000 }
    var offsetSeconds: Int? { zone.offset(atLocal: localSeconds) }
    /// Whole seconds since 1970-01-01T00:00:00Z; `nil` for a local time.
    public var epochSeconds: Int64? { offsetSeconds.map { localSeconds - Int64($0) } }

    /// Equality as `=` has it: the same moment to the second; a local time never equals one with an offset.
    public func equals(_ other: FEELDateTime) -> Bool { compared(to: other) == 0 }

    /// Order as `<` has it, by whole seconds; `nil` between a local time and one with an offset.
    public func compared(to other: FEELDateTime) -> Int? {
        guard let (left, right) = comparable(other) else { return nil }
        return left == right ? 0 : left < right ? -1 : 1
    }

    /// How much later this moment is; `nil` between a local time and one with an offset.
    public func subtracting(_ other: FEELDateTime) -> DayTimeDuration? {
        guard let (left, right) = comparable(other) else { return nil }
        let nanoseconds = time.nanosecondOfDay % 1_000_000_000 - other.time.nanosecondOfDay % 1_000_000_000
        return DayTimeDuration(totalNanoseconds: Int128(left - right) * 1_000_000_000 + Int128(nanoseconds))
    }

    private func comparable(_ other: FEELDateTime) -> (Int64, Int64)? {
        switch (epochSeconds, other.epochSeconds) {
        case (nil, nil): (localSeconds, other.localSeconds)
        case (let left?, let right?): (left, right)
        default: nil
        }
    }

    /// The moment a duration later; with a zone, so much real time later. `nil` outside the range of years.
    public func adding(_ duration: DayTimeDuration) -> FEELDateTime? {
        let start = epochSeconds
        let nanoseconds = time.nanosecondOfDay % 1_000_000_000 + Int64(duration.nanoseconds)
        let (moved, overflow) = (start ?? localSeconds).addingReportingOverflow(duration.seconds)
        let (seconds, carried) = moved.addingReportingOverflow(nanoseconds / 1_000_000_000)
        guard !overflow, !carried else { return nil }
        let rest = Int32(nanoseconds % 1_000_000_000)
        return start == nil
            ? FEELDateTime(local: seconds, nanoseconds: rest, zone: zone)
            : FEELDateTime(epochSeconds: seconds, nanoseconds: rest, zone: zone)
    }

    public func subtracting(_ duration: DayTimeDuration) -> FEELDateTime? { duration.negated.flatMap(adding) }

    /// So many months later at the same time of day, on the last day of a month that is too short. `nil` outside the range of years.
    public func adding(_ duration: YearMonthDuration) -> FEELDateTime? {
        date.adding(duration).map { FEELDateTime(date: $0, time: time) }
    }

    public func subtracting(_ duration: YearMonthDuration) -> FEELDateTime? { duration.negated.flatMap(adding) }
}

extension FEELDate {
    /// So many months later, on the last day of a month that is too short. `nil` outside the range of years.
    public func adding(_ duration: YearMonthDuration) -> FEELDate? {
        let (total, overflow) = duration.months.addingReportingOverflow(Int64(year) * 12 + Int64(month - 1))
        guard !overflow else { return nil }
        let year = total.dividedDown(by: 12)
        let month = Int(total - year * 12) + 1
        guard Self.years.contains(Int(year)) else { return nil }
        return FEELDate(checked: Int(year), month, min(day, Self.length(ofMonth: month, year: Int(year))))
    }

    public func subtracting(_ duration: YearMonthDuration) -> FEELDate? { duration.negated.flatMap(adding) }

    /// The day on which midnight plus the duration falls: an hour before midnight is the day before. `nil` outside the range of years.
    public func adding(_ duration: DayTimeDuration) -> FEELDate? {
        FEELDate(epochDay: epochDay + duration.seconds.dividedDown(by: 86_400))
    }

    public func subtracting(_ duration: DayTimeDuration) -> FEELDate? { duration.negated.flatMap(adding) }

    /// How much later this day is.
    public func subtracting(_ other: FEELDate) -> DayTimeDuration { DayTimeDuration(seconds: (epochDay - other.epochDay) * 86_400) }

    /// Seconds from 1970-01-01 to the day's midnight at UTC.
    public var value: Decimal34 { Decimal34(epochDay * 86_400) }
}

extension Int64 {
    /// The quotient rounded towards −∞; the divisor must be positive.
    func dividedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
