/// Where units would rank under other weights, methods or figures: quantiles of each unit's rank over many draws.
public struct RankBands: Sendable, Hashable {
    /// A draw that gave no scores, with its reason; the others count.
    public struct Failure: Sendable, Hashable {
        public let draw: Int
        public let reason: String
    }

    /// Ranks under the rule itself, NaN without a score; 1 is best, equal scores share the better rank.
    public let nominal: [Double]
    /// Quantiles asked for, 0…1.
    public let quantiles: [Double]
    /// bands[q][unit]: linear between neighbouring draws; NaN for a unit never ranked.
    public let bands: [[Double]]
    /// In how many draws each unit had a rank.
    public let ranked: [Int]
    public let draws: Int
    /// Draws that failed are counted and listed, never skipped silently.
    public let failures: [Failure]

    /// Draws of weights over a tree of arithmetic means.
    ///
    /// O(draws × units × nodes) multiplications in blocks that stay in the cache, and O(draws × units) for the ranks; on all cores. The
    /// result depends on the seed alone. Memory: 4 bytes a unit and draw, and one copy of the leaves.
    public init(
        _ tree: WeightedTree, draws: Int = 1_000, noise: WeightNoise = .relative(0.25), quantiles: [Double] = [0.05, 0.5, 0.95],
        seed: UInt64 = 1
    ) throws(MethodError) {
        guard draws > 0 else { throw .parameter("draws") }
        guard quantiles.allSatisfy({ (0...1).contains($0) }) else { throw .parameter("quantiles") }
        if case .relative(let spread) = noise, !(0...1).contains(spread) { throw .parameter("noise") }
        let ranks = RankTable(units: tree.units, draws: draws)
        if tree.hasGaps {
            TreeDraws(tree).fill(ranks, noise: noise, seed: seed)
        } else {
            LinearDraws(tree).fill(ranks, noise: noise, seed: seed)
        }
        self.init(ranks, nominal: RankTable.ranks(tree.scores()), quantiles: quantiles, failures: [])
    }

    /// Draws of anything: `scores` answers the scores of all units for a draw, NaN without one, or throws when the draw fails.
    ///
    /// For alternatives of method (another normalisation or mean a draw), noise on figures, or trees that are not arithmetic.
    public static func simulating(
        nominal: [Double], draws: Int, quantiles: [Double] = [0.05, 0.5, 0.95], scores: (Int) throws -> [Double]
    ) throws(MethodError) -> RankBands {
        guard draws > 0 else { throw .parameter("draws") }
        guard quantiles.allSatisfy({ (0...1).contains($0) }) else { throw .parameter("quantiles") }
        let ranks = RankTable(units: nominal.count, draws: draws)
        var failures: [Failure] = []
        for draw in 0..<draws {
            do {
                let result = try scores(draw)
                guard result.count == nominal.count else { throw MethodError.shape(expected: nominal.count, found: result.count) }
                ranks.set(draw, result)
            } catch {
                failures.append(Failure(draw: draw, reason: String(describing: error)))
            }
        }
        return RankBands(ranks, nominal: RankTable.ranks(nominal), quantiles: quantiles, failures: failures)
    }

    private init(_ ranks: RankTable, nominal: [Double], quantiles: [Double], failures: [Failure]) {
        (self.nominal, self.quantiles, self.failures, draws) = (nominal, quantiles, failures, ranks.draws)
        (bands, ranked) = ranks.quantiles(quantiles)
    }
}
