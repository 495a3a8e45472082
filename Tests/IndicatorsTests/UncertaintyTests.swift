import Indicators
import Testing

@Suite("Rank bands")
struct RankBandsTests {
    /// 8 leaves under 3 groups under a root.
    func tree(units: Int, gaps: Double = 0, coverage: Double = 0, seed: UInt64 = 1) throws -> WeightedTree {
        var random = SplitMix64(seed: seed)
        let parents: [Int?] = [nil, 0, 0, 0] + [1, 1, 1, 2, 2, 2, 3, 3].map { Optional($0) }
        let columns: [[Double]?] = parents.indices.map { node in
            node < 4 ? nil : (0..<units).map { _ in random.unit() < gaps ? .nan : random.unit() }
        }
        return try WeightedTree(
            parents: parents, weights: parents.indices.map { _ in 0.5 + random.unit() }, columns: columns,
            coverage: parents.map { _ in coverage })
    }

    @Test func withoutNoiseEveryBandIsTheRankItself() throws {
        for gaps in [0, 0.3] {
            let bands = try RankBands(tree(units: 53, gaps: gaps, coverage: 0.5), draws: 20, noise: .relative(0))
            for unit in 0..<53 {
                for band in bands.bands {
                    #expect(band[unit] == bands.nominal[unit] || band[unit].isNaN && bands.nominal[unit].isNaN)
                }
                #expect(bands.ranked[unit] == (bands.nominal[unit].isNaN ? 0 : 20))
            }
        }
    }

    /// The two fast ways against the plain one, draw by draw.
    @Test func theBlockedProductAgreesWithTheTree() throws {
        for (gaps, units, draws) in [(0.0, 37, 70), (0.2, 37, 70), (0.0, 4, 3), (0.0, 1, 17), (0.6, 5, 33)] {
            let tree = try tree(units: units, gaps: gaps, coverage: gaps > 0.5 ? 0.7 : 0.2, seed: UInt64(units))
            let fast = try RankBands(tree, draws: draws, noise: .anyWeights, quantiles: [0, 0.05, 0.5, 1], seed: 9)
            let slow = try RankBands.simulating(nominal: tree.scores(), draws: draws, quantiles: [0, 0.05, 0.5, 1]) { draw in
                tree.scores(WeightNoise.anyWeights.draw(draw, seed: 9, around: tree.weights))
            }
            #expect(fast.ranked == slow.ranked)
            #expect(fast.bands.map { $0.map(\.bitPattern) } == slow.bands.map { $0.map(\.bitPattern) })
        }
    }

    @Test func quantilesAreThoseOfTheSortedRanks() throws {
        let scores: [[Double]] = [[3, 2, 1], [1, 3, 2], [1, 2, 2], [9, 8, 7], [.nan, 1, 2]]
        let bands = try RankBands.simulating(nominal: [3, 2, 1], draws: 5, quantiles: [0.05, 0.5, 0.95]) { scores[$0] }
        // First unit: 1, 3, 3, 1; second: 2, 1, 1, 2, 2; third: 3, 2, 1, 3, 1.
        #expect(bands.bands[1] == [2, 2, 2])
        #expect(bands.ranked == [4, 5, 5])
        #expect(abs(bands.bands[2][1] - 2) < 1e-12 && abs(bands.bands[0][1] - 1) < 1e-12)
        #expect(abs(bands.bands[0][0] - 1) < 1e-12 && abs(bands.bands[2][0] - 3) < 1e-12)
    }

    @Test func failedDrawsAreCountedAndListed() throws {
        struct Broken: Error {}
        let bands = try RankBands.simulating(nominal: [1, 2], draws: 10) { draw in
            if draw % 3 == 0 { throw Broken() }
            return draw == 1 ? [1] : [1, 2]
        }
        #expect(bands.failures.map(\.draw) == [0, 1, 3, 6, 9])
        #expect(bands.ranked == [5, 5])
    }

    @Test func theSeedDecidesAndNothingElse() throws {
        let tree = try tree(units: 40)
        #expect(try RankBands(tree, draws: 64, seed: 5) == RankBands(tree, draws: 64, seed: 5))
        #expect(
            try RankBands(tree, draws: 64, noise: .anyWeights, seed: 5).bands
                != RankBands(tree, draws: 64, noise: .anyWeights, seed: 6).bands)
    }

    @Test func equalScoresShareTheBetterRank() throws {
        let bands = try RankBands.simulating(nominal: [1, 2, 2, 0.5 + 1e-14, 0.5], draws: 1) { _ in [1, 2, 2, 0.5, 0.5] }
        #expect(bands.nominal == [3, 1, 1, 4, 4])
        #expect(bands.bands[1] == [3, 1, 1, 4, 4])
    }

    @Test func ranksSurviveOutliersAndInfinities() throws {
        let lists: [[Double]] = [
            [1e300, -1e300, 0, 1, 2], [.infinity, 1, 2, -.infinity, 3], Array(repeating: 7, count: 200),
            (0..<500).map { $0 == 0 ? 1e12 : Double($0) * 1e-9 },
        ]
        for scores in lists {
            let bands = try RankBands.simulating(nominal: scores, draws: 1) { _ in scores }
            for (unit, score) in scores.enumerated() where score.isFinite {
                #expect(bands.nominal[unit] == Double(scores.count { $0 > score && $0.isFinite } + 1))
            }
        }
    }

    @Test func brokenTreesAreRefused() {
        #expect(throws: MethodError.parameter("parents")) { try WeightedTree(parents: [nil, nil], weights: [1, 1], columns: [nil, [1]]) }
        #expect(throws: MethodError.parameter("parents")) {
            try WeightedTree(parents: [nil, 2, 1], weights: [1, 1, 1], columns: [[1], nil, nil])
        }
        #expect(throws: MethodError.weight(column: 1)) { try WeightedTree(parents: [nil, 0], weights: [1, -1], columns: [nil, [1]]) }
        #expect(throws: MethodError.shape(expected: 2, found: 1)) {
            try WeightedTree(parents: [nil, 0, 0], weights: [1, 1, 1], columns: [nil, [1, 2], [1]])
        }
        #expect(throws: MethodError.parameter("noise")) { try RankBands(tree(units: 2), noise: .relative(2)) }
    }
}

