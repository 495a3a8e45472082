import Foundation

/// Works out inner nodes over stretches of cells. One value serves all workers; each brings its own scratch.
struct Aggregating {
    let part: RunPart
    let table: UnsafeMutablePointer<Double>
    let gaps: UnsafeMutablePointer<Bool>

    /// Writes the scores of `node` over `stretch` into the table, before interventions and rounding.
    func aggregate(_ node: Int, _ stretch: Stretch, _ scratch: Scratch) {
        guard let slot = part.slots[node] else { return }
        let out = table + (slot * part.cells + stretch.tableCell)
        let isWhole = combine(node, stretch, scratch, into: out)
        gaps[slot * part.stretches.count + stretch.number] = !isWhole
    }

    /// The scores of a child over a stretch and whether any may be absent.
    func load(_ child: Int, _ stretch: Stretch, _ scratch: Scratch) -> (scores: UnsafePointer<Double>, mayHaveGaps: Bool) {
        let absence = part.tree.nodes[child].absence
        if let slot = part.slots[child] {
            let scores = table + (slot * part.cells + stretch.tableCell)
            let mayHaveGaps = gaps[slot * part.stretches.count + stretch.number]
            guard mayHaveGaps, case .counts(let value) = absence else { return (UnsafePointer(scores), mayHaveGaps) }
            for index in 0..<stretch.count {
                scratch.scores[index] = scores[index].isNaN && !scores[index].isNotApplicable ? value : scores[index]
            }
            return (UnsafePointer(scratch.scores), true)
        }
        guard let leaf = part.leaves[child] else { return (UnsafePointer(scratch.scores), true) }
        let scores = scratch.scores
        switch leaf.scale {
        case .affine(let scales):
            leaf.figures.values.withUnsafeBufferPointer { figures in
                guard let base = figures.baseAddress else { return }
                Self.scale(base + stretch.panelCell, scales[stretch.period], into: scores, stretch.count)
            }
        case .table(let values):
            values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                scores.update(from: base + stretch.panelCell, count: stretch.count)
            }
        }
        if let digits = part.digits(child, at: .everyLevel) {
            for index in 0..<stretch.count { scores[index] = Decimals.round(scores[index], digits, part.rule.rounding.mode) }
        }
        guard leaf.hasGaps[stretch.period] else { return (UnsafePointer(scores), false) }
        if let marks = leaf.figures.notApplicable {
            for index in 0..<stretch.count where scores[index].isNaN && marks[stretch.panelCell + index] { scores[index] = .notApplicable }
        }
        if case .counts(let value) = absence, !leaf.isExcluded(period: stretch.period) {
            for index in 0..<stretch.count where scores[index].isNaN && !scores[index].isNotApplicable { scores[index] = value }
        }
        return (UnsafePointer(scores), true)
    }

    private static func scale(_ x: UnsafePointer<Double>, _ scale: Scale.Affine, into y: UnsafeMutablePointer<Double>, _ count: Int) {
        let (base, span, worst, range) = (scale.base, scale.span, scale.worst, scale.range)
        for index in 0..<count { y[index] = base + span * ((x[index] - worst) / range) }
        guard scale.isClipped else { return }
        let (least, greatest) = (scale.least, scale.greatest)
        for index in 0..<count {
            // Comparisons with NaN are false, so gaps stay gaps.
            let value = y[index] < least ? least : y[index]
            y[index] = value > greatest ? greatest : value
        }
    }

    /// Answers whether every cell got a score.
    func combine(_ node: Int, _ stretch: Stretch, _ scratch: Scratch, into out: UnsafeMutablePointer<Double>) -> Bool {
        let rule = part.tree.nodes[node]
        let weights = part.weights(of: node, local: stretch.local)
        if case .median = rule.aggregation { return median(node, stretch, scratch, into: out) }
        var state = Gathering(count: stretch.count, scratch: scratch, aggregation: rule.aggregation)
        for (child, weight) in zip(part.tree.children[node], weights) where weight != 0 {
            let (scores, mayHaveGaps) = load(child, stretch, scratch)
            if mayHaveGaps, case .propagates = part.tree.nodes[child].absence {
                state.add(scores, weight, mayHaveGaps: false)
            } else {
                state.add(scores, weight, mayHaveGaps: mayHaveGaps)
            }
        }
        for (row, value) in state.faults {
            scratch.findings.append(
                Finding(
                    .error, .notPositive, unit: part.panel.units[stretch.firstUnit + row], period: part.panel.periods[stretch.period],
                    node: rule.code, ["value": Finding.text(value)]))
        }
        var isWhole = state.finish(rule.coverage, into: out)
        if rule.coverage.leaves > 0, let slot = part.slots[node], !part.leafShares.isEmpty {
            let start = slot * part.cells + stretch.tableCell
            for index in 0..<stretch.count where part.leafShares[start + index] < rule.coverage.leaves - 1e-12 {
                if !out[index].isNotApplicable { out[index] = .nan }
                isWhole = false
            }
        }
        return isWhole
    }

    private func median(_ node: Int, _ stretch: Stretch, _ scratch: Scratch, into out: UnsafeMutablePointer<Double>) -> Bool {
        let rule = part.tree.nodes[node]
        let weights = Array(part.weights(of: node, local: stretch.local))
        let columns = part.tree.children[node].map { child in
            Array(UnsafeBufferPointer(start: load(child, stretch, scratch).scores, count: stretch.count))
        }
        var isWhole = true
        for row in 0..<stretch.count {
            var present: [(value: Double, weight: Double)] = []
            var (total, propagates) = (0.0, false)
            for (index, child) in part.tree.children[node].enumerated() where weights[index] > 0 {
                let value = columns[index][row]
                if value.isNotApplicable { continue }
                total += weights[index]
                if !value.isNaN {
                    present.append((value, weights[index]))
                } else if case .propagates = part.tree.nodes[child].absence {
                    propagates = true
                }
            }
            let weight = present.reduce(0) { $0 + $1.weight }
            if total == 0 {
                out[row] = .notApplicable
            } else if propagates || present.count < max(1, rule.coverage.count) || weight < rule.coverage.weight * total - 1e-12 * total {
                out[row] = .nan
            } else {
                out[row] = Self.median(present)
            }
            isWhole = isWhole && !out[row].isNaN
        }
        return isWhole
    }

    /// The value with half of the weight on either side; the mean of two where the halves meet between them.
    static func median(_ values: [(value: Double, weight: Double)]) -> Double {
        let (low, high) = medianPositions(values)
        return low == high ? values[low].value : (values[low].value + values[high].value) / 2
    }

    static func medianPositions(_ values: [(value: Double, weight: Double)]) -> (Int, Int) {
        let order = values.indices.sorted { values[$0].value < values[$1].value }
        let half = values.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        for (place, index) in order.enumerated() {
            sum += values[index].weight
            if abs(sum - half) <= 1e-12 * half, place + 1 < order.count { return (index, order[place + 1]) }
            if sum > half { return (index, index) }
        }
        return (order[order.count - 1], order[order.count - 1])
    }
}
