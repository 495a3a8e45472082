/// Scores of many draws of weights where figures have gaps: each draw walks the tree, so that gaps are re-weighted level by level.
///
/// A tile of four units by all nodes stays in the cache while the draws of a block pass over it.
struct TreeDraws {
    private static let width = 4
    private static let together = 32

    private let tree: WeightedTree
    private let tiles: Int
    /// tile, leaf: figures, 0 where absent, each followed by 1 or 0 for whether there is one.
    private let packed: [SIMD4<Double>]
    /// Positions: leaves first, then inner nodes in the order they are worked out; the root is last.
    private let slots: [Int]
    /// Children of the inner nodes one after another, with where each node's begin.
    private let children: [Int32]
    private let starts: [Int]

    init(_ tree: WeightedTree) {
        self.tree = tree
        let leaves = tree.leaves.count
        tiles = (tree.units + Self.width - 1) / Self.width
        var packed = Array(repeating: SIMD4<Double>.zero, count: tiles * leaves * 2)
        for (k, leaf) in tree.leaves.enumerated() {
            guard let column = tree.columns[leaf] else { continue }
            for unit in 0..<tree.units where !column[unit].isNaN {
                let at = ((unit / Self.width) * leaves + k) * 2
                packed[at][unit % Self.width] = column[unit]
                packed[at + 1][unit % Self.width] = 1
            }
        }
        self.packed = packed
        slots = tree.leaves + tree.order
        var position = Array(repeating: Int32(0), count: tree.parents.count)
        for (at, node) in slots.enumerated() { position[node] = Int32(truncatingIfNeeded: at) }
        var (children, starts) = ([Int32](), [0])
        for node in tree.order {
            children += tree.children[node].map { position[$0] }
            starts.append(children.count)
        }
        (self.children, self.starts) = (children, starts)
    }

    func fill(_ ranks: RankTable, noise: WeightNoise, seed: UInt64) {
        let padded = tiles * Self.width
        let inner = tree.order.count
        let blocks = (ranks.draws + Self.together - 1) / Self.together
        let stretches = min(blocks, 4)
        inParallel(stretches) { stretch in
            let sorter = ScoreSorter(capacity: tree.units)
            var scores = Array(repeating: 0.0, count: Self.together * padded)
            var values = Array(repeating: SIMD4<Double>.zero, count: slots.count * 2)
            // The weight of every child, and what each inner node needs at least, draw by draw.
            var weights = Array(repeating: 0.0, count: Self.together * children.count)
            var needed = Array(repeating: 0.0, count: Self.together * inner)
            for block in stride(from: stretch, to: blocks, by: stretches) {
                let first = block * Self.together
                let count = min(Self.together, ranks.draws - first)
                for d in 0..<count {
                    let drawn = noise.draw(first + d, seed: seed, around: tree.weights)
                    for (at, child) in children.enumerated() { weights[d * children.count + at] = drawn[slots[Int(child)]] }
                    for (at, node) in tree.order.enumerated() {
                        let total = weights[d * children.count + starts[at]..<d * children.count + starts[at + 1]].reduce(0, +)
                        needed[d * inner + at] = tree.coverage[node] * total * (1 - 1e-12)
                    }
                }
                scores.withUnsafeMutableBufferPointer { scores in
                    values.withUnsafeMutableBufferPointer { values in
                        weights.withUnsafeBufferPointer { weights in
                            needed.withUnsafeBufferPointer { needed in
                                guard let scores = scores.baseAddress, let values = values.baseAddress, let weights = weights.baseAddress,
                                    let needed = needed.baseAddress
                                else { return }
                                evaluate(count, weights, needed, values, scores)
                                for d in 0..<count { ranks.rank(first + d, scores + d * padded, sorter) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The scores of `count` draws for all units, draw after draw.
    private func evaluate(
        _ count: Int, _ weights: UnsafePointer<Double>, _ needed: UnsafePointer<Double>, _ values: UnsafeMutablePointer<SIMD4<Double>>,
        _ scores: UnsafeMutablePointer<Double>
    ) {
        let leaves = tree.leaves.count
        let inner = tree.order.count
        let padded = tiles * Self.width
        let links = self.children.count
        let root = (slots.count - 1) * 2
        packed.withUnsafeBufferPointer { packed in
            children.withUnsafeBufferPointer { children in
                starts.withUnsafeBufferPointer { starts in
                    guard let packed = packed.baseAddress, let children = children.baseAddress, let starts = starts.baseAddress else {
                        return
                    }
                    for tile in 0..<tiles {
                        values.update(from: packed + tile * leaves * 2, count: leaves * 2)
                        for d in 0..<count {
                            let weights = weights + d &* links
                            for group in 0..<inner {
                                var sum = SIMD4<Double>.zero
                                var weight = sum
                                for link in starts[group]..<starts[group &+ 1] {
                                    let child = values + Int(children[link]) &* 2
                                    let share = child[1] * weights[link]
                                    weight += share
                                    sum += share * child[0]
                                }
                                let enough = (weight .>= needed[d &* inner &+ group]) .& (weight .> 0)
                                let own = values + (leaves &+ group) &* 2
                                own[0] = SIMD4.zero.replacing(with: sum / weight, where: enough)
                                own[1] = SIMD4.zero.replacing(with: SIMD4(repeating: 1), where: enough)
                            }
                            for unit in 0..<Self.width {
                                scores[d &* padded &+ tile &* Self.width &+ unit] =
                                    values[root &+ 1][unit] > 0 ? values[root][unit] : .nan
                            }
                        }
                    }
                }
            }
        }
    }
}
