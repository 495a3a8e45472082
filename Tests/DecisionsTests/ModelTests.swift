import Decimal34
import FEEL
import Testing

@testable import Decisions

@Suite struct ModelTests {
    @Test(arguments: [
        "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ])
    func editionsAreReadAndTheNewestWritten(_ namespace: String) throws {
        let text = """
            <x:definitions xmlns:x="\(namespace)" xmlns:k="urn:kept" name="n" namespace="urn:n"><!-- kept --><x:decision id="d" name="d">\
            <x:extensionElements><k:own a="1">text</k:own></x:extensionElements><x:variable name="d"/><x:literalExpression><x:text>1 + 1</x:text>\
            </x:literalExpression></x:decision></x:definitions>
            """
        let document = try DMNDocument(Array(text.utf8))
        #expect(CompiledModel(document).decisionNames == ["d"])
        let again = try DMNDocument(Array(document.text.utf8))
        #expect(again.definitions.version == .v1_5)
        #expect(document.text.contains("<k:own a=\"1\">text</k:own>"))
        #expect(document.text.contains("<!-- kept -->"))
        #expect(Evaluator(CompiledModel(again)).decide("d", [])?.value.number?.int == 2)
    }

    @Test func anotherEditionIsRefused() {
        #expect(throws: Finding.self) { try DMNDocument(Array(#"<definitions xmlns="urn:other"/>"#.utf8)) }
    }

    @Test func decisionsThatNeedEachOtherAreToldAndAnswer() throws {
        func decision(_ name: String, _ other: String) -> String {
            "<decision id='\(name)' name='\(name)'><variable name='\(name)'/><informationRequirement><requiredDecision href='#\(other)'/>"
                + "</informationRequirement><literalExpression><text>\(other)</text></literalExpression></decision>"
        }
        let model = try Models.model(decision("a", "b") + decision("b", "c") + decision("c", "a"))
        #expect(model.findings.contains { $0.code == "LT2310" })
        #expect(Evaluator(model).decide("a", [])?.value.isNull == true)
    }

    @Test func aLongChainOfDecisionsNeedsNoStack() throws {
        var text = "<decision id='d0' name='d0'><variable name='d0'/><literalExpression><text>0</text></literalExpression></decision>"
        for number in 1...1_000 {
            text +=
                "<decision id='d\(number)' name='d\(number)'><variable name='d\(number)'/><informationRequirement>"
                + "<requiredDecision href='#d\(number - 1)'/></informationRequirement><literalExpression><text>d\(number - 1) + 1</text>"
                + "</literalExpression></decision>"
        }
        var limits = FEELLimits()
        limits.milliseconds = 60_000
        #expect(Evaluator(try Models.model(text), limits: limits).decide("d1000", [])?.value.number?.int == 1_000)
    }

    @Test func knowledgeThatCallsItselfEndsAtALimit() throws {
        func knowledge(_ body: String) -> String {
            "<businessKnowledgeModel id='k' name='k'><variable name='k'/><knowledgeRequirement><requiredKnowledge href='#k'/></knowledgeRequirement>"
                + "<encapsulatedLogic><formalParameter name='n' typeRef='number'/><literalExpression><text>\(body)</text></literalExpression>"
                + "</encapsulatedLogic></businessKnowledgeModel><decision id='answer' name='answer'><variable name='answer'/><knowledgeRequirement>"
                + "<requiredKnowledge href='#k'/></knowledgeRequirement><literalExpression><text>k(10)</text></literalExpression></decision>"
        }
        #expect(try Models.model(knowledge("if n = 0 then 1 else n * k(n - 1)")).answer().number?.int == 3_628_800)
        let endless = try Models.model(knowledge("k(n + 1)"))
        let outcome = try #require(Evaluator(endless, recording: true).decide("answer", []))
        #expect(outcome.value.isNull)
        #expect(outcome.hasFailed)
    }

    @Test func typesBringValuesToThemOrToNull() throws {
        let model = try Models.model(
            "<itemDefinition name='tRate'><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>"
                + Models.expression("r", [("r", "tRate")]))
        #expect(model.answer([("r", .list([1]))]).number?.int == 1)
        #expect(model.answer([("r", 2)]).isNull)
        #expect(model.answer([("r", "1")]).isNull)
    }

    @Test func aTypeDefinedByItselfIsTold() throws {
        let model = try Models.model(
            "<itemDefinition name='a'><typeRef>b</typeRef></itemDefinition><itemDefinition name='b'><typeRef>a</typeRef></itemDefinition>"
                + Models.expression("r", [("r", "a")]))
        #expect(model.findings.contains { $0.code == "LT2324" })
        #expect(model.answer([("r", 2)]).number?.int == 2)
    }

    @Test func differencesAreToldCellByCell() throws {
        let old = try Models.document(Models.table([("x", "number")], ["> 1 -> 1", "<= 1 -> 2"])).definitions
        let new = try Models.document(Models.table([("x", "number")], policy: "FIRST", ["> 2 -> 1", "<= 1 -> 2", "- -> 3"])).definitions
        let changes = ModelDiff(old, new).changes
        #expect(
            changes.map { "\($0.place): \($0.old) → \($0.new)" } == [
                "hit policy: UNIQUE → FIRST", "rule 1, x: > 1 → > 2", "rule 3:  → - → 3",
            ])
        #expect(ModelDiff(old, old).changes.isEmpty)
    }

    @Test func aBacktestNamesTheDecisionThatTurnsAndTheRules() throws {
        let old = try Models.model(Models.table([("x", "number")], policy: "FIRST", ["> 5 -> \"yes\"", "- -> \"no\""]))
        let new = try Models.model(Models.table([("x", "number")], policy: "FIRST", ["> 7 -> \"yes\"", "- -> \"no\""]))
        var backtest = Backtest(old, new)
        #expect(backtest.compare(FEELContext([("x", 3)])).isEmpty)
        let flips = backtest.compare(FEELContext([("x", 6)]))
        #expect(flips.map(\.decision) == ["answer"])
        #expect(flips.first?.oldRules == [1])
        #expect(flips.first?.newRules == [2])
    }

    @Test func recordsAreReadStraightIntoInputs() throws {
        let model = try Models.model(
            Models.expression(
                "a + string length(b) + (if d > @\"2026-01-01\" then 1 else 0)", [("a", "number"), ("b", "string"), ("d", "date")]))
        var reader = try #require(RecordReader(model, decision: "answer"))
        let evaluator = Evaluator(model)
        func read(_ text: String) throws(Finding) -> String {
            let result: Result<Void, Finding> = Array(text.utf8).withUnsafeBufferPointer { line in
                do throws(Finding) { return .success(try reader.read(line, into: evaluator)) } catch { return .failure(error) }
            }
            try result.get()
            return reader.decide(evaluator).value.literal
        }
        #expect(try read(#"{"a":1,"b":"xy","d":"2026-02-01"}"#) == "4")
        #expect(try read(#" { "d" : "2025-02-01", "other": {"a": [1, null]}, "\u0062" : "测\n", "a" : 1.50 } "#) == "3.50")
        #expect(try read(#"{}"#) == "null")
        for bad in ["", "[", "{", "{\"a\":1", "{\"a\":01}", "{\"a\":1}}", "{a:1}", "{\"a\":\"\\x\"}", "{\"a\":\"\u{1}\"}", "1"] {
            #expect(throws: Finding.self, "\(bad)") { try read(bad) }
        }
    }

    @Test func javaIsNotRun() throws {
        let model = try Models.model(
            "<businessKnowledgeModel id='k' name='k'><variable name='k'/><encapsulatedLogic kind='Java'><context/></encapsulatedLogic></businessKnowledgeModel>"
                + "<decision id='answer' name='answer'><variable name='answer'/><knowledgeRequirement><requiredKnowledge href='#k'/></knowledgeRequirement>"
                + "<literalExpression><text>k()</text></literalExpression></decision>")
        let outcome = try #require(Evaluator(model, recording: true).decide("answer", []))
        #expect(outcome.value.isNull && outcome.hasFailed)
    }
}
