/// The interventions of a rule, made ready to be applied cell by cell.
struct Interventions: Sendable {
    struct Outcome: Sendable {
        let node: Int
        /// Local cell.
        let cell: Int
        let before: Double
        let after: Double
        let isBlocked: Bool
        let intervention: Intervention
    }

    private struct Ready: Sendable {
        let intervention: Intervention
        /// Nil is all.
        let units: Set<Int>?
        let periods: Set<Int>?
        let conditions: [(source: Source, condition: Intervention.Condition)]
    }

    private enum Source: Sendable {
        /// Cells of the panel.
        case figures([Double])
        /// A slot of the table.
        case scores(Int)
    }

    private let byNode: [[Ready]]

    init(_ part: RunPart) {
        var byNode = Array(repeating: [Ready](), count: part.tree.nodes.count)
        guard !part.rule.interventions.isEmpty else {
            self.byNode = byNode
            return
        }
        let positions = Dictionary(part.tree.nodes.enumerated().map { ($1.code, $0) }) { first, _ in first }
        let none = Array(repeating: Double.nan, count: part.panel.cellCount)
        for intervention in part.rule.interventions.sorted(by: { $0.effect.order < $1.effect.order }) {
            guard let node = positions[intervention.node] else { continue }
            let conditions = intervention.conditions.map { condition -> (source: Source, condition: Intervention.Condition) in
                if let position = positions[condition.of], let slot = part.slots[position] { return (.scores(slot), condition) }
                let leaf =
                    positions[condition.of] ?? part.tree.nodes.firstIndex { $0.indicator == condition.of }
                if let leaf, let figures = part.leaves[leaf]?.figures.values { return (.figures(figures), condition) }
                return (.figures(part.panel[condition.of]?.values ?? none), condition)
            }
            byNode[node].append(
                Ready(
                    intervention: intervention, units: intervention.units.map { Set($0.compactMap(part.panel.unit)) },
                    periods: intervention.periods.map { Set($0.compactMap(part.panel.period)) }, conditions: conditions))
        }
        self.byNode = byNode
    }

    func touches(_ node: Int) -> Bool { !byNode[node].isEmpty }

    /// Applies interventions, then rounding, to a worked-out stretch of a node; gap flags are set anew.
    func finish(_ node: Int, _ stretch: Stretch, _ aggregating: Aggregating, _ outcomes: inout [Outcome]) {
        let part = aggregating.part
        guard let slot = part.slots[node] else { return }
        let scores = aggregating.table + (slot * part.cells + stretch.tableCell)
        for row in 0..<stretch.count where !byNode[node].isEmpty {
            scores[row] = apply(
                to: node, scores[row], unit: stretch.firstUnit + row, period: stretch.period, units: part.units,
                localCell: stretch.tableCell + row, scores: { aggregating.table[$0 * part.cells + stretch.tableCell + row] }, &outcomes)
        }
        if let digits = part.digits(node, at: .everyLevel) {
            for row in 0..<stretch.count where !scores[row].isNaN {
                scores[row] = Decimals.round(scores[row], digits, part.rule.rounding.mode)
            }
        }
        var hasGaps = false
        for row in 0..<stretch.count where scores[row].isNaN { hasGaps = true }
        aggregating.gaps[slot * part.stretches.count + stretch.number] = hasGaps
    }

    func apply(
        to node: Int, _ score: Double, unit: Int, period: Int, units: Int, localCell: Int, scores: (Int) -> Double,
        _ outcomes: inout [Outcome]
    ) -> Double {
        var score = score
        for ready in byNode[node] {
            if let chosen = ready.units, !chosen.contains(unit) { continue }
            if let chosen = ready.periods, !chosen.contains(period) { continue }
            let holds = ready.conditions.allSatisfy { source, condition in
                switch source {
                case .figures(let figures): condition.holds(figures[period * units + unit])
                case .scores(let slot): condition.holds(scores(slot))
                }
            }
            guard holds else { continue }
            let before = score
            score = ready.intervention.effect(on: score)
            let isBlocked = ready.intervention.effect == .block
            let isTold = isBlocked || ready.intervention.effect == .hold
            guard isTold || before != score && !(before.isNaN && score.isNaN) else { continue }
            outcomes.append(
                Outcome(
                    node: node, cell: localCell, before: before, after: score, isBlocked: isBlocked, intervention: ready.intervention))
        }
        return score
    }
}

extension Intervention.Effect {
    /// Scores are set before they are capped, and capped before they are withheld.
    var order: Int {
        switch self {
        case .set, .multiply, .add, .withdraw: 0
        case .cap: 1
        case .block: 2
        case .hold: 3
        }
    }

    func callAsFunction(on score: Double) -> Double {
        switch self {
        case .set(let value): value
        case .cap(let value): score > value ? value : score
        case .multiply(let factor): score * factor
        case .add(let points): score + points
        case .block, .hold: score
        case .withdraw: .nan
        }
    }
}

extension Intervention.Condition {
    func holds(_ raw: Double) -> Bool {
        let figure = digits.map { Decimals.round(raw, $0) } ?? raw
        return switch comparison {
        case .missing: figure.isNaN
        case .below: figure < value
        case .atMost: figure <= value
        case .equal: figure == value
        case .notEqual: !figure.isNaN && figure != value
        case .atLeast: figure >= value
        case .above: figure > value
        }
    }
}
