import FEEL

@testable import Decisions

/// Small models written out for tests.
enum Models {
    static let head =
        #"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="test" id="test">"#

    static func document(_ body: String) throws -> DMNDocument { try DMNDocument(Array((head + body + "</definitions>").utf8)) }
    static func model(_ body: String) throws -> CompiledModel { CompiledModel(try document(body)) }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    static func inputs(_ types: [(String, String)]) -> String {
        types.map { "<inputData id='i_\($0.0)' name='\($0.0)'><variable name='\($0.0)' typeRef='\($0.1)'/></inputData>" }.joined()
    }

    /// A decision `answer` whose logic is a table; rules are written `cell | cell -> result`.
    static func table(_ inputs: [(String, String)], policy: String = "UNIQUE", output: String = "<output/>", _ rules: [String]) -> String {
        var text = Models.inputs(inputs)
        text += "<decision id='answer' name='answer'><variable name='answer'/>"
        for input in inputs { text += "<informationRequirement><requiredInput href='#i_\(input.0)'/></informationRequirement>" }
        text += "<decisionTable hitPolicy='\(policy.prefix { $0 != "+" && $0 != "#" })'\(aggregation(policy))>"
        for input in inputs { text += "<input><inputExpression typeRef='\(input.1)'><text>\(input.0)</text></inputExpression></input>" }
        text += output
        for rule in rules {
            let sides = rule.split(separator: " -> ").map(String.init)
            text += "<rule>"
            for cell in sides[0].split(separator: " | ") { text += "<inputEntry><text>\(escaped(String(cell)))</text></inputEntry>" }
            for cell in sides[1].split(separator: " | ") { text += "<outputEntry><text>\(escaped(String(cell)))</text></outputEntry>" }
            text += "</rule>"
        }
        return text + "</decisionTable></decision>"
    }

    private static func aggregation(_ policy: String) -> String {
        policy.hasSuffix("+") ? " aggregation='SUM'" : policy.hasSuffix("#") ? " aggregation='COUNT'" : ""
    }

    /// A decision `answer` of one expression over inputs.
    static func expression(_ text: String, _ inputs: [(String, String)] = []) -> String {
        Models.inputs(inputs) + "<decision id='answer' name='answer'><variable name='answer'/>"
            + inputs.map { "<informationRequirement><requiredInput href='#i_\($0.0)'/></informationRequirement>" }.joined()
            + "<literalExpression><text>\(escaped(text))</text></literalExpression></decision>"
    }
}

extension CompiledModel {
    func answer(_ inputs: [(name: String, value: FEELValue)] = []) -> FEELValue { Evaluator(self).decide("answer", inputs)?.value ?? .null }
}

/// A generator that gives the same numbers every time.
struct Lehmer: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 2 &+ 1 }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) ^ (state << 31)
    }
}
