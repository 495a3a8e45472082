import Foundation

/// One line of the reason for a score: so many points of the root come from here.
public struct Contribution: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A leaf; leaves and the lines below sum to the score.
        case indicator
        /// An inner node: the subtotal of what is below it, not to be added again.
        case group
        /// A missing child that counts as a fixed score.
        case absence
        case rounding
        /// A score set, capped or changed by rule.
        case intervention
        /// The constant of a scale a node is put on, or what its bounds hold back.
        case scale
        /// The score of a method over all units, which cannot be split among children.
        case method
    }

    /// Position in `RunPart.nodes`.
    public let node: Int
    public let kind: Kind
    /// What a leaf's score was made of.
    public let figure: Double?
    public let score: Double?
    /// Share in the parent after gaps.
    public let weight: Double?
    public let points: Double

    /// Whether the line is part of the sum.
    public var counts: Bool { kind != .group }
}

extension RunPart {
    /// Why the root has its score in a cell: lines whose points, groups aside, sum to the published score within 1e-12 of
    /// its size. Empty when there is no score. Parents come before children.
    ///
    /// Means other than the arithmetic are split by what each child adds at the margin, which for them sums exactly (Euler).
    public func contributions(_ cell: Int) -> [Contribution] {
        let full = used(tree.root, cell)
        guard !full.isNaN else { return [] }
        var lines: [Contribution] = []
        var interventions: [String: Double] = [:]
        let (unit, period) = (panel.units[cell % units], panel.periods[periods[cell / units]])
        if !rule.interventions.isEmpty {
            for applied in applied where applied.unit == unit && applied.period == period && !applied.after.isNaN {
                interventions[applied.node, default: 0] += applied.after - (applied.before.isNaN ? 0 : applied.before)
            }
        }
        var stack: [(node: Int, factor: Double, weight: Double?)] = [(tree.root, 1, nil)]
        while let (node, factor, weight) = stack.popLast() {
            let value = used(node, cell)
            if tree.isLeaf(node) {
                lines.append(
                    Contribution(
                        node: node, kind: .indicator, figure: figure(node, cell), score: value, weight: weight, points: factor * value))
                let intervened = interventions[tree.nodes[node].code] ?? 0
                if intervened != 0 {
                    let own = lines.removeLast()
                    lines.append(
                        Contribution(
                            node: node, kind: .indicator, figure: own.figure, score: own.score, weight: weight,
                            points: factor * (value - intervened)))
                    lines.append(
                        Contribution(node: node, kind: .intervention, figure: nil, score: nil, weight: nil, points: factor * intervened))
                }
                continue
            }
            lines.append(Contribution(node: node, kind: .group, figure: nil, score: value, weight: weight, points: factor * value))
            let parts = split(node, cell)
            var sum = 0.0
            for part in parts.reversed() {
                sum += part.multiplier * part.score
                if part.isAbsent {
                    lines.append(
                        Contribution(
                            node: part.child, kind: .absence, figure: nil, score: part.score, weight: part.share,
                            points: factor * part.multiplier * part.score))
                } else {
                    stack.append((part.child, factor * part.multiplier, part.share))
                }
            }
            let intervened = interventions[tree.nodes[node].code] ?? 0
            if intervened != 0 {
                lines.append(
                    Contribution(node: node, kind: .intervention, figure: nil, score: nil, weight: nil, points: factor * intervened))
            }
            let rest = value - sum - intervened
            if abs(rest) > 1e-13 * max(1, abs(value)) {
                lines.append(Contribution(node: node, kind: restKind(node), figure: nil, score: nil, weight: nil, points: factor * rest))
            }
        }
        let shown = published(full, tree.root)
        if shown != full {
            lines.append(Contribution(node: tree.root, kind: .rounding, figure: nil, score: nil, weight: nil, points: shown - full))
        }
        return lines
    }

