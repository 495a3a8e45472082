import Kernel
import Policy
import Testing

@Suite struct BusinessCalendarTests {
    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    @Test(arguments: [
        ("2025-01-26", true), ("2025-01-28", false), ("2025-02-08", true), ("2025-10-08", false), ("2025-10-11", true),
        ("2025-05-31", false),
        ("2026-01-04", true), ("2026-02-14", true), ("2026-02-23", false), ("2026-02-28", true), ("2026-05-09", true),
        ("2026-06-19", false),
        ("2026-09-20", true), ("2026-10-07", false), ("2026-10-08", true), ("2026-10-10", true), ("2026-11-21", false),
        ("2026-11-23", true),
    ])
    func knowsTheStateCouncilsDays(day: String, works: Bool) throws {
        #expect(try PackFixture.pack().calendar.isWorkday(date(day)) == works)
    }

    @Test func countsTheWorkdaysOfAYearAsTheNoticeDoes() throws {
        let calendar = try PackFixture.pack().calendar
        // 2025: 248 workdays; 2026: 248.
        #expect(try calendar.workdays(after: date("2024-12-31"), through: date("2025-12-31")) == 248)
        #expect(try calendar.workdays(after: date("2025-12-31"), through: date("2026-12-31")) == 248)
        #expect(try calendar.covers(date("2026-06-01")) && !calendar.covers(date("2027-06-01")))
    }

    @Test func skipsHolidaysAndUsesMakeUpDays() throws {
        let calendar = try PackFixture.pack().calendar
        #expect(try calendar.date(1, workdaysAfter: date("2026-02-13")) == date("2026-02-14"))
        #expect(try calendar.date(2, workdaysAfter: date("2026-02-13")) == date("2026-02-24"))
        #expect(try calendar.date(-1, workdaysAfter: date("2026-10-08")) == date("2026-09-30"))
        #expect(try calendar.date(0, workdaysAfter: date("2026-10-01")) == date("2026-10-01"))
    }

    @Test func addingAndCountingWorkdaysAgree() throws {
        let calendar = try PackFixture.pack().calendar
        var random = SeededGenerator(seed: 3)
        let start = try date("2024-11-01")
        for _ in 0..<2000 {
            let from = start.adding(days: Int.random(in: 0...900, using: &random))
            let count = Int.random(in: 1...120, using: &random)
            let end = calendar.date(count, workdaysAfter: from)
            #expect(calendar.isWorkday(end) && calendar.workdays(after: from, through: end) == count)
        }
    }

    @Test func clocksRunInDaysWorkdaysAndMonths() throws {
        let calendar = try PackFixture.pack().calendar
        let start = try date("2026-01-31")
        #expect(try calendar.end(of: .init(length: 10, unit: .days), from: start) == date("2026-02-10"))
        #expect(try calendar.end(of: .init(length: 1, unit: .workdays), from: start) == date("2026-02-02"))
        #expect(try calendar.end(of: .init(length: 1, unit: .months), from: start) == date("2026-02-28"))
    }

    @Test func extremesAreClamped() throws {
        let calendar = BusinessCalendar()
        let last = CivilDate(daysSince1970: .max)
        #expect(calendar.date(.max, workdaysAfter: last) == last)
        #expect(last.adding(months: .max).year == 9999 && last.adding(months: .min).year == 1)
        #expect(calendar.workdays(after: last, through: CivilDate(daysSince1970: .min)) == 0)
    }
}
