import Decimal34
import FEEL
import Testing

@testable import Decisions

@Suite struct TableTests {
    static let inputs = [("category", "string"), ("score", "number"), ("day", "date"), ("flag", "boolean")]

    /// The answer by asking every cell of every rule.
    private func plain(_ table: CompiledTable, _ values: [FEELValue]) -> [Int] {
        let frame = FEELFrame(run: FEELRun())
        return (0..<table.ruleCount).filter { rule in
            zip(table.columns, values).allSatisfy { $0.accepts(rule, $1, frame) }
        }
    }

    @Test(arguments: 0..<40) func theIndexFindsTheRulesThatAskingEachCellFinds(_ seed: Int) throws {
        var random = Lehmer(UInt64(seed))
        let categories = ["\"a\"", "\"b\"", "\"c\",\"d\"", "not(\"a\")", "-", "null", "\"e\",null", "category"]
        let scores = [
            "< 10", "<= 10", "> 20", ">= 20", "[10..20]", "(10..20)", "[10..20)", "15", "10,20", "not(15)", "-", "[1..3],[5..7]",
            "? * 2 > 30",
            "not([10..20])", "> score - 1", "1.50", "-3", "[20..10]",
        ]
        let days = ["< date(\"2026-01-10\")", "[@\"2026-01-01\"..@\"2026-01-31\"]", "@\"2026-01-15\"", "-", "not(@\"2026-01-15\")"]
        let flags = ["true", "false", "-", "not(true)", "null"]
        let count = [1, 3, 30, 64, 65, 130].randomElement(using: &random) ?? 30
        let rules = (0..<count).map { rule in
            let cells = [categories, scores, days, flags].map { $0.randomElement(using: &random) ?? "-" }
            return cells.joined(separator: " | ") + " -> \(rule)"
        }
        let collect = try Models.model(Models.table(Self.inputs, policy: "COLLECT", rules))
        let first = try Models.model(Models.table(Self.inputs, policy: "FIRST", rules))
        let table = try #require(collect.nodes.first { $0.table != nil }?.table)
        let values: [[FEELValue]] = [
            ["a", "b", "c", "d", "e", "z", .null, 5],
            [-3, 0, 1, 2, 9, 10, 11, 15, 16, 20, 21, .number(Decimal34("1.5") ?? .zero), .null, "x", .list([15])],
            ["2025-12-31", "2026-01-01", "2026-01-10", "2026-01-15", "2026-02-01"].map { FEELValue.converted("date", $0) } + [.null],
            [true, false, .null, "true"],
        ]
        for _ in 0..<200 {
            let row = values.map { $0.randomElement(using: &random) ?? .null }
            let named = zip(Self.inputs, row).map { (name: $0.0, value: $1) }
            // What does not fit the input's type becomes null before the table sees it.
            let bound = zip(row, ["string", "number", "date", "boolean"]).map { value, type in
                FEELType(named: type)?.coerce(value) ?? .null
            }
            let frame = FEELFrame(run: FEELRun())
            frame.reserve(collect.nodes[4].slotCount)
            for (slot, value) in bound.enumerated() { frame[slot] = value }
            let wanted = (0..<table.ruleCount).filter { rule in zip(table.columns, bound).allSatisfy { $0.accepts(rule, $1, frame) } }
            let found = collect.answer(named).items?.compactMap { $0.number?.int } ?? []
            #expect(found == wanted, "\(bound.map(\.literal))")
            #expect(first.answer(named).number?.int == wanted.first)
        }
    }

    @Test func hitPoliciesDecideAmongTheRulesThatMatch() throws {
        let rules = ["> 0 -> 1", "> 10 -> 3", "> 20 -> 2"]
        func answer(_ policy: String, _ value: Int, output: String = "<output/>") throws -> FEELValue {
            try Models.model(Models.table([("x", "number")], policy: policy, output: output, rules)).answer([("x", .number(value))])
        }
        #expect(try answer("UNIQUE", 5).number?.int == 1)
        #expect(try answer("UNIQUE", 15).isNull)
        #expect(try answer("FIRST", 25).number?.int == 1)
        #expect(try answer("ANY", 25).isNull)
        #expect(try answer("RULE ORDER", 25).literal == "[1, 3, 2]")
        #expect(try answer("COLLECT", 25).literal == "[1, 3, 2]")
        #expect(try answer("COLLECT+", 25).number?.int == 6)
        #expect(try answer("COLLECT#", 25).number?.int == 3)
        let order = "<output><outputValues><text>3, 2, 1</text></outputValues></output>"
        #expect(try answer("PRIORITY", 25, output: order).number?.int == 3)
        #expect(try answer("OUTPUT ORDER", 25, output: order).literal == "[3, 2, 1]")
        let otherwise = "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></output>"
        #expect(try answer("UNIQUE", -1, output: otherwise).number?.int == 0)
        #expect(try answer("UNIQUE", -1).isNull)
    }

    @Test func chineseNamesAndValuesDecide() throws {
        let model = try Models.model(
            Models.table(
                [("項目 評分", "number"), ("類別", "string")], policy: "FIRST",
                [">= 80 | \"數據治理\" -> \"建議立項\"", "[60..80) | - -> \"修改後再審\"", "- | - -> \"不予立項\""]))
        #expect(model.answer([("項目 評分", 85), ("類別", "數據治理")]).string == "建議立項")
        #expect(model.answer([("項目 評分", 60), ("類別", "其他")]).string == "修改後再審")
        #expect(model.answer([("項目 評分", 90), ("類別", "其他")]).string == "不予立項")
        #expect(model.findings.isEmpty)
    }

