import Indicators
import Testing

/// A small generator of reproducible numbers.
struct Dice {
    var state: UInt64
    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 33) / Double(1 << 31)
    }
}

/// Indices made at random: three levels, gaps, every mean.
enum RandomIndex {
    static let means: [Aggregation] = [
        .arithmetic, .geometric(.zero), .harmonic(.zero), .generalised(power: 2, .zero), .minimum, .maximum, .median, .sum,
    ]

    static func panel(_ dice: inout Dice, units: Int, periods: Int, indicators: Int, gaps: Double) -> Panel {
        var panel = Panel(units: (0..<units).map { "u\($0)" }, periods: (0..<periods).map { "\(2000 + $0)" })
        for indicator in 0..<indicators {
            panel["i\(indicator)"] = Column((0..<panel.cellCount).map { _ in dice.next() < gaps ? .nan : 1 + 99 * dice.next() })
        }
        return panel
    }

    static func rule(
        _ dice: inout Dice, indicators: Int, mean: Aggregation,
        normalisation: Normalisation = Normalisation(.minMax, floor: 1, ceiling: 100)
    ) -> Rule {
        var nodes = [Node("root", aggregation: mean, coverage: Coverage(weight: 0.3))]
        for group in 0..<(indicators + 2) / 3 {
            nodes.append(Node("g\(group)", parent: "root", weight: 0.1 + dice.next(), aggregation: mean, coverage: Coverage(weight: 0.3)))
        }
        for indicator in 0..<indicators {
            nodes.append(Node("i\(indicator)", parent: "g\(indicator / 3)", weight: 0.1 + dice.next(), indicator: "i\(indicator)"))
        }
        return Rule(indicators: (0..<indicators).map { Indicator("i\($0)", normalisation: normalisation) }, nodes: nodes)
    }

    static func run(_ rule: Rule, _ panel: Panel) throws -> Run {
        try Run(Scheme(code: "random", versions: [RuleVersion(id: "1", rule: rule)]), panel)
    }
}

@Suite struct ExplanationTests {
    @Test(arguments: RandomIndex.means.indices, [0.0, 0.2])
    func contributionsSumToTheScoreUnderEveryMean(mean: Int, gaps: Double) throws {
        var dice = Dice(state: UInt64(mean) &* 7 &+ 3)
        let panel = RandomIndex.panel(&dice, units: 17, periods: 3, indicators: 8, gaps: gaps)
        let run = try RandomIndex.run(RandomIndex.rule(&dice, indicators: 8, mean: RandomIndex.means[mean]), panel)
        let part = try #require(run.parts.first)
        var explained = 0
        for cell in 0..<51 {
            guard let score = part.score(part.root, cell) else { continue }
            let sum = part.contributions(cell).filter(\.counts).reduce(0) { $0 + $1.points }
            #expect(abs(sum - score) <= 1e-12 * max(1, abs(score)))
            explained += 1
        }
        #expect(explained > 40)
    }

    @Test func roundingAndInterventionsHaveLinesOfTheirOwn() throws {
        var dice = Dice(state: 5)
        let panel = RandomIndex.panel(&dice, units: 9, periods: 1, indicators: 7, gaps: 0)
        var rule = RandomIndex.rule(&dice, indicators: 7, mean: .arithmetic)
        rule.rounding = Rounding(.everyLevel, digits: 1)
        rule.interventions = [
            Intervention(node: "g1", units: ["u3"], effect: .set(0), reason: "no filing"),
            Intervention(node: "root", units: ["u3", "u4"], effect: .cap(20), reason: "baseline"),
        ]
        let run = try RandomIndex.run(rule, panel)
        let part = try #require(run.parts.first)
        for cell in 0..<9 {
            let score = try #require(part.score(part.root, cell))
            let lines = part.contributions(cell)
            #expect(abs(lines.filter(\.counts).reduce(0) { $0 + $1.points } - score) <= 1e-12 * max(1, score))
            #expect(lines.contains { $0.kind == .intervention } == (cell == 3 || cell == 4))
        }
        #expect(run.score("u3", "2000", "g1") == 0)
        #expect(run.score("u4", "2000", "root") == 20)
    }

    @Test func aGapToAPeerIsTheSumOfItsLines() throws {
        var dice = Dice(state: 11)
        let panel = RandomIndex.panel(&dice, units: 6, periods: 2, indicators: 9, gaps: 0.1)
        let run = try RandomIndex.run(RandomIndex.rule(&dice, indicators: 9, mean: .geometric(.zero)), panel)
        let part = try #require(run.parts.first)
        let comparison = try #require(Comparison(part, 2, against: part, 7))
        #expect(abs(comparison.lines.reduce(0) { $0 + $1.difference } - (comparison.score - comparison.other)) < 1e-11)
    }