    private func restKind(_ node: Int) -> Contribution.Kind {
        if case .relational = tree.nodes[node].aggregation { return .method }
        if let rescale = tree.nodes[node].normalisation { return rescales[node] == nil || isRankLike(rescale) ? .method : .scale }
        return .rounding
    }

    private func isRankLike(_ rule: Normalisation) -> Bool {
        switch rule.method {
        case .rank, .percentileRank, .borda, .bands, .optimum, .given, .computed: true
        default: false
        }
    }

    /// A child's part in its parent: `multiplier` · `score` is what it adds.
    struct Part {
        let child: Int
        let score: Double
        let share: Double
        var multiplier: Double
        let isAbsent: Bool
    }

    /// How an inner node's score is made of its children's, before interventions and rounding.
    func split(_ node: Int, _ cell: Int) -> [Part] {
        let children = tree.children[node]
        let weights = weights(of: node, local: cell / units)
        var present: [(child: Int, score: Double, weight: Double, isAbsent: Bool)] = []
        let total = weights.reduce(0, +)
        for (child, weight) in zip(children, weights) where weight != 0 {
            var score = used(child, cell)
            var isAbsent = false
            if score.isNaN {
                guard !score.isNotApplicable, case .counts(let value) = tree.nodes[child].absence,
                    leaves[child]?.isExcluded(period: periods[cell / units]) != true
                else { continue }
                (score, isAbsent) = (value, true)
            }
            if score == 0, aggregationSkipsZeros(node) { continue }
            present.append((child, score, weight, isAbsent))
        }
        let sum = present.reduce(0) { $0 + $1.weight }
        guard sum != 0 else { return [] }
        let slope = rescales[node]?[cell / units] ?? 1
        let multipliers = self.multipliers(node, present.map { ($0.score, $0.weight) }, sum: sum, total: total)
        return zip(present, multipliers).map { item, multiplier in
            Part(
                child: item.child, score: item.score, share: item.weight / sum, multiplier: multiplier * slope, isAbsent: item.isAbsent)
        }
    }

    private func aggregationSkipsZeros(_ node: Int) -> Bool {
        switch tree.nodes[node].aggregation {
        case .geometric(.missing), .harmonic(.missing), .generalised(_, .missing): true
        default: false
        }
    }

    private func multipliers(_ node: Int, _ values: [(score: Double, weight: Double)], sum: Double, total: Double) -> [Double] {
        func mean(_ term: (Double) -> Double) -> Double { values.reduce(0) { $0 + $1.weight * term($1.score) } / sum }
        switch tree.nodes[node].aggregation {
        case .arithmetic: return values.map { $0.weight / sum }
        case .sum: return values.map { $0.weight * (total / sum) }
        case .geometric:
            guard values.allSatisfy({ $0.score > 0 }) else { return values.map { _ in 0 } }
            let score = exp(mean { log($0) })
            return values.map { $0.weight / sum * score / $0.score }
        case .harmonic:
            guard values.allSatisfy({ $0.score > 0 }) else { return values.map { _ in 0 } }
            let score = 1 / mean { 1 / $0 }
            return values.map { $0.weight / sum * (score / $0.score) * (score / $0.score) }
        case .generalised(let power, _):
            guard values.allSatisfy({ $0.score > 0 }) else { return values.map { _ in 0 } }
            let score = pow(mean { pow($0, power) }, 1 / power)
            return values.map { $0.weight / sum * pow($0.score / score, power - 1) }
        case .minimum, .maximum:
            let isMinimum = tree.nodes[node].aggregation == .minimum
            guard let best = isMinimum ? values.map(\.score).min() : values.map(\.score).max() else { return [] }
            let ties = Double(values.count { $0.score == best })
            return values.map { $0.score == best ? 1 / ties : 0 }
        case .median:
            let (low, high) = Aggregating.medianPositions(values.map { (value: $0.score, weight: $0.weight) })
            return values.indices.map { (($0 == low ? 0.5 : 0) + ($0 == high ? 0.5 : 0)) }
        case .relational: return values.map { _ in 0 }
        }
    }
}
