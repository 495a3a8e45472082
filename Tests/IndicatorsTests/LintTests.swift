import Indicators
import Testing

@Suite("What a rule gives away before it runs")
struct LintTests {
    let scaled = Normalisation(.minMax, floor: 1, ceiling: 100)

    func indicator(_ code: String, source: String? = nil, measure: String? = nil, _ normalisation: Normalisation? = nil) -> Indicator {
        Indicator(code, source: source, measure: measure, normalisation: normalisation ?? scaled)
    }

    /// A root over leaves a, b, … with the given weights.
    func rule(
        _ weights: [Double], aggregation: Aggregation = .arithmetic, weighting: Weighting = .given, indicators: [Indicator]? = nil,
        interventions: [Intervention] = []
    ) -> Rule {
        let codes = weights.indices.map { String("abcdefghij".dropFirst($0).prefix(1)) }
        let nodes =
            [Node("root", weighting: weighting, aggregation: aggregation)]
            + zip(codes, weights).map { Node($0, parent: "root", weight: $1, indicator: $0) }
        return Rule(indicators: indicators ?? codes.map { indicator($0) }, nodes: nodes, interventions: interventions)
    }

    func kinds(_ rule: Rule) -> [Finding.Kind] { Lint.findings(rule).map(\.kind) }

