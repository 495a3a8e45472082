/// Why a score changed from one run to another: each cause's points, averaged over every order in which the causes could
/// have changed one by one (Shapley). They sum to the change.
public struct Change: Sendable {
    public enum Cause: Int, Sendable, CaseIterable {
        /// The unit's own observed figures.
        case data
        /// The unit's figures that were filled in on either side.
        case imputation
        /// The other units, who move bounds and data-driven weights.
        case peers
        /// Fixed goalposts of the rule.
        case goalposts
        /// Given weights.
        case weights
        /// Everything else in the rule.
        case rule

        public var name: String {
            ["data", "imputation", "peers", "goalposts", "weights", "rule"][rawValue]
        }
    }

    /// A run and the period looked at.
    public struct Side: Sendable {
        public let run: Run
        public let period: Int
        public init(_ run: Run, period: Int) { (self.run, self.period) = (run, period) }
    }

    public let before: Double
    public let after: Double
    public let points: [Cause: Double]

    /// The change of a node's score in full precision; nil when either side, or any state between them, has none.
    ///
    /// Works the index out once per distinct state of causes that differ, at most 64 times.
    public init?(of node: String, unit: String, from before: Side, to after: Side) {
        guard let states = ChangeStates(node: node, unit: unit, before, after) else { return nil }
        let causes = Cause.allCases
        var values: [Double] = []
        for state in 0..<1 << causes.count {
            guard let value = states.score(state) else { return nil }
            values.append(value)
        }
        var points: [Cause: Double] = [:]
        // Weight of a coalition of k others among n causes: k! (n−k−1)! / n!.
        let factorials = (0...causes.count).map { n in (1...max(1, n)).reduce(1.0) { $0 * Double($1) } }
        for cause in causes {
            let bit = 1 << cause.rawValue
            points[cause] = (0..<values.count).filter { $0 & bit == 0 }.reduce(0.0) { sum, state in
                let others = state.nonzeroBitCount
                let weight = factorials[others] * factorials[causes.count - others - 1] / factorials[causes.count]
                return sum + weight * (values[state | bit] - values[state])
            }
        }
        self.before = values[0]
        self.after = values[values.count - 1]
        self.points = points
    }
}

/// The index worked out under mixtures of two sides.
private final class ChangeStates {
    private let node: String
    private let unit: String
    private let sides: [Change.Side]
    private let parts: [RunPart]
    /// Completed columns by rule side and data side, by indicator code.
    private var completed: [[[String: Column]]] = []
    private var known: [Int: Double] = [:]

    init?(node: String, unit: String, _ before: Change.Side, _ after: Change.Side) {
        (self.node, self.unit, sides) = (node, unit, [before, after])
        guard let first = before.run.part(period: before.period), let second = after.run.part(period: after.period) else { return nil }
        parts = [first, second]
        for ruleSide in 0..<2 {
            completed.append(
                (0..<2).map { dataSide in
                    let side = sides[dataSide]
                    let preparation = Preparation(
                        panel: side.run.panel, directory: side.run.directory,
                        sample: Sample(parts[ruleSide].rule.population, units: side.run.panel.units), periods: parts[dataSide].periods)
                    var columns: [String: Column] = [:]
                    for indicator in parts[ruleSide].rule.indicators {
                        var result = preparation.source(indicator)
                        preparation.run(indicator.steps[..<Preparation.completion(indicator)], of: indicator, on: &result)
                        columns[indicator.code] = result.column
                    }
                    return columns
                })
        }
    }

