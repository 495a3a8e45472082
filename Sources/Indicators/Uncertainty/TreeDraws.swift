/// Scores of many draws of weights where figures have gaps: each draw walks the tree, so that gaps are re-weighted level by level.
struct TreeDraws {
    private static let width = 4

    private let tree: WeightedTree
    private let tiles: Int
    /// tile, leaf in the order of `slots`; 0 where absent.
    private let figures: [SIMD4<Double>]
    /// 1 where there is a figure, else 0.
    private let present: [SIMD4<Double>]
    /// Inner nodes with their children, all as positions: leaves first, then inner nodes in the order they are worked out.
    private let groups: [(node: Int, children: [Int])]
    private let slots: [Int]

    init(_ tree: WeightedTree) {
        self.tree = tree
        let leaves = tree.leaves.count
        tiles = (tree.units + Self.width - 1) / Self.width
        var figures = Array(repeating: SIMD4<Double>.zero, count: tiles * leaves)
        var present = figures
        for (k, leaf) in tree.leaves.enumerated() {
            guard let column = tree.columns[leaf] else { continue }
            for unit in 0..<tree.units where !column[unit].isNaN {
                figures[(unit / Self.width) * leaves + k][unit % Self.width] = column[unit]
                present[(unit / Self.width) * leaves + k][unit % Self.width] = 1
            }
        }
        (self.figures, self.present) = (figures, present)
        slots = tree.leaves + tree.order
        var position = Array(repeating: 0, count: tree.parents.count)
        for (at, node) in slots.enumerated() { position[node] = at }
        groups = tree.order.map { node in (position[node], tree.children[node].map { position[$0] }) }
    }

    func fill(_ ranks: RankTable, noise: WeightNoise, seed: UInt64) {
        let leaves = tree.leaves.count
        let stretches = min(ranks.draws, 4)
        inParallel(stretches) { stretch in
            var scores = Array(repeating: Double.nan, count: tiles * Self.width)
            let sorter = ScoreSorter(capacity: tree.units)
            var values = Array(repeating: SIMD4<Double>.zero, count: slots.count)
            var there = values
            for draw in stride(from: stretch, to: ranks.draws, by: stretches) {
                let drawn = noise.draw(draw, seed: seed, around: tree.weights)
                let weights = slots.map { drawn[$0] }
                let needed = groups.map { group in
                    tree.coverage[slots[group.node]] * (1 - 1e-12) * group.children.reduce(0) { $0 + weights[$1] }
                }
                figures.withUnsafeBufferPointer { figures in
                    present.withUnsafeBufferPointer { present in
                        values.withUnsafeMutableBufferPointer { values in
                            there.withUnsafeMutableBufferPointer { there in
                                weights.withUnsafeBufferPointer { weights in
                                    for tile in 0..<tiles {
                                        let base = tile * leaves
                                        for (at, group) in groups.enumerated() {
                                            var sum = SIMD4<Double>.zero
                                            var weight = sum
                                            for child in group.children {
                                                let isLeaf = child < leaves
                                                let share = (isLeaf ? present[base + child] : there[child]) * weights[child]
                                                weight += share
                                                sum += share * (isLeaf ? figures[base + child] : values[child])
                                            }
                                            let enough = (weight .>= needed[at]) .& (weight .> 0)
                                            values[group.node] = SIMD4.zero.replacing(with: sum / weight, where: enough)
                                            there[group.node] = SIMD4.zero.replacing(with: SIMD4(repeating: 1), where: enough)
                                        }
                                        let last = slots.count - 1
                                        for unit in 0..<Self.width {
                                            scores[tile * Self.width + unit] = there[last][unit] > 0 ? values[last][unit] : .nan
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                scores.withUnsafeBufferPointer { if let base = $0.baseAddress { ranks.rank(draw, base, sorter) } }
            }
        }
    }
}
