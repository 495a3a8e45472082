import Decimal34

/// A time of day to the nanosecond, local or with an offset or zone. 8 bytes.
///
/// `==` tells values apart as FEEL's `is` does (10:00Z is not 11:00+01:00); `equals` and `compared(to:)` are FEEL's `=` and `<`.
public struct FEELTime: Sendable, Hashable {
    private let packed: UInt64

    /// Nanoseconds since midnight, below a day.
    public var nanosecondOfDay: Int64 { Int64(packed >> 17) }
    public var zone: FEELZone { FEELZone(code: UInt32(truncatingIfNeeded: packed & 0x1FFFF)) }

    public static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    /// `nil` when the count is not within a day.
    public init?(nanosecondOfDay: Int64, zone: FEELZone = .local) {
        guard nanosecondOfDay >= 0, nanosecondOfDay < Self.nanosecondsPerDay else { return nil }
        self.init(checked: nanosecondOfDay, zone)
    }

    init(checked nanosecondOfDay: Int64, _ zone: FEELZone) {
        packed = UInt64(nanosecondOfDay) << 17 | UInt64(zone.code)
    }

    /// `nil` when there is no such time: hour 0…23, minute 0…59, second 0…59, nanosecond below 10^9.
    public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: FEELZone = .local) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second), (0...999_999_999).contains(nanosecond) else {
            return nil
        }
        self.init(checked: Int64(hour * 3600 + minute * 60 + second) * 1_000_000_000 + Int64(nanosecond), zone)
    }

    /// The time of FEEL's `time(hour, minute, second, offset)`: the second may have a fraction; digits beyond nanoseconds are dropped.
    public init?(hour: Int, minute: Int, second: Decimal34, offset: DayTimeDuration?) {
        guard second >= 0, second < 60, let whole = second.truncated.int,
            let fraction = second.subtracting(Decimal34(whole))?.multiplied(by: 1_000_000_000)?.truncated.int
        else { return nil }
        var zone = FEELZone.local
        if let offset {
            guard offset.nanoseconds == 0, let fixed = FEELZone(offsetSeconds: offset.seconds) else { return nil }
            zone = fixed
        }
        self.init(hour: hour, minute: minute, second: whole, nanosecond: fraction, zone: zone)
    }

    public static let midnight = FEELTime(checked: 0, .local)

    public var hour: Int { Int(nanosecondOfDay / 3_600_000_000_000) }
    public var minute: Int { Int(nanosecondOfDay / 60_000_000_000 % 60) }
    /// The second with its fraction, 0 up to but not 60.
    public var second: Decimal34 { Decimal34.seconds(Int128(nanosecondOfDay % 60_000_000_000)) }
    /// The offset from UTC; for a zone, the one it had on 1970-01-01.
    public var timeOffset: DayTimeDuration? { offsetSeconds.map { DayTimeDuration(seconds: Int64($0)) } }
    /// The zone's name, if it was given by name.
    public var timezone: String? { zone.identifier }
    /// Seconds since midnight, as written.
    public var value: Decimal34 { Decimal34.seconds(Int128(nanosecondOfDay)) }

    var offsetSeconds: Int? { zone.offset(atLocal: nanosecondOfDay / 1_000_000_000) }

    /// Equality as `=` has it: fractions of a second do not count, a local time never equals one with an offset.
    public func equals(_ other: FEELTime) -> Bool { compared(to: other) == 0 }

    /// Order as `<` has it, by whole seconds; `nil` between a local time and one with an offset.
    public func compared(to other: FEELTime) -> Int? {
        var left = nanosecondOfDay / 1_000_000_000
        var right = other.nanosecondOfDay / 1_000_000_000
        if zone != other.zone {
            guard let offset = offsetSeconds, let otherOffset = other.offsetSeconds else { return nil }
            left -= Int64(offset)
            right -= Int64(otherOffset)
        }
        return left == right ? 0 : left < right ? -1 : 1
    }

    /// The time a duration later, around midnight if need be.
    public func adding(_ duration: DayTimeDuration) -> FEELTime { moved(by: duration.totalNanoseconds) }

    private func moved(by nanoseconds: Int128) -> FEELTime {
        let day = Int128(Self.nanosecondsPerDay)
        let moved = (Int128(nanosecondOfDay) + nanoseconds) % day
        return FEELTime(checked: Int64(moved < 0 ? moved + day : moved), zone)
    }

    public func subtracting(_ duration: DayTimeDuration) -> FEELTime { moved(by: -duration.totalNanoseconds) }

    /// How much later this time is; `nil` between a local time and one with an offset.
    public func subtracting(_ other: FEELTime) -> DayTimeDuration? {
        var seconds: Int64 = 0
        if zone != other.zone {
            guard let offset = offsetSeconds, let otherOffset = other.offsetSeconds else { return nil }
            seconds = Int64(otherOffset - offset)
        }
        return DayTimeDuration(totalNanoseconds: Int128(nanosecondOfDay - other.nanosecondOfDay) + Int128(seconds) * 1_000_000_000)
    }
}

extension Decimal34 {
    /// Nanoseconds as seconds, without needless zeros.
    static func seconds(_ nanoseconds: Int128) -> Decimal34 {
        let whole = nanoseconds / 1_000_000_000
        if whole * 1_000_000_000 == nanoseconds { return Decimal34(whole) }
        return Decimal34(nanoseconds).divided(by: 1_000_000_000) ?? Decimal34(whole)
    }
}
