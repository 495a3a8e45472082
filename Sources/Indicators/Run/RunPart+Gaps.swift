extension RunPart {
    /// Says of every inner node where it has no score or spread weight over gaps, and what is missing; after `limit` only how many more.
    func gapFindings(limit: Int = 100_000) -> [Finding] {
        var findings: [Finding] = []
        var left = 0
        let isExcluded = panel.units.map { rule.population.excluded.contains($0) }
        for node in tree.reading {
            guard let slot = slots[node] else { continue }
            let children = tree.children[node]
            for stretch in stretches where mayHaveGaps(node, stretch) {
                let weights = Array(weights(of: node, local: stretch.local))
                let total = weights.reduce(0, +)
                let counted = children.indices.filter { weights[$0] != 0 && mayHaveGaps(in: children[$0], stretch) }
                var missing = Array(repeating: 0, count: stretch.count)
                for child in counted { eachGap(children[child], stretch) { missing[$0] += 1 } }
                for row in 0..<stretch.count {
                    let score = table[slot * cells + stretch.tableCell + row]
                    guard missing[row] > 0 || score.isNaN, !score.isNotApplicable, !isExcluded[stretch.firstUnit + row] else { continue }
                    guard findings.count < limit else {
                        left += 1
                        continue
                    }
                    let cell = stretch.tableCell + row
                    let absent = counted.filter { child in
                        let value = used(children[child], cell)
                        return value.isNaN && !value.isNotApplicable
                    }
                    let share = total > 0 ? 1 - absent.reduce(0) { $0 + weights[$1] } / total : 0
                    findings.append(
                        Finding(
                            score.isNaN ? .warning : .notice, score.isNaN ? .insufficient : .reweighted,
                            unit: panel.units[stretch.firstUnit + row], period: panel.periods[stretch.period], node: tree.nodes[node].code,
                            [
                                "missing": absent.map { tree.nodes[children[$0]].code }.joined(separator: " "),
                                "coverage": Decimals.round(share, 4).description,
                            ]))
                }
            }
        }
        if left > 0 { findings.append(Finding(.notice, .more, ["count": String(left)])) }
        return findings
    }

    private func mayHaveGaps(_ node: Int, _ stretch: Stretch) -> Bool {
        mayHaveGaps(in: node, stretch) || tree.children[node].contains { mayHaveGaps(in: $0, stretch) }
    }

    private func mayHaveGaps(in node: Int, _ stretch: Stretch) -> Bool {
        if let slot = slots[node] { return gaps[slot * stretches.count + stretch.number] }
        return leaves[node]?.hasGaps[stretch.period] ?? true
    }

    /// Rows of the stretch in which a node should have a score and has none.
    private func eachGap(_ node: Int, _ stretch: Stretch, _ use: (Int) -> Void) {
        if let slot = slots[node] {
            let start = slot * cells + stretch.tableCell
            table.withUnsafeBufferPointer { table in
                for row in 0..<stretch.count where table[start + row].isNaN && !table[start + row].isNotApplicable { use(row) }
            }
            return
        }
        guard let leaf = leaves[node] else { return (0..<stretch.count).forEach(use) }
        let start = stretch.panelCell
        leaf.source.withUnsafeBufferPointer { source in
            for row in 0..<stretch.count where source[start + row].isNaN && leaf.figures.notApplicable?[start + row] != true { use(row) }
        }
    }
}

extension PreparedLeaf {
    /// What is absent where the score is.
    fileprivate var source: [Double] {
        if case .table(let scores) = scale { scores } else { figures.values }
    }
}
