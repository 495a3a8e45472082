import Kernel

/// Which days are worked: Monday to Friday, less public holidays, plus make-up workdays.
///
/// Outside the years the calendar knows, weekends alone decide; `covers` says where that begins.
package struct BusinessCalendar: Sendable {
    /// A public holiday or a make-up workday and where it was announced.
    package struct Day: Hashable, Sendable {
        package let date: CivilDate
        package let name: LocalizedText
    }

    package let holidays: [CivilDate: LocalizedText]
    package let workdays: [CivilDate: LocalizedText]
    package let years: Set<Int>

    package init(holidays: [CivilDate: LocalizedText] = [:], workdays: [CivilDate: LocalizedText] = [:], years: Set<Int> = []) {
        (self.holidays, self.workdays, self.years) = (holidays, workdays, years)
    }

    /// True when the public holidays of that day's year are known.
    package func covers(_ date: CivilDate) -> Bool { years.contains(date.year) }

    package func isWorkday(_ date: CivilDate) -> Bool {
        if workdays[date] != nil { return true }
        return holidays[date] == nil && date.weekday <= 5
    }

    /// The day `count` workdays after `date`; the day itself does not count. A count of 0 answers `date`, a negative
    /// one goes back. Clamped to 20,000 workdays and to the years of `CivilDate`.
    /// - Complexity: O(count).
    package func date(_ count: Int, workdaysAfter date: CivilDate) -> CivilDate {
        let step = count < 0 ? -1 : 1
        var left = min(count.magnitude, 20_000)
        var day = date
        while left > 0 {
            let next = day.adding(days: step)
            if next == day { return day }
            day = next
            if isWorkday(day) { left -= 1 }
        }
        return day
    }

    /// How many workdays lie after `start` up to and including `end`; 0 when `end` is not later.
    /// - Complexity: O(days), over at most 40,000 days.
    package func workdays(after start: CivilDate, through end: CivilDate) -> Int {
        let days = min(start.days(until: end), 40_000)
        guard days > 0 else { return 0 }
        return (1...days).count { isWorkday(start.adding(days: $0)) }
    }

    /// The end of a clock that starts on `date`: natural days, workdays, or months (the last day where the month is
    /// shorter).
    package func end(of clock: Lifecycle.Clock, from date: CivilDate) -> CivilDate {
        switch clock.unit {
        case .days: date.adding(days: clock.length)
        case .workdays: self.date(clock.length, workdaysAfter: date)
        case .months: date.adding(months: clock.length)
        }
    }
}

extension CivilDate {
    /// The same day `months` later, or the last day of that month; clamped to years 1…9999.
    package func adding(months: Int) -> CivilDate {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        let index = overflow ? (months < 0 ? 12 : 9999 * 12 + 11) : min(max(sum, 12), 9999 * 12 + 11)
        let (y, m) = (index / 12, index % 12 + 1)
        return CivilDate(year: y, month: m, day: min(day, CivilDate.days(inMonth: m, of: y))) ?? self
    }
}