@Suite("What a choice does to a result")
struct SensitivityTests {
    @Test func sobolIndicesOfALinearModelAreItsSharesOfVariance() throws {
        // y = 4a + 2b + 100: variances 16 and 4.
        let indices = try SobolIndices(factors: 3, rows: 20_000, seed: 3) { 4 * $0[0] + 2 * $0[1] + 100 }
        for (found, expected) in zip(indices.first, [0.8, 0.2, 0]) { #expect(abs(found - expected) < 0.03) }
        for (found, expected) in zip(indices.total, [0.8, 0.2, 0]) { #expect(abs(found - expected) < 0.03) }
        #expect(indices.total[2] == 0)
    }

    @Test func interactionsShowInTheTotalOnly() throws {
        let indices = try SobolIndices(factors: 2, rows: 20_000, seed: 4) { ($0[0] - 0.5) * ($0[1] - 0.5) }
        for k in 0..<2 { #expect(abs(indices.first[k]) < 0.05 && abs(indices.total[k] - 1) < 0.05) }
    }

    @Test func failedRowsAreListedAndConstantsHaveNoInfluence() throws {
        struct Broken: Error {}
        var calls = 0
        let indices = try SobolIndices(factors: 1, rows: 10) { _ in
            calls += 1
            if calls == 1 { throw Broken() }
            return calls == 5 ? .nan : 1
        }
        #expect(indices.failures.count == 2 && indices.rows == 8 && indices.first == [0] && indices.total == [0])
        #expect(throws: MethodError.tooFewRows(needed: 2)) { try SobolIndices(factors: 1, rows: 5) { _ in throw Broken() } }
    }

    @Test func removalTellsWhoMoves() throws {
        let tree = try WeightedTree(parents: [nil, 0, 0, 0], weights: [1, 1, 1, 1], columns: [nil, [3, 2, 1], [0, 0, 0], [1, 2, 9]])
        let impacts = RemovalImpact.all(tree)
        #expect(impacts.map(\.node) == [1, 2, 3])
        #expect(impacts[1].meanShift == 0 && impacts[1].largest == nil)
        // Without the last the order turns round: the first goes from 2 (tied) to 1, the third from 1 to 3.
        #expect(impacts[2].largest?.unit == 2 && impacts[2].largest?.places == -2)
        #expect(RemovalImpact.all(try WeightedTree(parents: [nil, 0], weights: [1, 1], columns: [nil, [1, 2]])).isEmpty)
    }

    @Test func removalNamesUnitsThatLoseTheirRank() throws {
        let tree = try WeightedTree(parents: [nil, 0, 0], weights: [1, 1, 1], columns: [nil, [3, 2], [.nan, 1]])
        #expect(RemovalImpact.all(tree)[0].unranked == [0])
    }
}

@Suite("How indicators go together")
struct AssociationTests {
    @Test func correlationsAreKnown() {
        #expect(Association.pearson([1, 2, 3], [2, 4, 6]) == 1)
        #expect(abs((Association.pearson([1, 2, 3, 4], [1, 3, 2, 5]) ?? 0) - 0.8315218406202999) < 1e-12)
        #expect(Association.spearman([1, 2, 3, 100], [1, 20, 30, 31]) == 1)
        #expect(abs((Association.spearman([1, 2, 2, 4], [1, 3, 2, 4]) ?? 0) - 0.9486832980505138) < 1e-12)
    }

    @Test func gapsAreLeftOutAndConstantsHaveNone() {
        #expect(Association.pearson([1, .nan, 2, 3], [2, 9, 4, 6]) == 1)
        #expect(Association.pearson([1, 1, 1], [1, 2, 3]) == nil)
        #expect(Association.pearson([1, 2], [1, 2]) == nil)
        #expect(Association.spearman([5, 5, 5], [1, 2, 3]) == nil)
    }

    @Test func twinsAreFullyConsistent() {
        #expect(abs((Association.cronbachAlpha([[1, 2, 3], [1, 2, 3]]) ?? 0) - 1) < 1e-12)
        #expect(Association.cronbachAlpha([[1, 2, 3]]) == nil)
        #expect(Association.cronbachAlpha([[1, 2, 3], [3, 2, 1]]) == nil)
    }

    @Test(.enabled(if: SharedIndices.folder != nil, SharedIndices.absent))
    func alphaAndDominanceOfTheASEMExample() throws {
        let meta = try SharedIndices.rows("coinr_asem/iMeta.csv")
        let header = try #require(meta.first)
        let (code, parent) = try (#require(header.firstIndex(of: "iCode")), #require(header.firstIndex(of: "Parent")))
        let group = meta.filter { $0[parent] == "P2P" }.map { $0[code] }
        let data = try SharedIndices.rows("coinr_asem/iData.csv")
        func column(_ name: String) throws -> [Double] {
            let at = try #require(data[0].firstIndex(of: name))
            return data.dropFirst().map { Double($0[at]) ?? .nan }
        }
        #expect(abs((Association.cronbachAlpha(try group.map(column)) ?? 0) - 0.051266588293856503) < 1e-9)
    }
}
