/// Reads the parts of ISO 8601 text from its bytes.
struct TemporalScanner {
    private let bytes: [UInt8]
    private var index = 0

    /// `nil` when the text is longer than any date, time or duration could sensibly be (256 bytes).
    init?(_ text: String) {
        guard text.utf8.count <= 256 else { return nil }
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(truncatingIfNeeded: byte.value) else { return false }
        index += 1
        return true
    }

    /// Exactly two digits, as a number.
    mutating func twoDigits() -> Int? {
        guard index + 1 < bytes.count, let tens = digit(index), let units = digit(index + 1) else { return nil }
        index += 2
        return tens * 10 + units
    }

    /// One digit or more, up to 18 significant ones, and how many there were.
    mutating func digits() -> (value: Int64, count: Int)? {
        let start = index
        var value: Int64 = 0
        while index < bytes.count, let next = digit(index) {
            guard value < 100_000_000_000_000_000 else { return nil }
            value = value * 10 + Int64(next)
            index += 1
        }
        return index == start ? nil : (value, index - start)
    }

    /// Digits after a point as nanoseconds; those beyond the ninth are dropped.
    mutating func fraction() -> (nanoseconds: Int, count: Int) {
        let start = index
        var value = 0
        while index < bytes.count, let next = digit(index) {
            if index - start < 9 { value = value * 10 + next }
            index += 1
        }
        let count = index - start
        for _ in 0..<max(0, 9 - count) { value *= 10 }
        return (value, count)
    }

    /// All that is left, as text.
    mutating func rest() -> String {
        defer { index = bytes.count }
        return String(decoding: bytes[index...], as: UTF8.self)
    }

    private func digit(_ index: Int) -> Int? {
        let value = bytes[index] &- UInt8(ascii: "0")
        return value < 10 ? Int(value) : nil
    }

    /// `[-]YYYY-MM-DD`; more than four digits of the year without leading zeros.
    mutating func date() -> FEELDate? {
        let negative = skip("-")
        guard let year = digits(), year.count >= 4, year.count <= 9, year.count == 4 || year.value >= 10_000, !negative || year.value != 0,
            skip("-"), let month = twoDigits(), skip("-"), let day = twoDigits()
        else { return nil }
        return FEELDate(year: Int(negative ? -year.value : year.value), month: month, day: day)
    }

    /// `hh:mm:ss[.fff][zone]`; 24:00:00 is the midnight that ends the day.
    mutating func time() -> (time: FEELTime, endsDay: Bool)? {
        guard let hour = twoDigits(), skip(":"), let minute = twoDigits(), skip(":"), let second = twoDigits() else { return nil }
        var nanosecond = 0
        if skip(".") {
            let fraction = fraction()
            guard fraction.count > 0 else { return nil }
            nanosecond = fraction.nanoseconds
        }
        guard let zone = zone() else { return nil }
        if hour == 24 {
            guard minute == 0, second == 0, nanosecond == 0 else { return nil }
            return (FEELTime(checked: 0, zone), true)
        }
        return FEELTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone).map { ($0, false) }
    }

    /// Nothing, `Z`, `±hh:mm[:ss]` or `@name`, up to the end.
    private mutating func zone() -> FEELZone? {
        if isAtEnd { return .local }
        if skip("Z") { return isAtEnd ? .utc : nil }
        if skip("@") { return FEELZone(identifier: rest()) }
        let negative = skip("-")
        guard negative || skip("+"), let hours = twoDigits(), skip(":"), let minutes = twoDigits(), minutes < 60 else { return nil }
        var seconds = 0
        if skip(":") {
            guard let value = twoDigits(), value < 60 else { return nil }
            seconds = value
        }
        guard isAtEnd else { return nil }
        let offset = Int64(hours * 3600 + minutes * 60 + seconds)
        return FEELZone(offsetSeconds: negative ? -offset : offset)
    }
}
