import FEEL
import Testing

@Suite("Reading and writing temporal values")
struct TemporalParsingTests {
    @Test(
        "dates are read and written alike",
        arguments: [
            "2017-01-01", "-2017-01-01", "999999999-12-31", "-999999999-12-31", "2020-02-29", "0001-01-01", "0000-01-01", "99999-12-31",
        ])
    func dates(_ text: String) { #expect(FEELDate(text)?.description == text) }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "2017-02-30", "2019-02-29", "1900-02-29", "2017-13-10", "2017-12-32", "2017-00-10", "2017-10-00", "01211-12-31",
            "998-12-31",
            "+2012-12-02", "2012-12-25T", "2012-12-25Z", "9999999999-12-27", "-0000-01-01", "2017-1-01", "2017-01-1", " 2017-01-01",
            "２０１７-01-01",
        ])
    func refusedDates(_ text: String) { #expect(FEELDate(text) == nil) }

    @Test(
        "times are read and written",
        arguments: [
            ("01:02:03", "01:02:03"), ("23:59:00Z", "23:59:00Z"), ("11:22:33-00:00", "11:22:33Z"), ("13:20:00+02:00", "13:20:00+02:00"),
            ("23:59:01.987654321", "23:59:01.987654321"), ("10:30:00.0100", "10:30:00.01"), ("24:00:00", "00:00:00"),
            ("11:59:45+02:45:55", "11:59:45+02:45:55"),
            ("00:01:00@Etc/UTC", "00:01:00@Etc/UTC"), ("00:01:00@Europe/Paris", "00:01:00@Europe/Paris"),
            ("10:00:00-18:00", "10:00:00-18:00"),
            ("10:00:00.1234567891", "10:00:00.123456789"),
        ])
    func times(_ text: String, _ written: String) { #expect(FEELTime(text)?.description == written) }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "23:59:60", "24:00:01", "24:01:00", "24:00:00.1", "25:00:00", "00:60:00", "7:00:00", "07:1:00", "07:2", "7:20", "07:20",
            "13:20:00@xyz/abc",
            "13:20:00+19:00", "13:20:00-18:00:01", "13:20:00+5:00", "13:20:00+05:0", "13:20:00+05:60", "13:20:00+02:00@Europe/Paris",
            "13:20:00@",
            "13:20:00.", "13:20:00z", "13:20:00Z ", "13:20:00@../../etc/passwd",
        ])
    func refusedTimes(_ text: String) { #expect(FEELTime(text) == nil) }

    @Test(
        "dates and times are read and written",
        arguments: [
            ("2012-12-24", "2012-12-24T00:00:00"), ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
            ("-2017-12-31T11:22:33.5+01:35", "-2017-12-31T11:22:33.5+01:35"),
            ("99999-12-31T11:22:33@Asia/Shanghai", "99999-12-31T11:22:33@Asia/Shanghai"),
        ])
    func datesAndTimes(_ text: String, _ written: String) { #expect(FEELDateTime(text)?.description == written) }

    @Test(
        "what is no date and time is refused",
        arguments: [
            "", "11:00:00", "2017-12-31T", "2017-12-31T7:00:00", "2017-12-31 07:00:00", "2017-13-0T11:22:33", "999999999-12-31T24:00:00",
        ])
    func refusedDatesAndTimes(_ text: String) { #expect(FEELDateTime(text) == nil) }

    @Test(
        "durations are normalised",
        arguments: [
            ("P1D", "P1D"), ("PT24H", "P1D"), ("PT0.000S", "PT0S"), ("PT0.S", "PT0S"), ("-P0D", "PT0S"),
            ("PT1000M0.999999999S", "PT16H40M0.999999999S"),
            ("P2DT274M", "P2DT4H34M"), ("P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"), ("-PT1H2M", "-PT1H2M"), ("-PT0.5S", "-PT0.5S"),
            ("P1Y27M", "P3Y3M"), ("-P100M", "-P8Y4M"), ("P0Y", "P0M"), ("-P999999999M", "-P83333333Y3M"), ("P12M", "P1Y"),
        ])
    func durations(_ text: String, _ written: String) {
        switch FEELDuration(text) {
        case .dayTime(let duration): #expect(duration.description == written)
        case .yearMonth(let duration): #expect(duration.description == written)
        case nil: Issue.record("\(text) is not read")
        }
    }

    @Test(
        "what is no duration is refused",
        arguments: [
            "", "P", "-P", "P0", "P1", "PT", "P1DT", "P1YT1H", "P1Y1D", "1D", "P1S", "PT1D", "P1M1Y", "PT1M1H", "PT1.5H", "P1.5D", "PT.5S",
            "P-1D", "+P1D", "P1W",
            "P99999999999999999999D", "PT1S ", "p1d", "P999999999999999999D",
        ])
    func refusedDurations(_ text: String) { #expect(FEELDuration(text) == nil) }

    @Test("no bytes crash the readers, and what is read can be written and read again")
    func noise() {
        var random = SplitMix(seed: 7)
        let alphabet = Array("0123456789-:TPYMDHSZ.@+/é 24".unicodeScalars)
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<Int(random.next() % 24) { text.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))]) }
            if let value = FEELDate(text) { #expect(FEELDate(value.description) == value) }
            if let value = FEELTime(text) { #expect(FEELTime(value.description) == value) }
            if let value = FEELDateTime(text) { #expect(FEELDateTime(value.description) == value) }
            if let value = YearMonthDuration(text) { #expect(YearMonthDuration(value.description) == value) }
            if let value = DayTimeDuration(text) { #expect(DayTimeDuration(value.description) == value) }
        }
    }
}

/// A small generator with a seed, so that a failing case comes again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
