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
}
