/// The periods one rule version decides, with everything worked out on the way.
public struct RunPart: Sendable {
    public let version: RuleVersion
    /// Positions in the panel's periods.
    public let periods: [Int]
    public let panel: Panel
    let tree: Tree
    let sample: Sample
    /// By node; nil for inner nodes.
    var leaves: [PreparedLeaf?]
    /// By node: weights of its children, period after period of `periods`.
    var weights: [[Double]]
    /// Scores of inner nodes: slot · cells + local cell.
    var table: [Double]
    let slots: [Int?]
    /// Of nodes put on a scale of their own: the slope per scored period, where there is one.
    var rescales: [Int: [Double]] = [:]
    var ranks: [Double]
    /// Where a rule intervened, in cell order.
    public internal(set) var applied: [AppliedIntervention] = []
    /// Local cells whose score is withheld, by node.
    var blocked: [Int: Set<Int>] = [:]
    var findings: [Finding] = []
    let stretches: [Stretch]
    /// Per slot and stretch: whether a score is absent.
    var gaps: [Bool]
    /// Share of the indicators below that have a value, slot · cells + local cell; empty unless a node asks for it.
    var leafShares: [Double] = []

    public var rule: Rule { version.rule }
    public var nodes: [Node] { tree.nodes }
    var units: Int { panel.units.count }
    var cells: Int { periods.count * units }

    init(version: RuleVersion, periods: [Int], panel: Panel, tree: Tree) {
        (self.version, self.periods, self.panel, self.tree) = (version, periods, panel, tree)
        sample = Sample(version.rule.population, units: panel.units)
        leaves = Array(repeating: nil, count: tree.nodes.count)
        weights = Array(repeating: [], count: tree.nodes.count)
        var slots: [Int?] = []
        var next = 0
        for node in tree.nodes.indices {
            slots.append(tree.isLeaf(node) ? nil : next)
            if !tree.isLeaf(node) { next += 1 }
        }
        self.slots = slots
        stretches = Stretch.all(periods: periods, units: panel.units.count)
        table = Array(repeating: .nan, count: next * periods.count * panel.units.count)
        ranks = []
        gaps = Array(repeating: true, count: next * stretches.count)
    }

    /// The rule's rounding for a node: digits, or nil for none.
    func digits(_ node: Int, at level: Rounding.Level) -> Int? {
        guard rule.rounding.level == level || rule.rounding.level == .everyLevel else { return nil }
        if tree.isLeaf(node), !rule.rounding.leaves { return nil }
        return tree.nodes[node].digits ?? rule.rounding.digits
    }

    /// Weights of a node's children in a scored period, in the tree's order.
    func weights(of node: Int, local: Int) -> ArraySlice<Double> {
        let count = tree.children[node].count
        return weights[node][local * count..<(local + 1) * count]
    }

    /// Scores of a leaf in one scored period, unit by unit; NaN where absent.
    func normalised(_ node: Int, local: Int) -> [Double] {
        guard let leaf = leaves[node], digits(node, at: .everyLevel) == nil else {
            return (0..<units).map { used(node, local * units + $0) }
        }
        let first = periods[local] * units
        switch leaf.scale {
        case .affine(let scales):
            let scale = scales[periods[local]]
            return leaf.figures.values[first..<first + units].map { scale.score($0) }
        case .table(let scores): return Array(scores[first..<first + units])
        }
    }

    /// The score a parent works with; NaN when there is none. `local` is a cell of `periods`.
    func used(_ node: Int, _ local: Int) -> Double {
        if let slot = slots[node] { return table[slot * cells + local] }
        guard let leaf = leaves[node] else { return .nan }
        let cell = periods[local / units] * units + local % units
        var score = leaf.score(cell, units: units)
        if let digits = digits(node, at: .everyLevel) { score = Decimals.round(score, digits, rule.rounding.mode) }
        if score.isNaN, leaf.figures.notApplicable?[cell] == true { return .notApplicable }
        return score
    }
}

/// A score the rule set, capped or withheld.
public struct AppliedIntervention: Hashable, Sendable {
    public let node: String
    public let unit: String
    public let period: String
    public let before: Double
    public let after: Double
    public let intervention: Intervention
}
