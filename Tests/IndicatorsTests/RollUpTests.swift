import Indicators
import Testing

@Suite struct RollUpTests {
    static func panel() -> Panel {
        var builder = PanelBuilder()
        for (unit, quarter, value) in [
            ("d1", "2024-Q1", 1.0), ("d1", "2024-Q2", 2), ("d1", "2024-Q3", 3), ("d1", "2024-Q4", 4), ("d2", "2024-Q1", 10),
            ("d2", "2024-Q2", 20), ("d3", "2023-Q4", 7),
        ] { builder.add(unit: unit, period: quarter, indicator: "x", .value(value)) }
        for unit in ["d1", "d2", "d3"] { builder.add(unit: unit, period: "2024-Q1", indicator: "people", .value(unit == "d1" ? 3 : 1)) }
        return builder.build().panel
    }

    static let year = ["2024": ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]]

    static func value(_ rule: RollUp.Rule, _ unit: String, links: [UnitHierarchy.Link] = []) -> Double? {
        let roll = RollUp(rules: ["x": rule, "people": RollUp.Rule(overPeriods: .first)], periods: year)
        let panel = roll(panel(), UnitHierarchy(links)).panel
        guard let row = panel.unit(unit), let period = panel.period("2024") else { return nil }
        return panel["x"]?[panel.cell(unit: row, period: period)].number
    }

    @Test(arguments: [
        (RollUpOperator.sum, 10.0), (.average, 2.5), (.count, 4), (.minimum, 1), (.maximum, 4), (.first, 1), (.last, 4),
        (.lastInPeriod, 4), (.variance, 1.25), (.deviation, 1.25.squareRoot()),
    ])
    func periodsComeTogetherByTheOperator(rule: RollUpOperator, expected: Double) {
        #expect(Self.value(RollUp.Rule(overPeriods: rule), "d1") == expected)
    }

    @Test func gapsGoByTheStrategy() {
        #expect(Self.value(RollUp.Rule(overPeriods: .average, gaps: .skipIfAllMissing), "d2") == 15)
        #expect(Self.value(RollUp.Rule(overPeriods: .average, gaps: .neverSkip), "d2") == 7.5)
        #expect(Self.value(RollUp.Rule(overPeriods: .average, gaps: .skipIfAnyMissing), "d2") == nil)
        #expect(Self.value(RollUp.Rule(overPeriods: .last), "d3") == 7)
        #expect(Self.value(RollUp.Rule(overPeriods: .lastInPeriod), "d3") == nil)
    }

    @Test func timeComesBeforeHierarchyAndEachHasItsOperator() {
        let city =
            ["d1", "d2"].map { UnitHierarchy.Link(unit: $0, parent: "city") } + [UnitHierarchy.Link(unit: "city", parent: "province")]
        #expect(Self.value(RollUp.Rule(overPeriods: .average, overUnits: .sum), "city", links: city) == 17.5)
        #expect(Self.value(RollUp.Rule(overPeriods: .sum, overUnits: .average), "province", links: city) == 20)
        let byPeople = RollUp.Rule(overPeriods: .average, overUnits: .average, weight: "people")
        #expect(Self.value(byPeople, "city", links: city) == 5.625)
        #expect(Self.value(RollUp.Rule(overPeriods: .sum, overUnits: .none), "city", links: city) == nil)
    }

    @Test func theTreeIsTheOneOfTheDate() {
        let links = [
            UnitHierarchy.Link(unit: "d1", parent: "city"), UnitHierarchy.Link(unit: "d2", parent: "city", until: "2024"),
            UnitHierarchy.Link(unit: "d2", parent: "new", from: "2024"),
        ]
        #expect(Self.value(RollUp.Rule(), "city", links: links) == 10)
        #expect(Self.value(RollUp.Rule(), "new", links: links) == 30)
    }

    @Test func aCircleIsAFindingAndNoFailure() {
        let links = [
            UnitHierarchy.Link(unit: "a", parent: "b"), UnitHierarchy.Link(unit: "b", parent: "a"), .init(unit: "d1", parent: "c"),
        ]
        let result = RollUp(rules: ["x": RollUp.Rule()])(Self.panel(), UnitHierarchy(links))
        #expect(result.findings.contains { $0.kind == .cyclicHierarchy })
        #expect(result.panel.unit("c") != nil)
    }
}
