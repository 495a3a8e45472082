extension RunPart {
    /// The part as it would be with other figures in one cell: bounds and all other units stay as they are.
    ///
    /// - Parameter figures: By leaf, after the steps. Leaves whose scores are places among others keep theirs.
    public func reaching(_ figures: [Int: Double], at cell: Int, in run: Run) throws(RuleFault) -> RunPart {
        var changed = self
        let target = panelCell(cell)
        for (node, figure) in figures {
            guard var leaf = leaves[node] else { continue }
            var scores = (0..<panel.cellCount).map { leaf.score($0, units: units) }
            switch leaf.scale {
            case .affine(let scales): scores[target] = scales[target / units].score(figure)
            case .table:
                let rule = tree.indicators[node].map { self.rule.indicators[$0].normalisation }
                if let rule, case .computed = rule.method { scores[target] = rule.ceiling }
            }
            leaf.scale = .table(scores)
            changed.leaves[node] = leaf
        }
        (changed.applied, changed.blocked, changed.findings) = ([], [:], [])
        var computing = Computing(part: changed, directory: run.directory, solver: run.solver)
        try computing.aggregate()
        return computing.part
    }

    /// The targets of the rule's indicators, by leaf.
    public var targets: [Int: Double] {
        var result: [Int: Double] = [:]
        for (node, indicator) in tree.indicators.enumerated() {
            if let indicator, let target = rule.indicators[indicator].target { result[node] = target }
        }
        return result
    }
}
