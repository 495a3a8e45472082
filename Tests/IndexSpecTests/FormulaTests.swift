import IndexSpec
import Indicators
import Kernel
import Testing

@Suite struct FormulaTests {
    private func run(_ formula: String) throws -> Run {
        let text = """
            index: derived
            indicators:
              - {code: made, formula: '\(formula)', normalise: none}
              - {code: a, target: 80, normalise: none}
            nodes:
              - {code: all, coverage: 0, children: [made, {code: a, weight: 0}]}
            population: {outside-sample: [city]}
            """
        let spec = try IndexSpec.require(Array(text.utf8), file: "s.yaml")
        var panel = Panel(units: ["x", "y", "z", "city"], periods: ["1"])
        panel["a"] = Column([10, 20, 40, 1000])
        panel["b"] = Column([4, 0, .nan, 1])
        panel["1a1"] = Column([7, 8, 9, 10])
        return try Run(spec.scheme, panel)
    }

    private func scores(_ formula: String) throws -> [Double?] {
        let run = try run(formula)
        return run.panel.units.map { run.score($0, "1", "all") }
    }

    @Test func aFormulaWorksOverTheColumnsOfACell() throws {
        #expect(try scores("a * 2 + b") == [24, 40, nil, 2001])
        #expect(try scores("a / b") == [2.5, nil, nil, 1000])
        #expect(try scores("if b > 1 then 1 else 0.1 + 0.2").dropLast() == [1, 0.3, 0.3])
    }

    @Test func peersAreTheSampleOfThePeriod() throws {
        #expect(try scores("a / peerMax(\"a\")") == [0.25, 0.5, 1, 25])
        #expect(try scores("rank(\"a\")") == [3, 2, 1, 1])
        #expect(try scores("percentile(\"a\") * 100 + peerMin(\"a\")") == [10, 60, 110, 160])
        #expect(try scores("target(\"a\") - value(\"1a1\")") == [73, 72, 71, 70])
    }

    @Test func aFaultInAFormulaHasItsPlace() throws {
        let text = "index: i\nindicators:\n  - code: made\n    formula: a +* b\nnodes: [{code: all, children: [made]}]\n"
        let found = IndexSpec.read(Array(text.utf8), file: "s.yaml").diagnostics
        #expect(found.first?.line == 4)
        #expect(found.first?.code.hasPrefix("LT22") == true)
        #expect(try run("a + nowhere").findings.contains { $0.kind == .formula && $0.severity == .error })
    }
}
