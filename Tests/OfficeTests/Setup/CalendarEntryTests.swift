import Kernel
import Office
import Testing

@Suite struct CalendarEntryTests {
    @Test(arguments: [
        ("2027-01-01 2027-01-03 元旦", "2027-01-01", "2027-01-03", CalendarEntry.Kind.holiday),
        ("2027-01-01,2027-01-03,元旦,休", "2027-01-01", "2027-01-03", .holiday),
        ("2027-04-05 清明節", "2027-04-05", "2027-04-05", .holiday),
        ("2027-01-09 班 元旦調休", "2027-01-09", "2027-01-09", .workday),
        ("2027-01-09\t元旦調休\twork", "2027-01-09", "2027-01-09", .workday),
    ])
    func aLineIsReadHoweverItIsSeparated(line: String, from: String, to: String, kind: CalendarEntry.Kind) throws {
        let (entries, faults) = CalendarEntry.read(line)
        #expect(faults.isEmpty)
        let entry = try #require(entries.first)
        #expect(entry.from.description == from && entry.to.description == to && entry.kind == kind && !entry.name.isEmpty)
    }

    @Test(arguments: [
        "元旦", "2027-02-30 春節", "2027-01-03 2027-01-01 元旦", "2027-01-01 2027-03-01 長假", "2027-01-01", "2027-01-01 2027-01-02 班 調",
    ])
    func aLineThatIsNoneIsNamedWithItsNumber(line: String) {
        let (entries, faults) = CalendarEntry.read("2027-05-01 勞動節\n\n" + line)
        #expect(entries.count == 1)
        #expect(faults.map(\.line) == [3])
        #expect(faults.first?.code == "LT4310")
    }

    @Test func moreLinesThanAYearHasAreRefused() {
        #expect(CalendarEntry.read(String(repeating: "2027-05-01 x\n", count: 500)).faults.first?.code == "LT4311")
    }
}
