#if canImport(CWideSums)
    import CWideSums
#endif

/// Scores of many draws of weights over complete figures: units × leaves by leaves × draws, a blocked matrix product.
///
/// A tile of eight units by all leaves stays in the first-level cache while sixteen draws pass over it, four at a time; each core ranks
/// the scores of its draws before it takes the next. Sums run over the leaves in their order, so that every way of working them out
/// gives the same bits.
struct LinearDraws {
    private static let width = 8
    private static let together = 16

    private let tree: WeightedTree
    private let tiles: Int
    /// tile, leaf, unit in tile; units past the end are 0.
    private let packed: [Double]

    init(_ tree: WeightedTree) {
        self.tree = tree
        let leaves = tree.leaves.count
        tiles = (tree.units + Self.width - 1) / Self.width
        var packed = Array(repeating: 0.0, count: tiles * leaves * Self.width)
        packed.withUnsafeMutableBufferPointer { packed in
            for (k, leaf) in tree.leaves.enumerated() {
                guard let column = tree.columns[leaf] else { continue }
                for unit in 0..<tree.units { packed[((unit / Self.width) * leaves + k) * Self.width + unit % Self.width] = column[unit] }
            }
        }
        self.packed = packed
    }

    func fill(_ ranks: RankTable, noise: WeightNoise, seed: UInt64) {
        let leaves = tree.leaves.count
        let padded = tiles * Self.width
        let blocks = (ranks.draws + Self.together - 1) / Self.together
        // Two stretches a core keep the cores equally busy without paying for scratch space a block.
        let stretches = min(blocks, 4)
        let product = Self.product
        inParallel(stretches) { stretch in
            // draws four by four, leaf, draw
            var weights = Array(repeating: 0.0, count: leaves * Self.together)
            var scores = Array(repeating: 0.0, count: Self.together * padded)
            let sorter = ScoreSorter(capacity: tree.units)
            for block in stride(from: stretch, to: blocks, by: stretches) {
                let first = block * Self.together
                let count = min(Self.together, ranks.draws - first)
                for d in 0..<count {
                    let effective = tree.effectiveWeights(noise.draw(first + d, seed: seed, around: tree.weights))
                    for k in 0..<leaves { weights[((d / 4) * leaves + k) * 4 + d % 4] = effective[k] }
                }
                packed.withUnsafeBufferPointer { figures in
                    weights.withUnsafeBufferPointer { weights in
                        scores.withUnsafeMutableBufferPointer { scores in
                            guard let figures = figures.baseAddress, let weights = weights.baseAddress, let scores = scores.baseAddress
                            else { return }
                            for tile in 0..<tiles {
                                for four in 0..<(count + 3) / 4 {
                                    product(
                                        figures + tile * leaves * Self.width, weights + four * leaves * 4, leaves,
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

    /// Eight units by four draws: figures, weights, leaves, scores and the distance between the scores of two draws.
    private typealias Product =
        @Sendable (UnsafePointer<Double>, UnsafePointer<Double>, Int, UnsafeMutablePointer<Double>, Int) -> Void

    /// The widest way this processor has.
    private static var product: Product {
        #if canImport(CWideSums)
            if wide_sums_available() != 0 { return { wide_sums($0, $1, $2, $3, $4) } }
        #endif
        return { figures, weights, leaves, scores, stride in
            for half in 0..<2 {
                narrow(figures + half * 4, weights, leaves, scores + half * 4, stride)
            }
        }
    }

    /// Four units by four draws: sixteen sums kept in registers.
    private static func narrow(
        _ figures: UnsafePointer<Double>, _ weights: UnsafePointer<Double>, _ leaves: Int, _ scores: UnsafeMutablePointer<Double>,
        _ stride: Int
    ) {
        var (a, b, c, d) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
        for k in 0..<leaves {
            let x = UnsafeRawPointer(figures + k &* width).loadUnaligned(as: SIMD4<Double>.self)
            let w = weights + k &* 4
            a += x * w[0]
            b += x * w[1]
            c += x * w[2]
            d += x * w[3]
        }
        for unit in 0..<4 {
            scores[unit] = a[unit]
            scores[stride + unit] = b[unit]
            scores[2 * stride + unit] = c[unit]
            scores[3 * stride + unit] = d[unit]
        }
    }
}
