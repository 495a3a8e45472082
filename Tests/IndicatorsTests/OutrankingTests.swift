import Indicators
import Testing

@Suite("Outranking, Copeland and Kemeny orders")
struct OutrankingTests {
    @Suite("Technology Achievement Index, five countries", .enabled(if: SharedIndices.folder != nil, SharedIndices.absent))
    struct Handbook {
        func outranking() throws -> Outranking {
            let rows = try SharedIndices.rows("tai_oecd_handbook/table35_five.csv").dropFirst().map {
                $0.dropFirst().compactMap(Double.init)
            }
            return try Outranking(DecisionMatrix(rows: Array(rows)))
        }

        @Test func theMatrixOfTable36IsExact() throws {
            let found = try outranking()
            let printed = try SharedIndices.rows("tai_oecd_handbook/outranking_table36.csv").dropFirst().map { row in
                row.dropFirst().compactMap(Double.init)
            }
            #expect(printed.count == 5)
            for j in 0..<5 { for k in 0..<5 { #expect(found[j, k] == printed[j][k]) } }
        }

        @Test func threeOrdersShareTheLargestSupport() throws {
            let order = try KemenyYoung(outranking())
            #expect(order.support == 6.375)
            #expect(order.count == 3)
            #expect(order.orders.count == 3)
            for listed in order.orders { #expect(listed.sorted() == [0, 1, 2, 3, 4]) }
        }
    }

    @Test func supportIsWhatAllPermutationsSay() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<60 {
            let n = 2 + Int(random.next() % 5), m = 1 + Int(random.next() % 4)
            // Few levels, so that ties are common.
            let columns = (0..<m).map { _ in (0..<n).map { _ in Double(random.next() % 3) } }
            let outranking = try Outranking(DecisionMatrix(columns: columns))
            let all = permutations(Array(0..<n)).map { ($0, support(of: $0, outranking)) }
            let best = try #require(all.map(\.1).max())
            let winners = all.filter { $0.1 > best - 1e-9 }.map(\.0)
            let found = try KemenyYoung(outranking, listing: 1_000)
            #expect(abs(found.support - best) < 1e-9)
            #expect(found.count == Double(winners.count))
            #expect(Set(found.orders) == Set(winners))
            for unit in 0..<n {
                let places = winners.compactMap { $0.firstIndex(of: unit) }.map { $0 + 1 }
                #expect(found.places[unit] == (places.min() ?? 0)...(places.max() ?? 0))
            }
        }
    }

    @Test func aLongClearOrderNeedsNoSearch() throws {
        let column = (0..<200).map { Double(-$0) }
        let order = try KemenyYoung(Outranking(DecisionMatrix(columns: [column])))
        #expect(order.orders == [Array(0..<200)])
    }

    @Test func tiesBeyondTheBoundAreRefusedNotGuessed() throws {
        let equal = try Outranking(DecisionMatrix(columns: [Array(repeating: 1, count: 21)]))
        #expect(throws: MethodError.tooLarge(found: 21, limit: 20)) { try KemenyYoung(equal) }
    }

    @Test func pairsShareOneAndCopelandSumsToZero() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<40 {
            let n = 1 + Int(random.next() % 8), m = 1 + Int(random.next() % 5)
            let columns = (0..<m).map { _ in (0..<n).map { _ in Double(random.next() % 4) } }
            let weights = (0..<m).map { _ in Double(1 + random.next() % 9) }
            let outranking = try Outranking(DecisionMatrix(columns: columns, weights: weights))
            for j in 0..<n { for k in 0..<n where k != j { #expect(abs(outranking[j, k] + outranking[k, j] - 1) < 1e-12) } }
            #expect(Copeland.scores(outranking).reduce(0, +) == 0)
        }
    }

    private func permutations(_ items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.flatMap { first in permutations(items.filter { $0 != first }).map { [first] + $0 } }
    }

    private func support(of order: [Int], _ outranking: Outranking) -> Double {
        var sum = 0.0
        for (at, j) in order.enumerated() { for k in order[(at + 1)...] { sum += outranking[j, k] } }
        return sum
    }
}