    @Test func aSoundRuleHasNothingToSay() { #expect(Lint.findings(rule([1, 2, 1])).isEmpty) }

    @Test func contradictingJudgementsAreNamed() {
        let found = Lint.findings(
            rule([1, 1, 1], weighting: .analyticHierarchy([[1, 2, 0.125], [0.5, 1, 2], [8, 0.5, 1]])))
        #expect(found.map(\.kind) == [.inconsistentJudgements])
        #expect(found[0].severity == .warning && found[0].node == "root" && found[0].arguments["row"] != found[0].arguments["column"])
        #expect(kinds(rule([1, 1], weighting: .analyticHierarchy([[1, 4], [0.25, 1]]))).isEmpty)
        #expect(kinds(rule([1, 1, 1], weighting: .analyticHierarchy([[1, 4], [0.25, 1]]))) == [.brokenJudgements])
        #expect(kinds(rule([1, 1], weighting: .analyticHierarchy([[1, 4], [4, 1]]))) == [.brokenJudgements])
        #expect(kinds(rule([1, 1], weighting: .budget([[1, 2, 3]]))) == [.brokenJudgements])
    }

    @Test func weightsThatDoNotMatterOrDecideAloneAreNamed() {
        let found = Lint.findings(rule([1, 1, 0.05]))
        #expect(found.map(\.kind) == [.dominatedWeight] && found[0].node == "c")
        #expect(kinds(rule([9, 1, 1])) == [.dominatingWeight])
        #expect(kinds(rule([1])).isEmpty)
        #expect(kinds(rule([1, 0])) == [.dominatingWeight])
        #expect(kinds(rule([9, 1, 1], weighting: .equal)).isEmpty)
    }

    @Test func aColumnThatCountsTwiceIsNamed() {
        let found = Lint.findings(rule([1, 1], indicators: [indicator("a", source: "x"), indicator("b", source: "x")]))
        #expect(found.map(\.kind) == [.countedTwice] && found[0].node == "b" && found[0].arguments["other"] == "a")
    }

    @Test func figuresInDifferentUnitsAreNotAveragedSilently() {
        let raw = Normalisation(.none)
        let indicators = [indicator("a", measure: "%", raw), indicator("b", measure: "km", raw)]
        #expect(kinds(rule([1, 1], indicators: indicators)) == [.mixedUnits])
        #expect(kinds(rule([1, 1], aggregation: .relational(.copeland), indicators: indicators)).isEmpty)
        #expect(kinds(rule([1, 1], indicators: [indicator("a", measure: "%"), indicator("b", measure: "km")])).isEmpty)
        #expect(kinds(rule([1, 1], indicators: [indicator("a"), indicator("b", Normalisation(.minMax))])) == [.mixedRanges])
    }

    @Test func aScaleThatReachesZeroUnderAGeometricMeanIsNamed() {
        let indicators = [indicator("a", Normalisation(.minMax)), indicator("b", Normalisation(.minMax))]
        #expect(kinds(rule([1, 1], aggregation: .geometric(.error), indicators: indicators)) == [.scaleReachesZero, .scaleReachesZero])
        #expect(kinds(rule([1, 1], aggregation: .geometric(.missing), indicators: indicators)).isEmpty)
        #expect(kinds(rule([1, 1], aggregation: .geometric(.error))).isEmpty)
    }

    @Test func vetoesNeedAReasonAndAnAuthority() {
        func found(_ effect: Intervention.Effect, reason: String = "r", authority: String? = nil, _ mean: Aggregation = .arithmetic)
            -> [Finding.Kind]
        {
            kinds(
                rule(
                    [1, 1], aggregation: mean,
                    interventions: [Intervention(node: "a", effect: effect, reason: reason, authority: authority)]))
        }
        #expect(found(.cap(60)).isEmpty)
        #expect(found(.cap(60), reason: " ") == [.emptyReason])
        #expect(found(.set(0)) == [.noAuthority])
        #expect(found(.set(0), authority: "條例第 8 條").isEmpty)
        #expect(found(.block, authority: "") == [.noAuthority])
        #expect(found(.set(5)).isEmpty)
        #expect(found(.set(0), authority: "條例第 8 條", .harmonic(.error)) == [.zeroUnderProduct])
    }

    @Test func figuresAreLookedAtToo() {
        var panel = Panel(units: ["u", "v", "w"], periods: ["1"])
        panel["a"] = Column([1, 2, 3])
        panel["b"] = Column([1, 2, 3])
        panel["c"] = Column([1, 2.1, 3])
        panel["d"] = Column(missing: 3)
        let found = Lint.findings(rule([1, 1, 1, 1]), panel)
        #expect(found.filter { $0.kind == .duplicateColumns }.map(\.node) == ["b"])
        #expect(found.filter { $0.kind == .emptyColumn }.map(\.node) == ["d"])
        #expect(Set(found.filter { $0.kind == .nearlyTheSame }.compactMap(\.node)) == ["c"])
    }

    @Test func aNegativeWeightOutOfTheFiguresIsNamed() throws {
        var panel = Panel(units: ["u", "v", "w", "x"], periods: ["1"])
        panel["a"] = Column([1, 2, 3, 5])
        panel["b"] = Column([1, 2.5, 3, 4])
        panel["c"] = Column([9, 7, 6, 1])
        let run = try Run(
            Scheme(
                code: "s",
                versions: [
                    RuleVersion(
                        id: "1", rule: rule([1, 1, 1], weighting: .fromData(.principalComponent, on: .figures, scope: .period)))
                ]), panel)
        #expect(Lint.findings(run).map(\.node) == ["c"])
    }

    @Test func theSameFindingOfSeveralVersionsIsToldOnce() {
        let versions = ["1", "2"].map { RuleVersion(id: $0, from: $0, rule: rule([1, 1, 0.05])) }
        #expect(Lint.findings(Scheme(code: "s", versions: versions)).count == 1)
    }

    @Test func baselinesCatchUpAndInnovationAreCheckedBeforeTheyStart() throws {
        let zero = try Baseline(item: "z", threshold: 1, direction: .higherIsBetter, veto: .zero(node: "root"))
        #expect(Lint.findings(zero, authority: nil, activatedBy: ["甲"]).map(\.kind) == [.noAuthority, .oneActivation])
        #expect(Lint.findings(zero, authority: "條例", activatedBy: ["甲", "乙"]).isEmpty)
        let cap = try Baseline(item: "c", threshold: 1, direction: .higherIsBetter, veto: .cap(score: 60))
        #expect(Lint.findings(cap, authority: nil, activatedBy: []).isEmpty)

        func catchUp(_ target: Double, tolerance: Double?) throws -> CatchUp {
            try CatchUp(
                direction: .lowerIsBetter, start: .init(day: 0, value: 20), target: .init(goal: .value(target), deadline: 9),
                tolerance: tolerance)
        }
        #expect(Lint.findings(try catchUp(10, tolerance: nil), named: "k").isEmpty)
        #expect(Lint.findings(try catchUp(30, tolerance: 1), named: "k").map(\.kind) == [.directionInDoubt])
        #expect(Lint.findings(try catchUp(30, tolerance: nil), named: "k").map(\.severity) == [.warning, .error])

        let rules = try Innovation(limit: 5, comparableUnits: 10)
        let items = [0.4, 0.5].map {
            Innovation.Item(id: "i\($0)", worth: 1, accepted: 0, role: .originator(adoption: $0), evidence: ["e"], reviewer: "r")
        }
        #expect(Lint.findings(rules, items).map(\.node) == ["i0.5"])
    }
}