    func score(_ state: Int) -> Double? {
        func side(_ cause: Change.Cause) -> Int { state >> cause.rawValue & 1 }
        let ruleSide = side(.rule)
        let peers = side(.peers)
        var rule = parts[ruleSide].rule
        rule.takeGoalposts(of: parts[side(.goalposts)].rule)
        rule.takeWeights(of: parts[side(.weights)].rule)
        let base = sides[peers]
        // Interventions belong to the rule: those of its own period hold, wherever the figures are from.
        let ruled = sides[ruleSide].run.panel.periods[sides[ruleSide].period]
        let now = base.run.panel.periods[base.period]
        rule.interventions = rule.interventions.compactMap { intervention in
            guard let periods = intervention.periods else { return intervention }
            guard periods.contains(ruled) else { return nil }
            var moved = intervention
            moved.periods = [now]
            return moved
        }
        guard let tree = try? Tree(rule) else { return nil }
        guard let row = base.run.panel.unit(unit) else { return nil }
        let target = base.run.panel.cell(unit: row, period: base.period)
        var panel = base.run.panel
        let own = sides[side(.data)]
        guard let ownRow = own.run.panel.unit(unit) else { return nil }
        for (code, column) in zip(panel.codes, panel.columns) {
            let cell = own.run.panel[code]?[own.run.panel.cell(unit: ownRow, period: own.period)] ?? .missing
            guard cell != column[target] else { continue }
            var changed = column
            changed[target] = cell
            panel[code] = changed
        }
        var leaves: [Int: PreparedLeaf] = [:]
        for position in tree.nodes.indices {
            guard let index = tree.indicators[position], var column = completed[ruleSide][peers][rule.indicators[index].code] else {
                continue
            }
            let code = rule.indicators[index].code
            let cells = (0..<2).map { dataSide -> (cell: Cell, isImputed: Bool) in
                let panel = sides[dataSide].run.panel
                guard let row = panel.unit(unit), let column = completed[ruleSide][dataSide][code] else { return (.missing, false) }
                let cell = panel.cell(unit: row, period: sides[dataSide].period)
                return (column[cell], column.isImputed(cell))
            }
            let chosen = cells[cells[0].isImputed || cells[1].isImputed ? side(.imputation) : side(.data)].cell
            if column[target] != chosen { column[target] = chosen }
            leaves[position] = PreparedLeaf(completed: column, figures: column, scale: .table([]), bounds: [], hasGaps: [])
        }
        // The periods of the peers' side decide wherever a rule looks at more than one period.
        let version = RuleVersion(id: "mixed", rule: rule)
        let periods = rule.crossesPeriods ? parts[peers].periods : [base.period]
        var computing = Computing(
            part: RunPart(version: version, periods: periods, panel: panel, tree: tree), directory: base.run.directory,
            solver: base.run.solver)
        do { try computing.run(given: leaves, isRanking: false) } catch { return nil }
        guard let position = computing.part.position(of: node), let local = periods.firstIndex(of: base.period) else { return nil }
        return computing.part.fullScore(position, local * panel.units.count + row)
    }
}

extension Rule {
    /// Fixed bounds of another rule's indicators of the same code.
    mutating func takeGoalposts(of other: Rule) {
        let theirs = Dictionary(other.indicators.map { ($0.code, $0.normalisation) }) { first, _ in first }
        for index in indicators.indices {
            guard let bounds = theirs[indicators[index].code] else { continue }
            if indicators[index].normalisation.low.isFixed, bounds.low.isFixed { indicators[index].normalisation.low = bounds.low }
            if indicators[index].normalisation.high.isFixed, bounds.high.isFixed { indicators[index].normalisation.high = bounds.high }
        }
    }

    /// Given weights of another rule's nodes of the same code.
    mutating func takeWeights(of other: Rule) {
        let theirs = Dictionary(other.nodes.map { ($0.code, $0) }) { first, _ in first }
        for index in nodes.indices {
            guard let node = theirs[nodes[index].code] else { continue }
            nodes[index].weight = node.weight
            nodes[index].weighting = node.weighting
        }
    }

    /// Whether a score can depend on another period than its own once gaps are filled.
    var crossesPeriods: Bool {
        indicators.contains { indicator in
            indicator.normalisation.scope.crossesPeriods
                || indicator.steps.contains { step in
                    switch step {
                    case .cap(_, _, let scope): scope.crossesPeriods
                    case .treatOutliers(let rule): rule.scope.crossesPeriods
                    default: false
                    }
                }
        }
            || nodes.contains { node in
                if let scope = node.normalisation?.scope, scope.crossesPeriods { return true }
                if case .fromData(_, _, let scope) = node.weighting { return scope.crossesPeriods }
                return false
            }
    }
}
