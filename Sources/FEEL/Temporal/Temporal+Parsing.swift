extension FEELDate {
    /// Reads `[-]YYYY-MM-DD`, all of it; `nil` for anything else and for days that do not exist.
    public init?(_ text: String) {
        guard var scanner = TemporalScanner(text), let date = scanner.date(), scanner.isAtEnd else { return nil }
        self = date
    }
}

extension FEELTime {
    /// Reads `hh:mm:ss[.fff]`, then nothing, `Z`, `±hh:mm[:ss]` or `@zone`; 24:00:00 is midnight. `nil` for anything else.
    public init?(_ text: String) {
        guard var scanner = TemporalScanner(text), let time = scanner.time() else { return nil }
        self = time.time
    }
}

extension FEELDateTime {
    /// Reads a date, or a date, `T` and a time; a date alone is local midnight, 24:00:00 the next day's. `nil` for anything else.
    public init?(_ text: String) {
        guard var scanner = TemporalScanner(text), let date = scanner.date() else { return nil }
        if scanner.isAtEnd {
            self.init(date: date, time: .midnight)
            return
        }
        guard scanner.skip("T"), let time = scanner.time() else { return nil }
        guard time.endsDay else {
            self.init(date: date, time: time.time)
            return
        }
        guard let next = FEELDate(epochDay: date.epochDay + 1) else { return nil }
        self.init(date: next, time: time.time)
    }
}

extension YearMonthDuration {
    /// Reads `[-]P[nY][nM]` with at least one part; `nil` for anything else.
    public init?(_ text: String) {
        guard case .yearMonth(let duration) = FEELDuration(text) else { return nil }
        self = duration
    }
}

extension DayTimeDuration {
    /// Reads `[-]P[nD][T[nH][nM][n[.f]S]]` with at least one part; `nil` for anything else.
    public init?(_ text: String) {
        guard case .dayTime(let duration) = FEELDuration(text) else { return nil }
        self = duration
    }
}

/// Either kind of duration, as `duration()` reads it.
public enum FEELDuration: Sendable, Hashable {
    case yearMonth(YearMonthDuration)
    case dayTime(DayTimeDuration)

    /// Reads one kind or the other, not both together; `nil` for anything else and when too long.
    public init?(_ text: String) {
        guard var scanner = TemporalScanner(text) else { return nil }
        let negative = scanner.skip("-")
        guard scanner.skip("P"), !scanner.isAtEnd else { return nil }
        var months: Int128 = 0
        var nanoseconds: Int128 = 0
        var hasDate = false
        var isYearMonth = false
        var part = scanner.isAtEnd ? nil : scanner.digits()
        if let years = part, scanner.skip("Y") {
            months += Int128(years.value) * 12
            (hasDate, isYearMonth) = (true, true)
            part = scanner.digits()
        }
        if let more = part, scanner.skip("M") {
            months += Int128(more.value)
            (hasDate, isYearMonth) = (true, true)
            part = scanner.digits()
        }
        if isYearMonth {
            guard part == nil, scanner.isAtEnd, let total = Int64(exactly: negative ? -months : months) else { return nil }
            self = .yearMonth(YearMonthDuration(months: total))
            return
        }
        if let days = part, scanner.skip("D") {
            nanoseconds += Int128(days.value) * 86_400_000_000_000
            hasDate = true
            part = nil
        }
        guard part == nil else { return nil }
        if scanner.skip("T") {
            guard let time = Self.time(&scanner) else { return nil }
            nanoseconds += time
        } else if !hasDate {
            return nil
        }
        guard scanner.isAtEnd, let duration = DayTimeDuration(totalNanoseconds: negative ? -nanoseconds : nanoseconds) else { return nil }
        self = .dayTime(duration)
    }

    /// What follows `T`: hours, minutes and seconds in this order, at least one.
    private static func time(_ scanner: inout TemporalScanner) -> Int128? {
        guard var part = scanner.digits() else { return nil }
        var nanoseconds: Int128 = 0
        for (unit, length) in [("H" as Unicode.Scalar, 3_600_000_000_000 as Int128), ("M", 60_000_000_000)] where scanner.skip(unit) {
            nanoseconds += Int128(part.value) * length
            guard let next = scanner.digits() else { return nanoseconds }
            part = next
        }
        // `PT0.S` is read as the suite of the standard has it.
        if scanner.skip(".") { nanoseconds += Int128(scanner.fraction().nanoseconds) }
        guard scanner.skip("S") else { return nil }
        return nanoseconds + Int128(part.value) * 1_000_000_000
    }
}
