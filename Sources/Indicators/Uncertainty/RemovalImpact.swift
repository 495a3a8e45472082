/// What leaving out one node at a time does to the ranks, its weight going to its siblings.
///
/// Source: OECD/JRC Handbook (2008), section 7; the mean absolute shift is its R̄.
public struct RemovalImpact: Sendable, Hashable {
    /// Position of the node in the tree.
    public let node: Int
    /// Mean of |Δ rank| over units ranked both times.
    public let meanShift: Double
    /// The unit that moves most, with how far (positive is up); nil when nobody moves.
    public let largest: Shift?
    /// Units that lose their rank because too little is left.
    public let unranked: [Int]

    public struct Shift: Sendable, Hashable {
        public let unit: Int
        public let places: Int
    }

    /// One entry for each of `nodes` (all leaves unless told) that has a sibling; the root and only children cannot be left out.
    /// O(nodes asked × units × nodes).
    public static func all(_ tree: WeightedTree, nodes: [Int]? = nil) -> [RemovalImpact] {
        let nominal = RankTable.ranks(tree.scores())
        return (nodes ?? tree.leaves).compactMap { node in
            guard tree.parents.indices.contains(node), let parent = tree.parents[node],
                tree.children[parent].contains(where: { $0 != node && tree.weights[$0] > 0 })
            else { return nil }
            var weights = tree.weights
            weights[node] = 0
            let ranks = RankTable.ranks(tree.scores(weights))
            var (sum, count) = (0.0, 0)
            var largest: Shift?
            var unranked: [Int] = []
            for unit in ranks.indices where !nominal[unit].isNaN {
                guard !ranks[unit].isNaN else {
                    unranked.append(unit)
                    continue
                }
                let places = Int(nominal[unit] - ranks[unit])
                sum += Double(abs(places))
                count += 1
                if abs(places) > abs(largest?.places ?? 0) { largest = Shift(unit: unit, places: places) }
            }
            return RemovalImpact(node: node, meanShift: count > 0 ? sum / Double(count) : 0, largest: largest, unranked: unranked)
        }
    }
}