    @Test func columnsOfRecordsAreDecidedTogether() throws {
        let model = try Models.model(Models.table([("x", "number")], policy: "FIRST", ["> 1 -> \"big\"", "- -> \"small\""]))
        let answers = Evaluator(model).decide("answer", columns: [(name: "x", values: [1, 2, .null, 3])])
        #expect(answers?.map(\.string) == ["small", "big", "small", "big"])
    }

    @Test func anExplanationNamesTheRuleTheNearestMissAndTheDistance() throws {
        let model = try Models.model(
            Models.table([("score", "number"), ("kind", "string")], policy: "FIRST", [">= 80 | \"a\" -> \"yes\"", "- | \"b\" -> \"no\""]))
        let told = try #require(Evaluator(model, recording: true).explain("answer", [("score", 77), ("kind", "a")]))
        #expect(told.outcome.value.isNull)
        let table = try #require(told.explanation.steps.first?.tables.first)
        #expect(table.matched.isEmpty)
        #expect(table.nearest.map(\.rule) == [1, 2])
        #expect(table.nearest.first?.cells.map(\.distance) == ["3"])
        #expect(table.nearest.first?.cells.map(\.test) == [">= 80"])
        #expect(told.outcome.findings.contains { $0.code == "LT2333" })
    }

    @Test func aNullIsTracedToItsExpression() throws {
        let model = try Models.model(Models.expression("a + 1", [("a", "number")]))
        let told = try #require(Evaluator(model, recording: true).explain("answer", []))
        #expect(told.explanation.steps.first?.nulls.map(\.text) == ["a + 1"])
        #expect(told.outcome.hasFailed)
        #expect(told.outcome.findings.first?.element == "answer")
    }
}

@Suite struct AnalysisTests {
    private func issues(_ policy: String, _ rules: [String], _ inputs: [(String, String)] = [("x", "number"), ("k", "string")]) throws
        -> [TableAnalysis.Issue]
    {
        try #require(try Models.model(Models.table(inputs, policy: policy, rules)).analysis(of: "answer")).issues
    }

    @Test func aGapHasAnExampleThatNoRuleTakes() throws {
        let rules = ["< 10 | - -> 1", "> 10 | - -> 2"]
        let found = try issues("UNIQUE", rules)
        #expect(found.count == 1)
        guard case .gap(let example)? = found.first else { return #expect(Bool(false), "no gap") }
        #expect(example.text.hasPrefix("x = 10"))
    }

    @Test func aCompleteTableHasNothingToSay() throws {
        #expect(try issues("UNIQUE", ["< 10 | \"a\" -> 1", "< 10 | not(\"a\") -> 2", ">= 10 | - -> 3"]).isEmpty)
    }

    @Test func rulesThatBothMatchAreAConflictUnderUnique() throws {
        let found = try issues("UNIQUE", ["<= 10 | - -> 1", ">= 10 | - -> 2"])
        guard case .conflict(1, 2, let example)? = found.first else { return #expect(Bool(false), "no conflict") }
        #expect(example.text.hasPrefix("x = 10"))
        let model = try Models.model(Models.table([("x", "number"), ("k", "string")], ["<= 10 | - -> 1", ">= 10 | - -> 2"]))
        #expect(model.check().contains { $0.severity == .error && $0.code == "LT2351" })
    }

    @Test func aRuleCoveredByThoseBeforeItNeverFires() throws {
        let found = try issues("FIRST", ["< 10 | - -> 1", ">= 10 | - -> 2", "[5..15] | \"a\" -> 3"])
        #expect(found.contains { if case .unreachable(rule: 3, by: [1, 2]) = $0 { true } else { false } })
    }

    @Test func aRuleThatRepeatsAnotherIsNamed() throws {
        let found = try issues("ANY", ["- | - -> 1", "> 5 | - -> 1"])
        #expect(found.contains { $0 == .subsumed(rule: 2, by: 1) })
    }

    @Test func whatOnlyEvaluatingTellsProvesNothing() throws {
        let analysis = try #require(
            try Models.model(Models.table([("x", "number"), ("k", "string")], ["? * 2 > 5 | - -> 1", "- | - -> 2"])).analysis(of: "answer"))
        #expect(analysis.issues.isEmpty)
        #expect(analysis.opaqueRules == [1])
    }

    @Test(arguments: 0..<30) func everyExampleIsWhatItSays(_ seed: Int) throws {
        var random = Lehmer(UInt64(seed) &+ 7)
        let scores = ["< 10", "[10..20)", ">= 15", "[5..12]", "-", "18", "not(18)"]
        let kinds = ["\"a\"", "\"b\"", "-", "not(\"a\")"]
        let rules = (0..<4).map { rule in
            "\(scores.randomElement(using: &random) ?? "-") | \(kinds.randomElement(using: &random) ?? "-") -> \(rule)"
        }
        let model = try Models.model(Models.table([("x", "number"), ("k", "string")], policy: "COLLECT", rules))
        let unique = try Models.model(Models.table([("x", "number"), ("k", "string")], rules))
        for issue in try #require(unique.analysis(of: "answer")).issues {
            let (example, wanted): (TableAnalysis.Example, [Int])
            switch issue {
            case .gap(let gap): (example, wanted) = (gap, [])
            case .conflict(let rule, let other, let shared): (example, wanted) = (shared, [rule - 1, other - 1])
            default: continue
            }
            let inputs = try example.values.map { column, text in
                (name: column, value: try FEELCompiler().expression(text).evaluate(FEELFrame()))
            }
            let found = model.answer(inputs).items?.compactMap { $0.number?.int } ?? []
            #expect(wanted.isEmpty ? found.isEmpty : wanted.allSatisfy { found.contains($0) }, "\(rules) \(example.text)")
        }
    }
}
