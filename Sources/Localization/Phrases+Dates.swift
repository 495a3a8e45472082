import Kernel

extension Phrases {
    /// A date in a sentence: `2026年11月23日`, `23 November 2026`.
    package func date(_ date: CivilDate) -> String {
        self(
            "format.date",
            ["year": String(date.year), "month": self("format.month-name.\(date.month)"), "day": String(date.day)])
    }

    /// A date in a table, the same in every language: `2026-11-23`.
    package func shortDate(_ date: CivilDate) -> String { date.description }

    /// `2026年11月`, `November 2026`.
    package func month(_ date: CivilDate) -> String {
        self("format.month", ["year": String(date.year), "month": self("format.month-name.\(date.month)")])
    }

    /// `星期一`, `Monday`.
    package func weekday(_ date: CivilDate) -> String { self("format.weekday.\(date.weekday)") }

    /// A moment on the wall clock `offsetMinutes` east of UTC: `2026-11-23 21:14`.
    package func time(_ instant: Instant, offsetMinutes: Int = 480, seconds: Bool = false) -> String {
        let local = instant.adding(seconds: Int64(offsetMinutes) * 60).iso8601
        return "\(local.prefix(10)) \(local.dropFirst(11).prefix(seconds ? 8 : 5))"
    }

    /// How far `date` lies from `today`, in days: `今天`, `3 天後`, `2 天前`.
    package func relative(_ date: CivilDate, today: CivilDate) -> String {
        let days = today.days(until: date)
        switch days {
        case 0: return self("format.today")
        case 1: return self("format.tomorrow")
        case -1: return self("format.yesterday")
        case 2...: return self("format.days-ahead", count: days)
        default: return self("format.days-ago", count: -days)
        }
    }

    /// A deadline: `還剩 3 天`, `今天到期`, `逾期 2 天`.
    package func deadline(_ date: CivilDate, today: CivilDate) -> String {
        let days = today.days(until: date)
        if days == 0 { return self("format.due-today") }
        return days > 0 ? self("format.days-left", count: days) : self("format.days-overdue", count: -days)
    }

    /// A length of time: `45 秒`, `3 分鐘`, `2 小時`.
    package func duration(seconds: Int) -> String {
        let seconds = max(0, seconds)
        if seconds < 60 { return self("format.seconds", count: seconds) }
        if seconds < 5400 { return self("format.minutes", count: (seconds + 30) / 60) }
        return self("format.hours", count: (seconds + 1800) / 3600)
    }

    /// A size in bytes: `812 B`, `4.1 MB` (powers of 1,000).
    package func fileSize(_ bytes: Int64) -> String {
        let value = Double(max(0, bytes))
        if value < 1000 { return "\(number(max(0, bytes))) B" }
        if value < 999_950 { return "\(number(value / 1000, decimals: 1)) KB" }
        if value < 999_950_000 { return "\(number(value / 1_000_000, decimals: 1)) MB" }
        return "\(number(value / 1_000_000_000, decimals: 1)) GB"
    }
}