    @Test func aGapToTheTargetsIsWhatReachingThemWouldGive() throws {
        var dice = Dice(state: 12)
        let panel = RandomIndex.panel(&dice, units: 6, periods: 2, indicators: 6, gaps: 0)
        var rule = RandomIndex.rule(
            &dice, indicators: 6, mean: .geometric(.zero),
            normalisation: Normalisation(.minMax, low: .fixed(0), high: .fixed(120), ceiling: 100))
        rule.indicators[1].target = 110
        rule.indicators[4].target = 115
        let run = try RandomIndex.run(rule, panel)
        let part = try #require(run.parts.first)
        let reached = try part.reaching(part.targets, at: 8, in: run)
        var other = panel
        for (code, figure) in [("i1", 110.0), ("i4", 115)] {
            var column = try #require(panel[code])
            column[8] = .value(figure)
            other[code] = column
        }
        let again = try RandomIndex.run(rule, other)
        #expect(reached.fullScore(reached.root, 8) == again.parts.first?.fullScore(reached.root, 8))
        let comparison = try #require(Comparison(part, 8, against: reached, 8))
        #expect(comparison.score < comparison.other)
        #expect(abs(comparison.lines.reduce(0) { $0 + $1.difference } - (comparison.score - comparison.other)) < 1e-11)
    }

    @Test func causesOfAChangeSumToIt() throws {
        var dice = Dice(state: 21)
        var panel = RandomIndex.panel(&dice, units: 8, periods: 2, indicators: 6, gaps: 0.1)
        var column = try #require(panel["i2"])
        column[panel.cell(unit: 4, period: 0)] = .missing
        panel["i2"] = column
        var first = RandomIndex.rule(&dice, indicators: 6, mean: .arithmetic)
        for index in first.indicators.indices { first.indicators[index].steps = [.impute(.mean(group: nil))] }
        first.indicators[0].normalisation = Normalisation(.minMax, low: .fixed(0), high: .fixed(100), ceiling: 100)
        var second = first
        second.indicators[0].normalisation.high = .fixed(120)
        second.nodes[3].weight = 2
        second.nodes[1].aggregation = .geometric(.zero)
        let scheme = Scheme(
            code: "x", versions: [RuleVersion(id: "1", rule: first), RuleVersion(id: "2", from: "2001", rule: second)])
        let run = try Run(scheme, panel)
        for unit in panel.units {
            let change = try #require(
                Change(of: "root", unit: unit, from: .init(run, period: 0), to: .init(run, period: 1)))
            let (before, after) = (try #require(run.score(unit, "2000", "root")), try #require(run.score(unit, "2001", "root")))
            #expect(change.before == before && change.after == after)
            #expect(abs(change.points.values.reduce(0, +) - (after - before)) < 1e-11)
            #expect(change.points.values.count { $0 != 0 } >= (unit == "u4" ? 6 : 5))
        }
    }

    @Test func aVetoThatEndsIsTheRulesDoing() throws {
        var panel = Panel(units: ["a", "b", "c"], periods: ["1", "2"])
        for code in ["x", "y"] { panel[code] = Column([10, 20, 40, 10, 20, 40]) }
        let rule = Rule(
            indicators: ["x", "y"].map { Indicator($0, normalisation: Normalisation(.minMax, low: .fixed(0), high: .fixed(50))) },
            nodes: [Node("root"), Node("x", parent: "root", indicator: "x"), Node("y", parent: "root", indicator: "y")],
            interventions: [Intervention(node: "root", units: ["b"], periods: ["1"], effect: .set(0), reason: "no report")])
        let run = try RandomIndex.run(rule, panel)
        let change = try #require(Change(of: "root", unit: "b", from: .init(run, period: 0), to: .init(run, period: 1)))
        #expect(abs((change.points[.rule] ?? 0) - 0.4) < 1e-12)
        #expect(abs(change.points[.peers] ?? 1) < 1e-12)
    }

    @Test func aChangeOfOneCauseIsThatCause() throws {
        var dice = Dice(state: 33)
        let panel = RandomIndex.panel(&dice, units: 5, periods: 1, indicators: 6, gaps: 0)
        let rule = RandomIndex.rule(&dice, indicators: 6, mean: .arithmetic)
        var other = rule
        other.nodes[1].weight += 3
        let before = try RandomIndex.run(rule, panel)
        let after = try RandomIndex.run(other, panel)
        let change = try #require(Change(of: "root", unit: "u2", from: .init(before, period: 0), to: .init(after, period: 0)))
        #expect(change.points[.weights] != 0)
        for cause in Change.Cause.allCases where cause != .weights { #expect(abs(change.points[cause] ?? 1) < 1e-12) }
    }
}
