import Foundation
import Indicators
import Solvers
import Testing

@Suite("Benefit of the doubt")
struct BenefitOfDoubtTests {
    @Test func theBestOnAnyCriterionScoresOneWithoutBounds() throws {
        let result = try BenefitOfDoubt(DecisionMatrix(rows: [[1, 0.2], [0.3, 1], [0.3, 0.2]]), solver: ClpSolver())
        #expect(abs(result.scores[0] - 1) < 1e-9 && abs(result.scores[1] - 1) < 1e-9)
        #expect(result.scores[2] < 1)
    }

    @Test func sharesStayWithinTheirBounds() throws {
        let rows = [[0.9, 0.4, 0.7], [0.2, 0.8, 0.5], [0.6, 0.6, 0.9], [0.3, 0.1, 0.2]]
        let result = try BenefitOfDoubt(DecisionMatrix(rows: rows), bounds: .contributions(0.2...0.5), solver: ClpSolver())
        for (unit, row) in rows.enumerated() {
            let parts = zip(row, result.weights[unit]).map { $0 * $1 }
            #expect(abs(parts.reduce(0, +) - result.scores[unit]) < 1e-9)
            for part in parts {
                #expect(part >= 0.2 * result.scores[unit] - 1e-6 && part <= 0.5 * result.scores[unit] + 1e-6)
            }
            for other in rows { #expect(zip(other, result.weights[unit]).reduce(0) { $0 + $1.0 * $1.1 } <= 1 + 1e-6) }
        }
    }

    @Test func aZeroLeavesNothingWhereEveryContributionMustCount() throws {
        let matrix = try DecisionMatrix(rows: [[1, 0], [0.5, 0.5]])
        #expect(abs(try BenefitOfDoubt(matrix, bounds: .contributions(0.1...0.9), solver: ClpSolver()).scores[0]) < 1e-9)
        #expect(try BenefitOfDoubt(matrix, bounds: .weights(0.1...0.9), solver: ClpSolver()).scores[0] > 0.9)
    }

    @Test func boundsThatCannotHoldAreRefused() {
        #expect(throws: MethodError.parameter("shares")) {
            try BenefitOfDoubt(DecisionMatrix(columns: [[1, 2], [2, 1]]), bounds: .weights(0.6...0.9), solver: ClpSolver())
        }
        #expect(throws: MethodError.negative(column: 0, row: 1)) {
            try BenefitOfDoubt(DecisionMatrix(columns: [[1, -2]]), solver: ClpSolver())
        }
    }

    @Test func theSolverTellsInfeasibleFromUnbounded() throws {
        var impossible = LinearProgram(maximize: [1])
        impossible.require([1], in: -.infinity ... -1)
        #expect(try ClpSolver().solve(impossible) == .infeasible)
        #expect(try ClpSolver().solve(LinearProgram(maximize: [1])) == .unbounded)
    }

    @Suite("Technology Achievement Index", .enabled(if: SharedIndices.folder != nil, SharedIndices.absent))
    struct Handbook {
        @Test func scoresAndRanksOfTables19And23() throws {
            let lines = try SharedIndices.rows("tai_oecd_handbook/raw.csv")
            let countries = lines.dropFirst().map { $0[0] }
            let columns = try (1...8).map { j in
                let column = try lines.dropFirst().map { try #require(Double($0[j])) }
                let (low, high) = (column.min() ?? 0, column.max() ?? 1)
                return column.map { ($0 - low) / (high - low) }
            }
            let scores = try BenefitOfDoubt(DecisionMatrix(columns: columns), bounds: .weights(0.1...0.15), solver: ClpSolver()).scores
            let expected = try SharedIndices.rows("tai_oecd_handbook/expected_ranks.csv")
            let header = try #require(expected.first)
            let (rankAt, scoreAt) = try (#require(header.firstIndex(of: "BOD_t23")), #require(header.firstIndex(of: "BOD_CI_t19")))
            // Scores that differ by the solver's tolerance are equal.
            let snapped = scores.map { ($0 * 1e7).rounded() }
            for (country, score) in zip(countries, scores) {
                let row = try #require(expected.first { $0[0] == country })
                #expect(abs(score - (try #require(Double(row[scoreAt])))) <= 0.0075)
                let rank = snapped.count { $0 > (score * 1e7).rounded() } + 1
                #expect(Double(rank) == Double(row[rankAt]), "\(country)")
            }
        }
    }
}
