extension Computing {
    /// Interventions on leaves turn their scores into a table before anything is aggregated.
    mutating func intervene(onLeavesOf tree: Tree) {
        let interventions = Interventions(part)
        var outcomes: [Interventions.Outcome] = []
        for node in tree.nodes.indices where tree.isLeaf(node) && interventions.touches(node) {
            guard var leaf = part.leaves[node] else { continue }
            var scores = (0..<part.panel.cellCount).map { leaf.score($0, units: part.units) }
            for (local, period) in part.periods.enumerated() {
                for unit in 0..<part.units {
                    let cell = period * part.units + unit
                    scores[cell] = interventions.apply(
                        to: node, scores[cell], unit: unit, period: period, units: part.units, localCell: local * part.units + unit,
                        scores: { _ in .nan }, &outcomes)
                }
                leaf.hasGaps[period] = true
            }
            leaf.scale = .table(scores)
            part.leaves[node] = leaf
        }
        take(outcomes)
    }

    /// Says of every inner node where it has no score or spread weight over gaps, and what is missing.
    mutating func reportGaps() {
        let limit = 100_000
        var told = 0
        var left = 0
        let excluded = part.rule.population.excluded
        for node in part.tree.reading {
            guard let slot = part.slots[node] else { continue }
            let children = part.tree.children[node]
            for stretch in part.stretches where mayHaveGaps(node, stretch) {
                for row in 0..<stretch.count {
                    let cell = stretch.tableCell + row
                    let score = part.table[slot * part.cells + cell]
                    if score.isNotApplicable { continue }
                    let weights = part.weights(of: node, local: stretch.local)
                    let missing = zip(children, weights).filter { child, weight in
                        let value = part.used(child, cell)
                        return weight != 0 && value.isNaN && !value.isNotApplicable
                    }
                    guard !missing.isEmpty || score.isNaN, !excluded.contains(part.panel.units[stretch.firstUnit + row]) else { continue }
                    guard told < limit else {
                        left += 1
                        continue
                    }
                    told += 1
                    let total = weights.reduce(0, +)
                    let share = total > 0 ? 1 - missing.reduce(0) { $0 + $1.1 } / total : 0
                    part.findings.append(
                        Finding(
                            score.isNaN ? .warning : .notice, score.isNaN ? .insufficient : .reweighted,
                            unit: part.panel.units[stretch.firstUnit + row], period: part.panel.periods[stretch.period],
                            node: part.tree.nodes[node].code,
                            [
                                "missing": missing.map { part.tree.nodes[$0.0].code }.joined(separator: " "),
                                "coverage": Decimals.round(share, 4).description,
                            ]))
                }
            }
        }
        if left > 0 { part.findings.append(Finding(.notice, .more, ["count": String(left)])) }
    }

    private func mayHaveGaps(_ node: Int, _ stretch: Stretch) -> Bool {
        ([node] + part.tree.children[node]).contains { position in
            if let slot = part.slots[position] { return part.gaps[slot * part.stretches.count + stretch.number] }
            return part.leaves[position]?.hasGaps[stretch.period] ?? true
        }
    }
}
