/// A scheme worked out over a panel: scores, ranks, and everything needed to say why.
public struct Run: Sendable {
    public let scheme: Scheme
    public let panel: Panel
    public let directory: UnitDirectory
    public let solver: (any LinearProgramSolver)?
    /// By first period; each period belongs to one part at most.
    public let parts: [RunPart]
    private let faults: [Finding]
    private let partOfPeriod: [Int?]

    /// - Parameters:
    ///   - asOf: the day whose knowledge decides which rule versions exist; nil knows all.
    ///   - solver: needed by benefit of the doubt only.
    /// - Throws: the first fault in the shape of a rule.
    public init(
        _ scheme: Scheme, _ panel: Panel, _ directory: UnitDirectory = UnitDirectory(), asOf: String? = nil,
        solver: (any LinearProgramSolver)? = nil
    ) throws(RuleFault) {
        self.scheme = scheme
        self.panel = panel
        self.directory = directory
        self.solver = solver
        var findings: [Finding] = []
        var groups: [(version: RuleVersion, periods: [Int])] = []
        for (index, period) in panel.periods.enumerated() {
            guard let version = scheme.version(for: period, asOf: asOf) else {
                findings.append(Finding(.warning, .noVersion, period: period))
                continue
            }
            if let position = groups.firstIndex(where: { $0.version.id == version.id }) {
                groups[position].periods.append(index)
            } else {
                groups.append((version, [index]))
            }
        }
        var parts: [RunPart] = []
        var partOfPeriod = [Int?](repeating: nil, count: panel.periods.count)
        for (version, periods) in groups {
            let tree = try Tree(version.rule)
            var computing = Computing(
                part: RunPart(version: version, periods: periods, panel: panel, tree: tree), directory: directory, solver: solver)
            try computing.run()
            for period in periods { partOfPeriod[period] = parts.count }
            findings += computing.part.findings
            parts.append(computing.part)
        }
        self.parts = parts
        self.faults = findings
        self.partOfPeriod = partOfPeriod
    }

    /// Everything the run has to say, gaps last. Gaps are gathered on each call: O(cells × nodes).
    public var findings: [Finding] { faults + parts.flatMap { $0.gapFindings() } }

    /// Gaps are never errors.
    public var hasErrors: Bool { faults.contains { $0.severity == .error } }

    public func part(period: Int) -> RunPart? {
        guard partOfPeriod.indices.contains(period) else { return nil }
        return partOfPeriod[period].map { parts[$0] }
    }

    /// A published score; nil when there is none.
    public func score(_ unit: String, _ period: String, _ node: String) -> Double? {
        guard let place = place(unit, period, node) else { return nil }
        return place.part.score(place.node, place.cell)
    }

    public func rank(_ unit: String, _ period: String, _ node: String) -> Double? {
        guard let place = place(unit, period, node) else { return nil }
        return place.part.rank(place.node, place.cell)
    }

    private func place(_ unit: String, _ period: String, _ node: String) -> (part: RunPart, node: Int, cell: Int)? {
        guard let u = panel.unit(unit), let p = panel.period(period), let part = part(period: p), let n = part.position(of: node),
            let local = part.periods.firstIndex(of: p)
        else { return nil }
        return (part, n, local * panel.units.count + u)
    }
}

extension RunPart {
    /// Position of a node in `nodes`.
    public func position(of code: String) -> Int? { tree.nodes.firstIndex { $0.code == code } }

    /// Nodes from the root down, parents before children.
    public var readingOrder: [Int] { tree.reading }

    public func isLeaf(_ node: Int) -> Bool { tree.isLeaf(node) }
    public func children(of node: Int) -> [Int] { tree.children[node] }
    public func parent(of node: Int) -> Int? { tree.parents[node] }
    public var root: Int { tree.root }

    /// A published score; nil when there is none or it is withheld. `cell` counts units within `periods`.
    public func score(_ node: Int, _ cell: Int) -> Double? {
        guard !isHidden(node, cell) else { return nil }
        let score = published(used(node, cell), node)
        return score.isNaN ? nil : score
    }

    /// The score of an inner node in full, whether published or not.
    public func fullScore(_ node: Int, _ cell: Int) -> Double? {
        let score = used(node, cell)
        return score.isNaN ? nil : score
    }

    /// Nil for leaves, unranked units and absent scores.
    public func rank(_ node: Int, _ cell: Int) -> Double? {
        guard let slot = slots[node], !isHidden(node, cell) else { return nil }
        let rank = ranks[slot * cells + cell]
        return rank.isNaN ? nil : rank
    }

    /// The figure a leaf's score was made of.
    public func figure(_ node: Int, _ cell: Int) -> Double? {
        let value = leaves[node]?.figures.values[panelCell(cell)]
        return value.flatMap { $0.isNaN ? nil : $0 }
    }

    public func isImputed(_ node: Int, _ cell: Int) -> Bool { leaves[node]?.figures.isImputed(panelCell(cell)) ?? false }

    /// The bounds a leaf was scaled by in a period of the panel.
    public func bounds(_ node: Int, period: Int) -> Bounds? { leaves[node]?.bounds[period] }

    /// Weights of a node's children in a period of the panel, in the order of `children(of:)`.
    public func weights(of node: Int, period: Int) -> [Double] {
        guard let local = periods.firstIndex(of: period), !tree.isLeaf(node) else { return [] }
        return Array(weights(of: node, local: local))
    }

    /// Normalised scores of a leaf over the cells of `periods`; NaN where absent.
    public func normalised(_ node: Int) -> [Double] {
        tree.isLeaf(node) ? periods.indices.flatMap { normalised(node, local: $0) } : (0..<cells).map { used(node, $0) }
    }

    /// Product of the shares down the tree, by node, before gaps; the root has 1.
    public func effectiveWeights(period: Int) -> [Double] {
        var result = Array(repeating: 0.0, count: tree.nodes.count)
        result[tree.root] = 1
        for node in tree.reading where !tree.isLeaf(node) {
            let weights = weights(of: node, period: period)
            let total = weights.reduce(0, +)
            for (child, weight) in zip(tree.children[node], weights) { result[child] = total == 0 ? 0 : result[node] * weight / total }
        }
        return result
    }

    func panelCell(_ cell: Int) -> Int { periods[cell / units] * units + cell % units }

    private func isHidden(_ node: Int, _ cell: Int) -> Bool {
        blocked[node]?.contains(cell) == true || rule.population.excluded.contains(panel.units[cell % units])
    }
}
