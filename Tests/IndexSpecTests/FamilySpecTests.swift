import IndexSpec
import Indicators
import Kernel
import Testing

@Suite struct FamilySpecTests {
    static let text = """
        index: families
        indicators:
          - {code: level, normalise: {goalposts: [0, 100], range: [0, 100]}}
          - code: coverage
            catch-up: {start-period: 2023, target: 80, deadline: 2027, level: {unacceptable: 0, satisfactory: 100}}
          - code: breaches
            direction: lower
            normalise: none
            baseline: {threshold: 0, veto: {cap: 60}, reason: 數據安全事件}
        nodes:
          - code: all
            coverage: 0
            children: [level, coverage, {code: breaches, weight: 0}]
        innovation:
          node: all
          limit: 5
          comparable-units: 10
          items:
            - {id: one-code, unit: a, worth: 8, accepted: 2025-03-01, role: originator, evidence: 批文 12 號, reviewer: 評審組}
            - {id: no-proof, unit: b, worth: 3, accepted: 2025-03-01, role: originator, reviewer: 評審組}
        """

    static func run() throws -> (run: Run, findings: [Finding]) {
        let spec = try IndexSpec.require(Array(text.utf8), file: "s.yaml")
        var panel = Panel(units: ["a", "b", "c"], periods: ["2023", "2025"])
        panel["level"] = Column([50, 50, 50, 90, 90, 90])
        panel["coverage"] = Column([40, 40, .nan, 60, 30, 60])
        panel["breaches"] = Column([0, 0, 0, 0, 1, .nan])
        let (scheme, findings) = spec.scheme(over: panel.periods)
        return (try Run(scheme, panel), findings)
    }

    @Test func theBetterOfLevelAndProgressCounts() throws {
        let run = try Self.run().run
        let part = try #require(run.parts.first)
        let leaf = try #require(part.position(of: "coverage"))
        // Half of the way from 40 to 80; the level of 60 is 84 by 功效係數.
        #expect(part.score(leaf, 3) == 84)
        #expect(
            run.findings.contains { $0.kind == .progress && $0.unit == "a" && $0.period == "2025" && $0.arguments["progress"] == "0.5" })
        #expect(run.findings.contains { $0.kind == .progress && $0.unit == "b" && $0.arguments["flags"]?.contains("receding") == true })
        #expect(part.score(leaf, 5) == nil)
        #expect(run.findings.contains { $0.kind == .unscored && $0.unit == "c" && $0.arguments["reason"] == "no-start" })
    }

    @Test func aBrokenBaselineCapsAndAMissingOneHolds() throws {
        let run = try Self.run().run
        #expect(run.score("b", "2025", "all") == 60)
        #expect(run.score("b", "2023", "all") != 60)
        let applied = try #require(run.parts.first).applied
        #expect(applied.contains { $0.unit == "c" && $0.period == "2025" && $0.intervention.effect == .hold })
        #expect(run.score("c", "2025", "all") == 90)
    }

    @Test func anInnovationAddsUpToItsLimitAndNeedsEvidence() throws {
        let (run, findings) = try Self.run()
        #expect(abs((run.score("a", "2025", "all") ?? 0) - 92) < 1e-12)
        #expect(run.score("a", "2023", "all") == run.score("b", "2023", "all"))
        #expect(findings.contains { $0.unit == "b" && $0.arguments["reason"] == "no-evidence" })
        let part = try #require(run.parts.first)
        let lines = part.contributions(3)
        #expect(lines.contains { $0.kind == .intervention && $0.points == 5 })
        #expect(abs(lines.filter(\.counts).reduce(0) { $0 + $1.points } - 92) < 1e-12)
    }

    @Test func aVetoThatZeroesNeedsItsClause() {
        let text = Self.text.replacing("veto: {cap: 60}", with: "veto: zero")
        #expect(IndexSpec.read(Array(text.utf8), file: "s.yaml").diagnostics.contains { $0.code == "LT2415" && $0.line == 9 })
    }
}
