import Indicators
import Testing

@Suite struct RunPropertyTests {
    @Test(arguments: RandomIndex.means.indices)
    func aBetterFigureNeverLowersTheScore(mean: Int) throws {
        var dice = Dice(state: 99 + UInt64(mean))
        let fixed = Normalisation(.minMax, low: .fixed(0), high: .fixed(110), floor: 1, ceiling: 100)
        for _ in 0..<20 {
            var panel = RandomIndex.panel(&dice, units: 4, periods: 1, indicators: 7, gaps: 0.1)
            let rule = RandomIndex.rule(&dice, indicators: 7, mean: RandomIndex.means[mean], normalisation: fixed)
            let before = try RandomIndex.run(rule, panel)
            let code = "i\(Int(dice.next() * 6.99))"
            var column = try #require(panel[code])
            guard case .value(let old) = column[1] else { continue }
            column[1] = .value(old + 5)
            panel[code] = column
            let after = try RandomIndex.run(rule, panel)
            guard let low = before.score("u1", "2000", "root"), let high = after.score("u1", "2000", "root") else { continue }
            #expect(high >= low - 1e-12)
            for unit in ["u0", "u2", "u3"] { #expect(before.score(unit, "2000", "root") == after.score(unit, "2000", "root")) }
        }
    }

    @Test func theOrderOfUnitsAndSiblingsChangesNothing() throws {
        var dice = Dice(state: 4)
        let panel = RandomIndex.panel(&dice, units: 11, periods: 2, indicators: 6, gaps: 0.1)
        let rule = RandomIndex.rule(&dice, indicators: 6, mean: .arithmetic)
        let run = try RandomIndex.run(rule, panel)
        var turned = Panel(units: panel.units.reversed(), periods: panel.periods)
        for (code, column) in zip(panel.codes, panel.columns).reversed() {
            var other = Column(missing: panel.cellCount)
            for period in 0..<2 {
                for unit in 0..<11 { other[turned.cell(unit: 10 - unit, period: period)] = column[panel.cell(unit: unit, period: period)] }
            }
            turned[code] = other
        }
        var shuffled = rule
        shuffled.nodes = [rule.nodes[0]] + rule.nodes.dropFirst().reversed()
        shuffled.indicators.reverse()
        let again = try RandomIndex.run(shuffled, turned)
        for unit in panel.units {
            for period in panel.periods {
                for node in ["root", "g0", "g1"] {
                    let (a, b) = (run.score(unit, period, node), again.score(unit, period, node))
                    #expect((a == nil) == (b == nil))
                    if let a, let b { #expect(abs(a - b) < 1e-12 * max(1, a)) }
                    #expect(run.rank(unit, period, node) == again.rank(unit, period, node))
                }
            }
        }
    }

    @Test func weightsOfALevelAreSharesOfTheWhole() throws {
        var dice = Dice(state: 8)
        let panel = RandomIndex.panel(&dice, units: 5, periods: 1, indicators: 9, gaps: 0)
        let run = try RandomIndex.run(RandomIndex.rule(&dice, indicators: 9, mean: .arithmetic), panel)
        let part = try #require(run.parts.first)
        let weights = part.effectiveWeights(period: 0)
        for level in [["g0", "g1", "g2"], (0..<9).map { "i\($0)" }] {
            let sum = level.compactMap { part.position(of: $0) }.reduce(0) { $0 + weights[$1] }
            #expect(abs(sum - 1) < 1e-12)
        }
    }

    @Test func aGapChangesItsSiblingsAndNotTheWholeTree() throws {
        var panel = Panel(units: ["a", "b"], periods: ["1"])
        for (code, values) in [("x", [1.0, 1]), ("y", [3, .nan]), ("z", [10, 10])] { panel[code] = Column(values) }
        let rule = Rule(
            indicators: ["x", "y", "z"].map { Indicator($0, normalisation: Normalisation(.none)) },
            nodes: [
                Node("root"), Node("g", parent: "root", coverage: Coverage(weight: 0.5)), Node("x", parent: "g", indicator: "x"),
                Node("y", parent: "g", indicator: "y"), Node("z", parent: "root", indicator: "z"),
            ])
        let run = try RandomIndex.run(rule, panel)
        #expect(run.score("a", "1", "root") == 6)
        #expect(run.score("b", "1", "root") == 5.5)
        #expect(run.findings.contains { $0.kind == .reweighted && $0.unit == "b" && $0.arguments["missing"] == "y" })
        var strict = rule
        strict.nodes[1].coverage = Coverage()
        let other = try RandomIndex.run(strict, panel)
        #expect(other.score("b", "1", "g") == nil && other.score("b", "1", "root") == nil)
        #expect(other.findings.contains { $0.kind == .insufficient && $0.node == "g" })
    }

    @Test func whoHasTooFewIndicatorsIsScoredAndNotRanked() throws {
        var panel = Panel(units: ["a", "b", "c"], periods: ["1"])
        for (code, values) in [("x", [1.0, 2, 3]), ("y", [1, .nan, 3]), ("z", [1, .nan, 3])] { panel[code] = Column(values) }
        var rule = Rule(
            indicators: ["x", "y", "z"].map { Indicator($0, normalisation: Normalisation(.none)) },
            nodes: [Node("root", coverage: Coverage(weight: 0))] + ["x", "y", "z"].map { Node($0, parent: "root", indicator: $0) })
        rule.ranking.leaves = 0.5
        let run = try RandomIndex.run(rule, panel)
        #expect(run.score("b", "1", "root") == 2)
        #expect(["a", "b", "c"].map { run.rank($0, "1", "root") } == [2, nil, 1])
    }

    @Test func notApplicableIsNoGap() throws {
        var panel = Panel(units: ["a"], periods: ["1"])
        var column = Column([5])
        panel["x"] = column
        column[0] = .notApplicable
        panel["y"] = column
        panel["z"] = column
        let rule = Rule(
            indicators: ["x", "y", "z"].map { Indicator($0, normalisation: Normalisation(.none)) },
            nodes: [Node("root", coverage: Coverage(weight: 1))] + ["x", "y", "z"].map { Node($0, parent: "root", indicator: $0) })
        #expect(try RandomIndex.run(rule, panel).score("a", "1", "root") == 5)
    }

    @Test func aConstantColumnIsAnErrorUnlessTheRuleSaysOtherwise() throws {
        var panel = Panel(units: ["a", "b"], periods: ["1"])
        panel["x"] = Column([1, 2])
        panel["y"] = Column([7, 7])
        func run(_ constant: Normalisation.ConstantRule) throws -> Run {
            try RandomIndex.run(
                Rule(
                    indicators: ["x", "y"].map { Indicator($0, normalisation: Normalisation(.minMax, constant: constant)) },
                    nodes: [Node("root"), Node("x", parent: "root", indicator: "x"), Node("y", parent: "root", indicator: "y")]), panel)
        }
        #expect(try run(.error).hasErrors)
        #expect(try run(.neutral).score("b", "1", "root") == 0.75)
        #expect(try run(.exclude).score("b", "1", "root") == 1)
    }

    @Test func zerosInAGeometricMeanGoByTheRule() throws {
        var panel = Panel(units: ["a"], periods: ["1"])
        panel["x"] = Column([0])
        panel["y"] = Column([4])
        func run(_ zeros: Aggregation.ZeroRule) throws -> Run {
            try RandomIndex.run(
                Rule(
                    indicators: ["x", "y"].map { Indicator($0, normalisation: Normalisation(.none)) },
                    nodes: [
                        Node("root", aggregation: .geometric(zeros), coverage: Coverage(weight: 0.5)),
                        Node("x", parent: "root", indicator: "x"), Node("y", parent: "root", indicator: "y"),
                    ]), panel)
        }
        #expect(try run(.error).hasErrors && run(.error).score("a", "1", "root") == nil)
        #expect(try run(.zero).score("a", "1", "root") == 0)
        #expect(try abs((run(.missing).score("a", "1", "root") ?? 0) - 4) < 1e-12)
    }
}

@Suite struct RankerTests {
    private func ranks(_ scores: [Double], _ ranking: Ranking = Ranking(), _ rounding: Rounding = Rounding()) throws -> [Double?] {
        var panel = Panel(units: scores.indices.map { "u\($0)" }, periods: ["1"])
        panel["x"] = Column(scores)
        let rule = Rule(
            indicators: [Indicator("x", normalisation: Normalisation(.none))],
            nodes: [Node("root"), Node("x", parent: "root", indicator: "x")],
            rounding: rounding, ranking: ranking)
        let run = try RandomIndex.run(rule, panel)
        return panel.units.map { run.rank($0, "1", "root") }
    }

    @Test func tiesGoByTheRule() throws {
        let scores = [5.0, 9, 5, 1, .nan]
        #expect(try ranks(scores) == [2, 1, 2, 4, nil])
        #expect(try ranks(scores, Ranking(ties: .dense)) == [2, 1, 2, 3, nil])
        #expect(try ranks(scores, Ranking(ties: .average)) == [2.5, 1, 2.5, 4, nil])
        #expect(try ranks(scores, Ranking(ties: .last)) == [3, 1, 3, 4, nil])
        #expect(try ranks(scores, Ranking(descending: false)) == [2, 4, 2, 1, nil])
    }

    @Test func ranksAreTakenOnWhatIsPublished() throws {
        #expect(try ranks([0.30000000000000004, 0.3, -0.0, 0.0]) == [1, 1, 3, 3])
        #expect(try ranks([68.384, 68.376, 68.1], Ranking(), Rounding(.published, digits: 2)) == [1, 1, 3])
    }

    @Test func manyUnitsRankAsFewDo() throws {
        var dice = Dice(state: 1)
        let scores = (0..<500).map { _ in (dice.next() * 200 - 100).rounded() / 4 }
        let expected = scores.map { score in Double(scores.count { $0 > score } + 1) }
        #expect(try ranks(scores) == expected.map { Optional($0) })
    }
}

@Suite struct DecimalsTests {
    @Test func halvesAreDecidedOnTheShortestDecimalForm() {
        #expect(Decimals.round(2.675, 2) == 2.68)
        #expect(Decimals.round(1.005, 2) == 1.01)
        #expect(Decimals.round(-2.5, 0) == -3)
        #expect(Decimals.round(0.5, 0, .halfEven) == 0)
        #expect(Decimals.round(1.5, 0, .halfEven) == 2)
        #expect(Decimals.round(2.679, 2, .truncate) == 2.67)
        #expect(Decimals.round(0.29, 2, .truncate) == 0.29)
        #expect(Decimals.round(1e-7, 3) == 0)
        #expect(Decimals.round(69.59763, 4) == 69.5976)
    }
}
