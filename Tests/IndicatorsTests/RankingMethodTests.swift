import Indicators
import Testing

@Suite("Ranking methods at their edges")
struct RankingMethodTests {
    @Test func topsisTellsUnitsThatHaveNoDistance() throws {
        let same = try TOPSIS.closeness(DecisionMatrix(columns: [[3, 3], [5, 5]]))
        #expect(same.scores == [0.5, 0.5])
        #expect(same.undetermined == [0, 1])
    }

    @Test func topsisRefusesAColumnOfZeros() {
        #expect(throws: MethodError.constant(column: 1)) { try TOPSIS.closeness(DecisionMatrix(columns: [[1, 2], [0, 0]])) }
    }

    @Test func topsisStandsHugeAndTinyFigures() throws {
        for scale in [1e-300, 1.0, 1e300] {
            let scores = try TOPSIS.closeness(DecisionMatrix(columns: [[1, 2, 4].map { $0 * scale }])).scores
            #expect(abs(scores[0]) < 1e-12 && abs(scores[1] - 1.0 / 3) < 1e-12 && abs(scores[2] - 1) < 1e-12)
        }
    }

    @Test func vikorNamesConstantCriteria() throws {
        let result = try VIKOR.compromise(DecisionMatrix(columns: [[1, 1, 1], [1, 2, 3]]))
        #expect(result.notDiscriminating == [0])
        #expect(result.compromise == [1, 0.5, 0])
        #expect(try VIKOR.compromise(DecisionMatrix(columns: [[1, 1]])).compromise == [0, 0])
    }

    @Test func aBalancedUnitLosesNothingToMazziottaPareto() throws {
        let scores = try MPI.scores(DecisionMatrix(rows: [[100, 100], [110, 90], [90, 110]]))
        #expect(scores[0] == 100)
        #expect(abs(scores[1] - 99) < 1e-12 && abs(scores[2] - 99) < 1e-12)
        #expect(abs(try MPI.scores(DecisionMatrix(rows: [[110, 90]]), penalty: .raises)[0] - 101) < 1e-12)
    }

    @Test func productsRefuseZero() {
        #expect(throws: MethodError.notPositive(column: 0, row: 1)) { try WASPAS.scores(DecisionMatrix(columns: [[1, 0]])) }
        #expect(throws: MethodError.notPositive(column: 0, row: 1)) { try WeightedProduct.scores(DecisionMatrix(columns: [[1, 0]])) }
        #expect(throws: MethodError.notPositive(column: 0, row: 0)) { try MEREC.weights(DecisionMatrix(columns: [[0, 1]])) }
    }

    @Test func badTablesAreRefused() {
        #expect(throws: MethodError.noColumns) { try DecisionMatrix(columns: []) }
        #expect(throws: MethodError.noColumns) { try DecisionMatrix(columns: [[]]) }
        #expect(throws: MethodError.shape(expected: 2, found: 1)) { try DecisionMatrix(columns: [[1, 2], [1]]) }
        #expect(throws: MethodError.notFinite(column: 0, row: 1)) { try DecisionMatrix(columns: [[1, .nan]]) }
        #expect(throws: MethodError.weight(column: 1)) { try DecisionMatrix(columns: [[1], [2]], weights: [1, -1]) }
        #expect(throws: MethodError.weightsSumToZero) { try DecisionMatrix(columns: [[1], [2]], weights: [0, 0]) }
    }

    /// More on a benefit or less on a cost never lowers a unit's place against itself under the monotone methods.
    @Test func improvementNeverHurts() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<100 {
            let n = 2 + Int(random.next() % 6), m = 1 + Int(random.next() % 4)
            var columns = (0..<m).map { _ in (0..<n).map { _ in 1 + Double(random.next() % 1000) / 100 } }
            let directions = (0..<m).map { _ in random.next() % 2 == 0 ? Direction.higherIsBetter : .lowerIsBetter }
            let before = try DecisionMatrix(columns: columns, directions: directions)
            let (j, i) = (Int(random.next() % UInt64(m)), Int(random.next() % UInt64(n)))
            // Inside the range of the others, so that the scale itself stays.
            let (low, high) = (columns[j].min() ?? 0, columns[j].max() ?? 0)
            columns[j][i] = directions[j] == .higherIsBetter ? (columns[j][i] + high) / 2 : (columns[j][i] + low) / 2
            let after = try DecisionMatrix(columns: columns, directions: directions)
            #expect(
                try VIKOR.compromise(after).utility[i] <= VIKOR.compromise(before).utility[i] + 1e-9 || columns[j][i] == low
                    || columns[j][i] == high || (columns[j].min(), columns[j].max()) != (low, high))
            #expect(Copeland.scores(Outranking(after))[i] >= Copeland.scores(Outranking(before))[i])
        }
    }
}
