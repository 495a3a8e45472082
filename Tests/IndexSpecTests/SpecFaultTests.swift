import IndexSpec
import Indicators
import Kernel
import Testing

@Suite struct SpecFaultTests {
    private func faults(_ text: String) -> [String] {
        IndexSpec.read(Array(text.utf8), file: "s.yaml").diagnostics.filter { $0.severity == .error }
            .map { "\($0.line ?? 0):\($0.column ?? "") \($0.code)" }
    }

    @Test func aSmallSpecificationReads() throws {
        let text = """
            index: small
            indicators:
              - code: a
                normalise: {goalposts: [0, 10], range: [0, 100], clip: both}
              - {code: b, direction: lower}
            nodes:
              - code: all
                children: [{code: a, weight: 2}, b]
            """
        let spec = try IndexSpec.require(Array(text.utf8), file: "s.yaml")
        #expect(spec.scheme.versions[0].rule.nodes.map(\.weight) == [1, 2, 1])
        #expect(spec.scheme.versions[0].rule.indicators[1].direction == .lowerIsBetter)
    }

    @Test func everyFaultIsFoundAtItsPlace() {
        let text = """
            index: small
            indicators:
              - code: a
                normalise: {goalposts: [5, 5]}
              - code: b
                steps: [logg]
            nodes:
              - code: all
                agregate: geometric
                children: [{code: a, weight: x}, bb]
              - code: second
                children: [b]
            """
        #expect(faults(text) == ["4:28 LT2404", "6:13 LT2018", "9:5 LT2011", "10:34 LT2401", "10:38 LT2403", "11:5 LT2409"])
    }

    @Test func aVersionChangesOnlyWhatItSays() throws {
        let text = """
            index: small
            indicators: [a, b, c]
            nodes:
              - code: all
                children: [a, {code: group, children: [b, c]}]
            versions:
              - id: "2019"
                from: 2019
                changes:
                  weights: {a: 3}
                  indicators: {a: {normalise: {goalposts: [0, 1]}}}
                  nodes: {group: {aggregate: geometric}}
              - id: "2020"
                from: 2020
                based-on: "2019"
                changes: {remove: [c]}
            """
        let versions = try IndexSpec.require(Array(text.utf8), file: "s.yaml").scheme.versions
        #expect(versions.map { $0.rule.nodes.map(\.weight) } == [[1, 1, 1, 1, 1], [1, 3, 1, 1, 1], [1, 3, 1, 1]])
        #expect(versions[1].rule.nodes[2].aggregation == .geometric(.error))
        #expect(versions[1].rule.indicators[0].normalisation.high == .fixed(1))
        #expect(versions[0].rule.indicators[0].normalisation.high == .maximum)
    }
}
