import Decimal34
import FEEL
import Testing

@Suite("Temporal arithmetic")
struct TemporalArithmeticTests {
    func date(_ text: String) throws -> FEELDate { try #require(FEELDate(text)) }
    func time(_ text: String) throws -> FEELTime { try #require(FEELTime(text)) }
    func moment(_ text: String) throws -> FEELDateTime { try #require(FEELDateTime(text)) }
    func days(_ text: String) throws -> DayTimeDuration { try #require(DayTimeDuration(text)) }
    func months(_ text: String) throws -> YearMonthDuration { try #require(YearMonthDuration(text)) }
    func number(_ text: String) throws -> Decimal34 { try #require(Decimal34(text)) }

    @Test("every day of 1600 years round trips through its number, and weekdays follow each other")
    func calendar() throws {
        var expected = try date("1200-01-01")
        var weekday = 6
        for number in expected.epochDay...expected.epochDay + 4 * 146_097 {
            let day = try #require(FEELDate(epochDay: number))
            #expect(day == expected && day.epochDay == number && day.weekday == weekday)
            weekday = weekday % 7 + 1
            expected =
                FEELDate(year: day.year, month: day.month, day: day.day + 1) ?? FEELDate(year: day.year, month: day.month + 1, day: 1)
                ?? FEELDate(year: day.year + 1, month: 1, day: 1) ?? day
        }
    }

    @Test("the calendar ends with its years")
    func bounds() throws {
        let last = try date("999999999-12-31")
        let first = try date("-999999999-01-01")
        #expect(FEELDate(epochDay: last.epochDay) == last)
        #expect(FEELDate(epochDay: first.epochDay) == first)
        #expect(FEELDate(epochDay: last.epochDay + 1) == nil)
        #expect(FEELDate(epochDay: first.epochDay - 1) == nil)
        #expect(try last.adding(days("P1D")) == nil)
        #expect(try last.adding(months("P1M")) == nil)
        #expect(try first.subtracting(months("P1M")) == nil)
        #expect(last.adding(YearMonthDuration(months: .max)) == nil)
        #expect(last.subtracting(YearMonthDuration(months: .min)) == nil)
        #expect(last.adding(DayTimeDuration(seconds: .max)) == nil)
        #expect(try moment("-999999999-01-01T00:00:00").subtracting(DayTimeDuration(seconds: .min)) == nil)
        #expect(try moment("999999999-12-31T23:59:59").adding(DayTimeDuration(seconds: .max)) == nil)
    }

    @Test(
        "a date takes durations",
        arguments: [
            ("2021-01-01", "PT36H", "2021-01-02"), ("2021-01-02", "-PT1M", "2021-01-01"), ("2021-01-02", "PT1H", "2021-01-02"),
            ("2021-01-02", "-PT25H", "2020-12-31"),
            ("2020-03-01", "-PT24H", "2020-02-29"),
        ])
    func dateAndDays(_ start: String, _ duration: String, _ end: String) throws {
        #expect(try date(start).adding(days(duration)) == date(end))
    }

    @Test(
        "a month that is too short ends the sum",
        arguments: [
            ("2021-01-31", "P1M", "2021-02-28"), ("2020-02-29", "P1Y", "2021-02-28"), ("2020-03-31", "-P1M", "2020-02-29"),
            ("0000-01-15", "-P1M", "-0001-12-15"),
        ])
    func dateAndMonths(_ start: String, _ duration: String, _ end: String) throws {
        #expect(try date(start).adding(months(duration)) == date(end))
    }

    @Test(
        "a date and time takes durations in real time",
        arguments: [
            ("2021-01-01T24:00:00", "-PT1S", "2021-01-01T23:59:59"),
            ("2021-01-12T10:10:10@Australia/Melbourne", "P1DT1H", "2021-01-13T11:10:10@Australia/Melbourne"),
            ("-2021-01-01T10:10:10@Australia/Melbourne", "-P1D", "-2022-12-31T10:10:10@Australia/Melbourne"),
            ("2021-03-28T01:30:00@Europe/Paris", "PT1H", "2021-03-28T03:30:00@Europe/Paris"),
            ("2021-10-31T02:30:00@Europe/Paris", "PT1H", "2021-10-31T02:30:00@Europe/Paris"),
            ("2021-01-01T10:10:10.75+11:00", "PT0.5S", "2021-01-01T10:10:11.25+11:00"),
            ("1969-12-31T23:59:59.75Z", "PT0.5S", "1970-01-01T00:00:00.25Z"),
        ])
    func momentAndDays(_ start: String, _ duration: String, _ end: String) throws {
        #expect(try moment(start).adding(days(duration))?.description == end)
    }

    @Test(
        "a time turns around midnight",
        arguments: [
            ("10:15:00", "P1D", "10:15:00"), ("23:30:00+11:00", "PT1H", "00:30:00+11:00"), ("00:15:00", "-PT1H", "23:15:00"),
            ("10:15:00@Australia/Melbourne", "-P3DT1H", "09:15:00@Australia/Melbourne"),
        ])
    func timeAndDays(_ start: String, _ duration: String, _ end: String) throws {
        #expect(try time(start).adding(days(duration)).description == end)
        #expect(try time(end).subtracting(days(duration)).description == start)
    }

    @Test(
        "moments differ by durations",
        arguments: [
            ("2021-01-02T10:10:10", "2021-01-01T10:10:10", "P1D"),
            ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
            ("2021-01-02T10:10:10@Europe/Paris", "1995-01-01T10:10:10@Europe/Paris", "P9498D"),
            ("1970-01-01T00:00:00.25Z", "1970-01-01T00:00:00.5Z", "-PT0.25S"),
        ])
    func differences(_ left: String, _ right: String, _ duration: String) throws {
        #expect(try moment(left).subtracting(moment(right))?.description == duration)
    }

    @Test("a date stands at midnight UTC among moments, and a local time beside no zone")
    func mixed() throws {
        let day = try FEELDateTime(date("2021-01-01"))
        #expect(try moment("2021-01-02T10:10:10+01:00").subtracting(day)?.description == "P1DT9H10M10S")
        #expect(try moment("2021-01-02T10:10:10").subtracting(moment("2021-01-01T10:10:10+02:00")) == nil)
        #expect(try moment("2021-01-02T10:10:10").compared(to: moment("2021-01-02T10:10:10Z")) == nil)
        #expect(try time("10:10:10").subtracting(time("09:10:10Z")) == nil)
        #expect(try time("10:10:10+11:00").subtracting(time("10:10:10Z"))?.description == "-PT11H")
    }

    @Test("durations scale")
    func scaling() throws {
        #expect(try months("P1Y11M").multiplied(by: number("-2.5"))?.description == "-P4Y9M")
        #expect(try months("P10Y11M").divided(by: number("-2.5"))?.description == "-P4Y4M")
        #expect(try months("P10Y").divided(by: months("P5Y")) == 2)
        #expect(try months("P10Y").divided(by: months("P0Y")) == nil)
        #expect(try months("P10Y").divided(by: 0) == nil)
        #expect(try days("PT23H").multiplied(by: number("2.5"))?.description == "P2DT9H30M")
        #expect(try days("P10DT23H").divided(by: number("2.5"))?.description == "P4DT9H12M")
        #expect(try days("P10D").divided(by: days("P5D")) == 2)
        #expect(try days("P10D").divided(by: days("P0D")) == nil)
        #expect(try days("P1D").multiplied(by: number("1E+30")) == nil)
        #expect(YearMonthDuration(months: .max).adding(YearMonthDuration(months: 1)) == nil)
        #expect(DayTimeDuration(seconds: .min).negated == nil)
    }

    @Test(
        "whole months between days",
        arguments: [
            ("2011-12-22", "2013-08-24", "P1Y8M"), ("2013-08-24", "2011-12-22", "-P1Y8M"), ("2016-09-30", "2017-12-28", "P1Y2M"),
            ("2014-12-31", "-2019-10-01", "-P4033Y2M"),
            ("2017-09-05", "-2019-10-01", "-P4035Y11M"), ("2017-02-28", "2019-07-23", "P2Y4M"), ("-2016-01-30", "-2017-02-28", "-P11M"),
        ])
    func monthsBetween(_ from: String, _ to: String, _ duration: String) throws {
        #expect(try YearMonthDuration(from: date(from), to: date(to)).description == duration)
    }

    @Test("equality is to the second and across offsets; identity is as written")
    func equality() throws {
        #expect(try time("10:30:00.0001").equals(time("10:30:00.0002")))
        #expect(try moment("2018-10-08T00:00:00+02:00").equals(moment("2018-10-08T00:00:00@Europe/Paris")))
        #expect(try moment("2018-02-08T00:00:00+01:00").equals(moment("2018-02-08T00:00:00@Europe/Paris")))
        #expect(try !moment("2018-12-08T00:00:00@Europe/Paris").equals(moment("2018-12-08T00:00:00@Asia/Dhaka")))
        #expect(try moment("2002-04-02T23:00:00-04:00").equals(moment("2002-04-03T02:00:00-01:00")))
        #expect(try moment("2002-04-02T12:00:00-01:00") != moment("2002-04-02T17:00:00+04:00"))
        #expect(try time("23:00:50Z") == time("23:00:50+00:00"))
        #expect(try time("23:00:50Z") != time("23:00:50"))
        #expect(try time("20:00:50+00:00") != time("21:00:50+01:00"))
        #expect(try time("20:00:50+00:00").equals(time("21:00:50+01:00")))
        #expect(try time("10:30:01").compared(to: time("10:30:02")) == -1)
        #expect(try moment("2021-04-02T23:00:00@Australia/Melbourne") != moment("2021-04-02T23:00:00+11:00"))
    }

    @Test("properties")
    func properties() throws {
        #expect(try date("2018-12-10").weekday == 1)
        #expect(try date("2020-12-31").dayOfYear == 366)
        #expect(try date("2023-02-05").lastDayOfMonth == 28)
        #expect(try date("2019-09-17").weekdayName == "Tuesday")
        #expect(try date("2019-09-17").monthName == "September")
        #expect(try moment("2018-12-10T10:30:00+05:00").timeOffset?.description == "PT5H")
        #expect(try moment("2018-07-10T10:30:00@Europe/Paris").timeOffset?.description == "PT2H")
        #expect(try moment("2018-12-10T10:30:00").timeOffset == nil)
        #expect(try time("10:30:00@Etc/UTC").timezone == "Etc/UTC")
        #expect(try time("12:59:01.3").second == number("1.3"))
        #expect(try months("-P1Y2M").years == -1 && months("-P1Y2M").monthsOfYear == -2)
        #expect(try days("-P1DT2H3M4.5S").days == -1 && days("-P1DT2H3M4.5S").secondsOfMinute == number("-4.5"))
        #expect(try time("01:00:00").value == 3600)
        #expect(try moment("1970-01-02T00:00:00Z").value == 86_400)
        #expect(try FEELTime(hour: 12, minute: 59, second: number("1.3"), offset: days("-PT1H"))?.description == "12:59:01.3-01:00")
        #expect(FEELTime(hour: 23, minute: 59, second: 60, offset: nil) == nil)
    }

    @Test(
        "weeks of the year",
        arguments: [
            ("2019-09-17", 38), ("2004-01-01", 1), ("2010-01-01", 53), ("2005-01-01", 53), ("2005-01-03", 1), ("2005-01-09", 1),
            ("2008-12-31", 1), ("2020-12-31", 53),
        ])
    func weeks(_ text: String, _ week: Int) throws { #expect(try date(text).weekOfYear == week) }
}
