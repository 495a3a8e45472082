/// Scores of many draws of weights over complete figures: units × leaves by leaves × draws, a blocked matrix product.
///
/// A tile of eight units by all leaves stays in the first-level cache while sixteen draws pass over it, four at a time; each core ranks
/// the scores of its draws before it takes the next.
struct LinearDraws {
    private static let width = 4
    private static let together = 16

    private let tree: WeightedTree
    private let tiles: Int
    /// tile, leaf, unit in tile; units past the end are 0.
    private let packed: [SIMD4<Double>]

    init(_ tree: WeightedTree) {
        self.tree = tree
        let leaves = tree.leaves.count
        tiles = (tree.units + Self.width - 1) / Self.width
        var packed = Array(repeating: SIMD4<Double>.zero, count: tiles * leaves)
        for (k, leaf) in tree.leaves.enumerated() {
            guard let column = tree.columns[leaf] else { continue }
            for unit in 0..<tree.units { packed[(unit / Self.width) * leaves + k][unit % Self.width] = column[unit] }
        }
        self.packed = packed
    }

    func fill(_ ranks: RankTable, noise: WeightNoise, seed: UInt64) {
        let leaves = tree.leaves.count
        let padded = tiles * Self.width
        let blocks = (ranks.draws + Self.together - 1) / Self.together
        // Two stretches a core keep the cores equally busy without paying for scratch space a block.
        let stretches = min(blocks, 4)
        inParallel(stretches) { stretch in
            var weights = Array(repeating: SIMD4<Double>.zero, count: leaves * Self.together / 4)
            var scores = Array(repeating: 0.0, count: Self.together * padded)
            let sorter = ScoreSorter(capacity: tree.units)
            for block in stride(from: stretch, to: blocks, by: stretches) {
                let first = block * Self.together
                let count = min(Self.together, ranks.draws - first)
                for d in 0..<count {
                    let effective = tree.effectiveWeights(noise.draw(first + d, seed: seed, around: tree.weights))
                    for k in 0..<leaves { weights[(d / 4) * leaves + k][d % 4] = effective[k] }
                }
                packed.withUnsafeBufferPointer { figures in
                    weights.withUnsafeBufferPointer { weights in
                        scores.withUnsafeMutableBufferPointer { scores in
                            guard let figures = figures.baseAddress, let weights = weights.baseAddress, let scores = scores.baseAddress
                            else { return }
                            for tile in 0..<tiles {
                                for four in 0..<(count + 3) / 4 {
                                    Self.product(
                                        figures + tile * leaves, weights + four * leaves, leaves,
                                        scores + four * 4 * padded + tile * Self.width, padded)
                                }
                            }
                            for d in 0..<count { ranks.rank(first + d, scores + d * padded, sorter) }
                        }
                    }
                }
            }
        }
    }

    /// Four units by four draws: sixteen sums kept in registers.
    @inline(__always)
    private static func product(
        _ figures: UnsafePointer<SIMD4<Double>>, _ weights: UnsafePointer<SIMD4<Double>>, _ leaves: Int,
        _ scores: UnsafeMutablePointer<Double>, _ stride: Int
    ) {
        var a = SIMD4<Double>.zero
        var b = a
        var c = a
        var d = a
        for k in 0..<leaves {
            let x = figures[k]
            let w = weights[k]
            a += x * w[0]
            b += x * w[1]
            c += x * w[2]
            d += x * w[3]
        }
        for (row, sum) in [a, b, c, d].enumerated() {
            for unit in 0..<width { scores[row * stride + unit] = sum[unit] }
        }
    }
}
