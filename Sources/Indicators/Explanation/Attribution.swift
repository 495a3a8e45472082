extension RunPart {
    /// Points of one leaf over consecutive units of one period.
    public struct LeafPoints {
        /// Position in `nodes`.
        public let leaf: Int
        /// Position in the panel's periods.
        public let period: Int
        public let firstUnit: Int
        /// Share of the root's score, unit by unit; 0 where the leaf adds nothing. Valid during the call only.
        public let points: UnsafeBufferPointer<Double>
    }

    /// Whether `attribute` can be asked: all inner nodes are weighted arithmetic means, and no rule set, rounded or rescaled a score.
    public var isLinear: Bool {
        rule.interventions.isEmpty && rule.rounding.level != .everyLevel
            && tree.nodes.indices.allSatisfy { node in
                if tree.isLeaf(node) { return true }
                guard case .arithmetic = tree.nodes[node].aggregation, tree.nodes[node].normalisation == nil else { return false }
                return tree.children[node].allSatisfy { if case .reweight = tree.nodes[$0].absence { true } else { false } }
            }
    }

    /// The exact attribution of every root score to the leaves: for each unit the points of all leaves sum to its score within 1e-12.
    ///
    /// `use` is called once for every leaf and stretch of units, from several threads at once, never twice for the same place; memory
    /// does not grow with the data. Nothing is told of units without a score. Does nothing unless `isLinear`; `contributions` explains
    /// any single score of any tree. O(cells × nodes).
    public func attribute(_ use: @Sendable (LeafPoints) -> Void) {
        guard isLinear else { return }
        let workers = max(1, min(8, stretches.count))
        table.withUnsafeBufferPointer { table in
            gaps.withUnsafeBufferPointer { gaps in
                guard let table = table.baseAddress, let gaps = gaps.baseAddress else { return }
                // Read only: the pointers are mutable because runs write through the same type.
                nonisolated(unsafe) let aggregating = Aggregating(
                    part: self, table: UnsafeMutablePointer(mutating: table), gaps: UnsafeMutablePointer(mutating: gaps))
                inParallel(workers) { worker in
                    let scratch = Scratch()
                    let factors = Factors(nodes: tree.nodes.count)
                    for number in stride(from: worker, to: stretches.count, by: workers) {
                        attribute(stretches[number], aggregating, scratch, factors, use)
                    }
                }
            }
        }
    }

    /// Walks down from the root; a node's factor is its share of the root's score, one for all units until gaps make it differ.
    private func attribute(
        _ stretch: Stretch, _ aggregating: Aggregating, _ scratch: Scratch, _ factors: Factors, _ use: (LeafPoints) -> Void
    ) {
        factors.set(tree.root, 1)
        let count = stretch.count
        for node in tree.reading where !tree.isLeaf(node) {
            let children = tree.children[node]
            let weights = weights(of: node, local: stretch.local)
            let sums = scratch.sums
            var wholeWeight = 0.0
            var hasGaps = false
            for (child, weight) in zip(children, weights) where weight != 0 {
                let (scores, mayHaveGaps) = aggregating.load(child, stretch, scratch)
                if mayHaveGaps, !hasGaps {
                    hasGaps = true
                    sums.update(repeating: 0, count: count)
                }
                if mayHaveGaps {
                    for index in 0..<count { sums[index] += scores[index] == scores[index] ? weight : 0 }
                } else {
                    wholeWeight += weight
                }
            }
            let own = factors[node]
            if hasGaps {
                // The parent's factor over the weight that is there; infinite where nothing is, and then no child has a score.
                if let varying = own.varying {
                    for index in 0..<count { sums[index] = varying[index] / (wholeWeight + sums[index]) }
                } else {
                    for index in 0..<count { sums[index] = own.uniform / (wholeWeight + sums[index]) }
                }
            }
            for (child, weight) in zip(children, weights) {
                if weight == 0 {
                    factors.set(child, 0)
                } else if hasGaps {
                    let target = factors.varying(child)
                    for index in 0..<count { target[index] = weight * sums[index] }
                } else if let varying = own.varying {
                    let target = factors.varying(child)
                    let share = weight / wholeWeight
                    for index in 0..<count { target[index] = share * varying[index] }
                } else {
                    factors.set(child, own.uniform * weight / wholeWeight)
                }
                guard tree.isLeaf(child) else { continue }
                let (scores, mayHaveGaps) = aggregating.load(child, stretch, scratch)
                let points = scratch.zeros
                let factor = factors[child]
                if let varying = factor.varying {
                    for index in 0..<count { points[index] = varying[index] * scores[index] }
                } else {
                    for index in 0..<count { points[index] = factor.uniform * scores[index] }
                }
                if mayHaveGaps || factor.varying != nil {
                    for index in 0..<count { points[index] = points[index].isFinite ? points[index] : 0 }
                }
                use(
                    LeafPoints(
                        leaf: child, period: stretch.period, firstUnit: stretch.firstUnit,
                        points: UnsafeBufferPointer(start: points, count: count)))
            }
        }
    }
}

/// A factor per node: one number, or one per unit of the stretch. One worker's, never shared.
private final class Factors {
    private var uniform: [Double]
    private var isVarying: [Bool]
    private var buffers: [UnsafeMutablePointer<Double>?]

    init(nodes: Int) {
        uniform = Array(repeating: 0, count: nodes)
        isVarying = Array(repeating: false, count: nodes)
        buffers = Array(repeating: nil, count: nodes)
    }

    deinit { for buffer in buffers { buffer?.deallocate() } }

    func set(_ node: Int, _ factor: Double) {
        uniform[node] = factor
        isVarying[node] = false
    }

    /// The node's own buffer, to be filled.
    func varying(_ node: Int) -> UnsafeMutablePointer<Double> {
        isVarying[node] = true
        if let buffer = buffers[node] { return buffer }
        let buffer = UnsafeMutablePointer<Double>.allocate(capacity: Scratch.width)
        buffers[node] = buffer
        return buffer
    }

    subscript(node: Int) -> (uniform: Double, varying: UnsafePointer<Double>?) {
        (uniform[node], isVarying[node] ? buffers[node].map { UnsafePointer($0) } : nil)
    }
}
