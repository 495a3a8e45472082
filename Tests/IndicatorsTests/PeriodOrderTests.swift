import Indicators
import Testing

@Suite struct PeriodOrderTests {
    @Test func digitsCompareAsNumbersAndTheRestAsText() {
        let periods = ["2020", "2019-Q10", "2019-Q2", "2019", "y10", "y9"]
        #expect(periods.sorted(by: PeriodOrder.precedes) == ["2019", "2019-Q2", "2019-Q10", "2020", "y9", "y10"])
        #expect(!PeriodOrder.precedes("2019", "2019"))
        #expect(!PeriodOrder.precedes("02019", "2019"))
    }

    @Test func thePanelSortsPeriodsAndKeepsTheLastOfTwoObservations() {
        var builder = PanelBuilder()
        builder.add(unit: "A", period: "2020", indicator: "x", .value(1))
        builder.add(unit: "B", period: "2019", indicator: "x", .notApplicable)
        builder.add(unit: "A", period: "2020", indicator: "x", .value(2))
        let (panel, conflicts) = builder.build()
        #expect(panel.periods == ["2019", "2020"])
        #expect(panel["x"]?[panel.cell(unit: 0, period: 1)] == .value(2))
        #expect(panel["x"]?[panel.cell(unit: 1, period: 0)] == .notApplicable)
        #expect(panel["x"]?[panel.cell(unit: 0, period: 0)] == .missing)
        #expect(conflicts.map(\.unit) == ["A"])
    }
}
