import Foundation
import Indicators
import Testing

/// The fifteen fixtures of shared/data/indices/mcdm_fixtures: figures printed in the papers, each within its printed precision.
@Suite("Weighting and ranking methods reproduce their papers", .enabled(if: SharedIndices.folder != nil, SharedIndices.absent))
struct PublishedMethodTests {
    struct Fixture: Decodable, CustomTestStringConvertible {
        let id, method: String
        let matrix: [[Double]]?
        let weights: [Double]?
        let types: [Double]?
        let x: Numbers?
        let lo, hi: Double?
        let expected: [Double]
        let tol: Double

        var testDescription: String { id }

        func decisionMatrix(scalingWeights: Bool = true) throws -> DecisionMatrix {
            try DecisionMatrix(
                rows: try #require(matrix), weights: weights, directions: types?.map { $0 > 0 ? .higherIsBetter : .lowerIsBetter },
                scalingWeights: scalingWeights)
        }

        func columns() throws -> [[Double]] { try decisionMatrix().columns }
    }

    /// One number or several.
    struct Numbers: Decodable {
        let values: [Double]
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            values = try (try? container.decode([Double].self)) ?? [container.decode(Double.self)]
        }
    }

    static func fixtures() -> [Fixture] {
        (try? JSONDecoder().decode([Fixture].self, from: SharedIndices.data("mcdm_fixtures/fixtures.json"))) ?? []
    }

    @Test func allFifteenAreThere() { #expect(Self.fixtures().count == 15) }

    @Test(arguments: fixtures())
    func figuresAgreeWithinTheirPrintedPrecision(_ fixture: Fixture) throws {
        let found: [Double]
        switch fixture.method {
        case "entropy_weights": found = try Weights.entropy(fixture.columns())
        case "std_weights": found = try Weights.standardDeviation(fixture.columns())
        case "critic_weights": found = try Weights.critic(fixture.columns())
        case "merec_weights": found = try MEREC.weights(fixture.decisionMatrix())
        case "ahp_weights": found = try AHP(judgements: #require(fixture.matrix)).weights
        case "topsis_vector": found = try TOPSIS.closeness(fixture.decisionMatrix()).scores
        case "topsis_minmax": found = try TOPSIS.closeness(fixture.decisionMatrix(), scaling: .minMax).scores
        case "vikor": found = try VIKOR.compromise(fixture.decisionMatrix()).compromise
        case "wsm_invert_sum": found = try WeightedSum.scores(fixture.decisionMatrix())
        case "wpm_sum_log10": found = try WeightedProduct.scores(fixture.decisionMatrix())
        // The printed weights sum to 1.0155 and were used as they are.
        case "waspas": found = try WASPAS.scores(fixture.decisionMatrix(scalingWeights: false))
        case "efficacy":
            let (low, high) = try (#require(fixture.lo), #require(fixture.hi))
            found = try #require(fixture.x).values.map { Efficacy.score($0, unacceptable: low, satisfactory: high) }
        case "gmean":
            let scores = try #require(fixture.x).values
            found = [pow(scores.reduce(1, *), 1 / Double(scores.count))]
        case let unknown:
            Issue.record("no method \(unknown)")
            return
        }
        #expect(found.count == fixture.expected.count)
        for (value, expected) in zip(found, fixture.expected) { #expect(abs(value - expected) <= fixture.tol) }
    }

    @Test func theInconsistentComparisonIsNoticed() throws {
        let fixture = try #require(Self.fixtures().first { $0.method == "ahp_weights" })
        let ahp = try AHP(judgements: #require(fixture.matrix))
        #expect(abs(ahp.principalEigenvalue - 7.419870) < 1e-6)
        #expect(abs(ahp.consistencyIndex - 0.283974) < 1e-6)
        #expect(abs(try #require(ahp.consistencyRatio) - 0.229) < 5e-4)
        #expect(!ahp.isConsistent)
    }
}
