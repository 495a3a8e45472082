/// A tree of weighted arithmetic means over the normalised scores of one period: what a thousand draws of weights are worked out on.
public struct WeightedTree: Sendable {
    /// Position of each node's parent; the root alone has none.
    public let parents: [Int?]
    /// Share of each node among its siblings; only proportions count.
    public let weights: [Double]
    /// Normalised scores of each leaf by unit, NaN where there is none; nil for inner nodes.
    public let columns: [[Double]?]
    /// Least share of its children's weight an inner node needs for a score.
    public let coverage: [Double]

    public let units: Int
    public let leaves: [Int]
    /// Inner nodes, children before parents; the root is last.
    let order: [Int]
    let children: [[Int]]
    public let root: Int

    /// Refuses trees that are not one tree, leaves of unequal length, and weights that are negative or not finite. O(nodes).
    public init(parents: [Int?], weights: [Double], columns: [[Double]?], coverage: [Double]? = nil) throws(MethodError) {
        let count = parents.count
        let coverage = coverage ?? Array(repeating: 0, count: count)
        for other in [weights.count, columns.count, coverage.count] where other != count { throw .shape(expected: count, found: other) }
        if let bad = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .weight(column: bad) }
        var children = Array(repeating: [Int](), count: count)
        var roots: [Int] = []
        for (node, parent) in parents.enumerated() {
            guard let parent else {
                roots.append(node)
                continue
            }
            guard parents.indices.contains(parent), columns[parent] == nil else { throw .parameter("parents") }
            children[parent].append(node)
        }
        guard roots.count == 1, let root = roots.first else { throw .parameter("parents") }
        var order: [Int] = []
        var leaves: [Int] = []
        var queue = [root]
        while let node = queue.popLast() {
            if columns[node] == nil { order.append(node) } else { leaves.append(node) }
            queue += children[node].reversed()
        }
        guard order.count + leaves.count == count, order.allSatisfy({ !children[$0].isEmpty }), let first = leaves.first else {
            throw .parameter("parents")
        }
        let units = columns[first]?.count ?? 0
        for leaf in leaves { if let column = columns[leaf], column.count != units { throw .shape(expected: units, found: column.count) } }
        (self.parents, self.weights, self.columns, self.coverage) = (parents, weights, columns, coverage)
        (self.units, self.leaves, self.order, self.children, self.root) = (units, leaves, order.reversed(), children, root)
    }

    public var hasGaps: Bool { columns.contains { $0?.contains(where: \.isNaN) ?? false } }

    /// Product of the shares down the tree, in the order of `leaves`, for the given weights of all nodes.
    func effectiveWeights(_ weights: [Double]) -> [Double] {
        var share = Array(repeating: 1.0, count: parents.count)
        for node in order.reversed() {
            let total = children[node].reduce(0) { $0 + weights[$1] }
            for child in children[node] { share[child] = total > 0 ? share[node] * weights[child] / total : 0 }
        }
        return leaves.map { share[$0] }
    }

    /// Scores of the root under the given weights, gaps re-weighted level by level; NaN without a score. O(units × nodes).
    public func scores(_ weights: [Double]? = nil) -> [Double] {
        let weights = weights ?? self.weights
        guard weights.count == parents.count else { return Array(repeating: .nan, count: units) }
        var values = columns.map { $0 ?? [] }
        for node in order {
            var sums = Array(repeating: 0.0, count: units)
            var present = sums
            var total = 0.0
            for child in children[node] {
                let weight = weights[child]
                total += weight
                values[child].withUnsafeBufferPointer { column in
                    for unit in 0..<units where !column[unit].isNaN {
                        sums[unit] += weight * column[unit]
                        present[unit] += weight
                    }
                }
                values[child] = []
            }
            let needed = coverage[node] * total - 1e-12 * total
            values[node] = zip(sums, present).map { $1 > 0 && $1 >= needed ? $0 / $1 : .nan }
        }
        return values[root]
    }
}

extension WeightedTree {
    /// The tree of a run in one period of its panel; nil when the run has no such period or a node is not a weighted arithmetic mean, for
    /// which `RankBands.simulating` draws over whole runs.
    public init?(_ part: RunPart, period: Int) {
        guard let local = part.periods.firstIndex(of: period) else { return nil }
        let nodes = part.tree.nodes
        var weights = Array(repeating: 1.0, count: nodes.count)
        var columns: [[Double]?] = []
        for (node, rule) in nodes.enumerated() {
            if part.isLeaf(node) {
                columns.append(part.normalised(node, local: local))
            } else {
                guard case .arithmetic = rule.aggregation, rule.normalisation == nil else { return nil }
                columns.append(nil)
                for (child, weight) in zip(part.children(of: node), part.weights(of: node, period: period)) { weights[child] = weight }
            }
        }
        guard
            let tree = try? WeightedTree(
                parents: part.tree.parents, weights: weights, columns: columns, coverage: nodes.map(\.coverage.weight))
        else { return nil }
        self = tree
    }
}
