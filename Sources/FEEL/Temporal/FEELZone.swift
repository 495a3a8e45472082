/// Where a time holds: on the local clock, at an offset from UTC up to ±18 hours, or in a zone of the IANA database. 4 bytes.
public struct FEELZone: Sendable, Hashable {
    /// 17 bits: 0 is local, 1…129,601 an offset of −64,800…64,800 seconds, and the rest index the named zones.
    let code: UInt32

    init(code: UInt32) { self.code = code }

    static let limit: Int64 = 64_800
    static let firstName: UInt32 = 129_602
    /// How many named zones there is room for; the database has about 600.
    static let names = Int(0x1FFFF - firstName + 1)

    public static let local = FEELZone(code: 0)
    public static let utc = FEELZone(code: UInt32(1 + limit))

    /// `nil` beyond ±18 hours.
    public init?(offsetSeconds: Int64) {
        guard offsetSeconds >= -Self.limit, offsetSeconds <= Self.limit else { return nil }
        code = UInt32(1 + Self.limit + offsetSeconds)
    }

    /// `nil` when the database has no such zone.
    public init?(identifier: String) {
        guard let index = NamedZones.index(of: identifier) else { return nil }
        code = Self.firstName + UInt32(index)
    }

    var nameIndex: Int? { code >= Self.firstName ? Int(code - Self.firstName) : nil }
    /// The offset, unless local or named.
    public var fixedOffset: Int? { code == 0 || code >= Self.firstName ? nil : Int(code) - 1 - Int(Self.limit) }
    /// The name, if named.
    public var identifier: String? { nameIndex.flatMap(NamedZones.identifier) }

    /// The offset from UTC, in seconds, when a clock there shows so many seconds since 1970-01-01T00:00:00; `nil` for local. A time that
    /// clocks skip takes the offset before the gap; one that they show twice takes the earlier.
    public func offset(atLocal seconds: Int64) -> Int? {
        guard let index = nameIndex else { return fixedOffset }
        let before = NamedZones.offset(index, at: seconds - 86_400)
        let after = NamedZones.offset(index, at: seconds + 86_400)
        if before == after { return before }
        // Around a change of offset: the earlier one as long as it is still in force at the moment it would give.
        return NamedZones.offset(index, at: seconds - Int64(before)) == before
            ? before : NamedZones.offset(index, at: seconds - Int64(after)) == after ? after : before
    }

    /// The offset from UTC, in seconds, so many seconds after 1970-01-01T00:00:00Z; `nil` for local.
    public func offset(at epochSeconds: Int64) -> Int? {
        guard let index = nameIndex else { return fixedOffset }
        return NamedZones.offset(index, at: epochSeconds)
    }

    /// As written after a time: nothing, `Z`, `+02:00`, `@Europe/Paris`.
    public var text: String {
        if let identifier { return "@" + identifier }
        guard let offset = fixedOffset else { return "" }
        guard offset != 0 else { return "Z" }
        let size = offset.magnitude
        let seconds = size % 60
        return (offset < 0 ? "-" : "+") + twoDigits(size / 3600) + ":" + twoDigits(size / 60 % 60)
            + (seconds == 0 ? "" : ":" + twoDigits(seconds))
    }
}

func twoDigits(_ value: some BinaryInteger) -> String { value < 10 ? "0\(value)" : "\(value)" }
