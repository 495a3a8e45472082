import Indicators
import Testing

@Suite("Weighting methods at their edges")
struct WeightingMethodTests {
    @Test func consistentJudgementsGiveBackTheirWeights() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<50 {
            let n = 1 + Int(random.next() % 9)
            let weights = (0..<n).map { _ in Double(1 + random.next() % 9) }
            let sum = weights.reduce(0, +)
            let ahp = try AHP(judgements: weights.map { a in weights.map { a / $0 } })
            for (found, weight) in zip(ahp.weights, weights) { #expect(abs(found - weight / sum) < 1e-12) }
            #expect(ahp.consistencyIndex < 1e-12)
            #expect(ahp.isConsistent)
        }
    }

    @Test func judgementsThatContradictTheirMirrorAreRefused() {
        #expect(throws: MethodError.notReciprocal(row: 1, column: 0)) { try AHP(judgements: [[1, 3], [0.5, 1]]) }
        #expect(throws: MethodError.notReciprocal(row: 0, column: 1)) { try AHP(judgements: [[1, 0], [0, 1]]) }
        #expect(throws: MethodError.shape(expected: 2, found: 1)) { try AHP(judgements: [[1, 3], [1]]) }
        #expect(throws: MethodError.noColumns) { try AHP(judgements: []) }
    }

    @Test func theWorstJudgementIsNamed() throws {
        // 1 > 2 > 3 by 2 each, but 3 over 1 by 8.
        let ahp = try AHP(judgements: [[1, 2, 0.125], [0.5, 1, 2], [8, 0.5, 1]])
        #expect(!ahp.isConsistent)
        #expect(ahp.worstJudgement.row != ahp.worstJudgement.column)
    }

    @Test func aCriterionThatNeverChangesHasNoRemovalEffect() throws {
        let weights = try MEREC.weights(DecisionMatrix(columns: [[1, 2, 3], [5, 5, 5]]))
        #expect(abs(weights[1]) < 1e-12 && abs(weights[0] - 1) < 1e-12)
    }

    @Test func principalComponentsShowWhatRunsAgainst() throws {
        let up = [1.0, 2, 3, 4, 5.5], noisy = [1.1, 1.9, 3.2, 3.9, 5.1]
        let components = try PrincipalComponents(DecisionMatrix(columns: [up, noisy, up.map { -$0 }]))
        #expect(components.negative == [2])
        #expect(abs(components.eigenvalues.reduce(0, +) - 3) < 1e-12)
        #expect(abs(components.loadings.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
        #expect(throws: MethodError.constant(column: 1)) { try PrincipalComponents(DecisionMatrix(columns: [up, up.map { _ in 2 }])) }
    }

    @Test func factorWeightsAreSharesAndTwinsWeighTheSame() throws {
        var random = SplitMix64(seed: 9)
        for _ in 0..<20 {
            let a = (0..<30).map { _ in random.unit() }, b = (0..<30).map { _ in random.unit() }
            let analysis = try FactorAnalysis(DecisionMatrix(columns: [a, a, b, b, zip(a, b).map { $0 + $1 + 0.3 * random.unit() }]))
            #expect(abs(analysis.weights.reduce(0, +) - 1) < 1e-12)
            #expect(abs(analysis.weights[0] - analysis.weights[1]) < 1e-9)
            #expect(abs(analysis.weights[2] - analysis.weights[3]) < 1e-9)
        }
    }

    @Suite("Published", .enabled(if: SharedIndices.folder != nil, SharedIndices.absent))
    struct Published {
        /// Handbook, table 22, row FA: printed with two decimals, from figures that are themselves rounded.
        @Test func factorWeightsOfTheTechnologyIndex() throws {
            let rows = try SharedIndices.rows("tai_oecd_handbook/raw.csv").dropFirst().map { $0.dropFirst().compactMap(Double.init) }
            let found = try FactorAnalysis(DecisionMatrix(rows: Array(rows)), factors: 4).weights
            let printed = try #require(SharedIndices.rows("tai_oecd_handbook/weights_table22.csv").first { $0[0] == "FA" })
                .dropFirst().compactMap(Double.init)
            #expect(printed.count == found.count)
            for (value, expected) in zip(found, printed) { #expect(abs(value - expected) <= 0.015) }
        }

        @Test func firstLoadingsOfTheSustainabilityPillars() throws {
            let lines = try SharedIndices.rows("coinr_asem/coinr_aggregated.csv")
            let header = try #require(lines.first)
            func column(_ code: String) throws -> [Double] {
                let at = try #require(header.firstIndex(of: code))
                return lines.dropFirst().compactMap { Double($0[at]) }
            }
            let expected = try SharedIndices.rows("coinr_asem/coinr_pca_weights_level2.csv").filter { $0[1] == "2" }
            #expect(expected.count == 8)
            for group in [["Physical", "ConEcFin", "Political", "Instit", "P2P"], ["Environ", "Social", "SusEcFin"]] {
                let found = try PrincipalComponents(DecisionMatrix(columns: try group.map(column))).loadings
                for (code, loading) in zip(group, found) {
                    let printed = try #require(expected.first { $0[0] == code }.flatMap { Double($0[2]) })
                    #expect(abs(loading - printed) < 1e-9)
                }
            }
        }
    }
}
