import FEEL
import Foundation
import Testing

@testable import Decisions

/// Broken models, expressions and data: a process that reads them must live on. `LANTU_FUZZ` sets how many are tried.
@Suite struct FuzzTests {
    static let count = ProcessInfo.processInfo.environment["LANTU_FUZZ"].flatMap(Int.init) ?? 20_000

    static let seeds: [[UInt8]] = {
        let own = [
            Models.head + Models.table([("x", "number"), ("k", "string")], ["< 10 | \"a\" -> 1", "[10..20] | not(\"b\") -> x + 1"])
                + "</definitions>",
            Models.head + Models.expression("for i in 1..3 return {a: i, b: [i][1]}.a + sum([1,2])") + "</definitions>",
        ].map { Array($0.utf8) }
        return own + Kit.files(".dmn").map { Kit.bytes($0) }.filter { $0.count < 20_000 }
    }()

    static let fragments: [[UInt8]] = [
        "<", ">", "&", "&#x110000;", "&lt;", "\"", "'", "<![CDATA[", "]]>", "<!--", "<!DOCTYPE a>", "</", "/>", "(", ")", "[", "]", "{",
        "}", "..", "**",
        "-", "not(", "null", "999999999999999999999999999999999999", "1e6144", "@\"P1D\"", "date(\"2021-02-30\")",
        "for x in 1..1000000000 return ",
        "item", "partial", "?", "function(a) ", "if ", " then ", " else ", "\u{3000}", "（", "評分", "\u{0}", "\u{FFFF}",
        "hitPolicy=\"COLLECT\"", "aggregation=\"SUM\"",
        "<rule>", "<input>", "<decisionTable>", "substring(\"a\", -9223372036854775808)", "list replace([1],1,", "string join([",
    ].map { Array($0.utf8) }

    static func mutated(_ seed: [UInt8], _ random: inout Lehmer) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !bytes.isEmpty else { return bytes }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: at)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...60, using: &random)))
            case 4:
                let end = min(bytes.count, at + Int.random(in: 1...200, using: &random))
                bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0..<bytes.count, using: &random))
            default: bytes = Array(bytes.prefix(at))
            }
        }
        return bytes
    }

    private func limits() -> FEELLimits {
        var limits = FEELLimits()
        limits.steps = 20_000
        limits.milliseconds = 50
        limits.memory = 4 << 20
        return limits
    }

    @Test func noBrokenModelEndsTheProcess() {
        var random = Lehmer(1)
        for _ in 0..<(Self.count / 10) {
            let bytes = Self.mutated(Self.seeds.randomElement(using: &random) ?? [], &random)
            guard let document = try? DMNDocument(bytes) else { continue }
            let model = CompiledModel(document)
            _ = model.check()
            let evaluator = Evaluator(model, limits: limits(), recording: Bool.random(using: &random))
            for decision in model.decisionNames.prefix(6) {
                _ = evaluator.decide(decision, [("x", [1, "a", .null, true].randomElement(using: &random) ?? .null)])
                if Int.random(in: 0..<8, using: &random) == 0 { _ = evaluator.explain(decision, []) }
            }
        }
    }

    @Test func noBrokenExpressionEndsTheProcess() {
        var random = Lehmer(2)
        var texts = [
            "1 + 2", "for i in 1..3 return i", "if a then b else c", "[1,2,3][item > 1]", "{a: 1}.a", "some x in [1] satisfies x = 1",
        ].map { Array($0.utf8) }
        for seed in Self.seeds.prefix(60) {
            guard let document = try? DMNDocument(seed) else { continue }
            texts += document.definitions.decisions.flatMap { ($0.logic?.texts ?? []) }.map { Array($0.utf8) }
        }
        let scope = FEELScope().declaring("a", .number).declaring("項目 評分", .any)
        for _ in 0..<Self.count {
            let text = String(decoding: Self.mutated(texts.randomElement(using: &random) ?? [], &random), as: UTF8.self)
            let run = FEELRun(limits: limits(), recording: Bool.random(using: &random))
            let frame = FEELFrame(scope, run: run)
            if let program = try? FEELCompiler(.lenient).expression(text, scope) { _ = program.evaluate(frame) }
            if let tests = try? FEELCompiler(.lenient).unaryTests(text, input: .any, scope) { _ = tests.matches(5, frame) }
        }
    }

    @Test func noBrokenDataEndsTheProcess() {
        var random = Lehmer(3)
        let seed = Array(#"{"x":[1.5e3,-0.1,"té\u00e9\n",{"k":null}],"k":true,"long":123456789012345678901234567890123456789}"#.utf8)
        for _ in 0..<Self.count { _ = try? FEELValue.json(Self.mutated(seed, &random)) }
        let suite = Kit.files("-test-01.xml").first.map { Kit.bytes($0) } ?? Array("<testCases><testCase/></testCases>".utf8)
        for _ in 0..<(Self.count / 10) { _ = try? TestSuite(Self.mutated(suite, &random)) }
    }

    @Test func hostileFilesAreRefusedAfterALookAtTheirBeginning() {
        // Refused by what stands first: a megabyte after it is never looked at.
        let tail = String(repeating: "<a>", count: 400_000)
        for head in ["<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]>", "<a>&x;", "<a><!DOCTYPE b>"] {
            let start = ContinuousClock.now
            #expect(throws: Finding.self) { try DMNDocument(Array((head + tail).utf8)) }
            // Generous on a busy machine: reading it all would take many times as long.
            #expect(ContinuousClock.now - start < .seconds(2))
        }
        #expect(throws: Finding.self) { try DMNDocument(Array(tail.utf8)) }
    }
}
