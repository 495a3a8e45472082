import Indicators

/// What a run says, as the files other programs read. Rows come by period, then unit, then node from the root down.
package struct IndexReport {
    package let run: Run
    package let publication: IndexSpec.Publication

    package init(_ run: Run, _ publication: IndexSpec.Publication) {
        (self.run, self.publication) = (run, publication)
    }

    /// Calls `body` for every cell that is computed, in order.
    private func cells(_ body: (RunPart, Int, String, String) throws -> Void) rethrows {
        for (period, name) in run.panel.periods.enumerated() {
            guard let part = run.part(period: period), let local = part.periods.firstIndex(of: period) else { continue }
            for (unit, code) in run.panel.units.enumerated() where !part.rule.population.excluded.contains(code) {
                try body(part, local * run.panel.units.count + unit, code, name)
            }
        }
    }

    /// `unit,period,node,score,rank`; a score that is missing or withheld is empty.
    package func scores(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var table = try IndexTable(["unit", "period", "node", "score", "rank"], to: sink)
        let leafRanks = publication.leaves ? LeafRanks(run) : nil
        try cells { part, cell, unit, period in
            for node in part.readingOrder {
                let isLeaf = part.isLeaf(node)
                if isLeaf, !publication.leaves { continue }
                if let chosen = publication.nodes, !chosen.contains(part.nodes[node].code), !isLeaf { continue }
                let rank = isLeaf ? leafRanks?.rank(part, node, cell) : part.rank(node, cell)
                try table.append([
                    unit, period, part.nodes[node].code, IndexTable.number(part.score(node, cell)), IndexTable.number(rank),
                ])
            }
        }
        try table.flush()
    }

    /// Why the root has its score: lines of kind other than `group` sum to it.
    package func contributions(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var table = try IndexTable(
            ["unit", "period", "node", "parent", "kind", "figure", "score", "weight", "contribution"], to: sink)
        try cells { part, cell, unit, period in
            for line in part.contributions(cell) {
                let parent = part.parent(of: line.node).map { part.nodes[$0].code } ?? ""
                try table.append([
                    unit, period, part.nodes[line.node].code, parent, line.kind.rawValue, IndexTable.number(line.figure),
                    IndexTable.number(line.score), IndexTable.number(line.weight), IndexTable.number(line.points),
                ])
            }
        }
        try table.flush()
    }

    /// Everything the run has to say about data and rule, most severe first.
    package func diagnostics(_ findings: [Finding], sentence: (Finding) -> String, to sink: @escaping ([UInt8]) throws -> Void) throws {
        var table = try IndexTable(["severity", "code", "unit", "period", "node", "message"], to: sink)
        let order = findings.enumerated().sorted { a, b in
            a.element.severity == b.element.severity ? a.offset < b.offset : a.element.severity > b.element.severity
        }
        for (_, finding) in order {
            try table.append([
                ["notice", "warning", "error"][finding.severity.rawValue], finding.kind.rawValue, finding.unit ?? "", finding.period ?? "",
                finding.node ?? "", sentence(finding),
            ])
        }
        try table.flush()
    }
}

/// Ranks of indicators, worked out only where they are published.
private struct LeafRanks {
    private var ranks: [String: [Double?]] = [:]

    init(_ run: Run) {
        for part in run.parts {
            for node in part.readingOrder where part.isLeaf(node) {
                ranks[part.version.id + "\u{0}" + part.nodes[node].code] = part.leafRanks(node, run.directory)
            }
        }
    }

    func rank(_ part: RunPart, _ node: Int, _ cell: Int) -> Double? {
        ranks[part.version.id + "\u{0}" + part.nodes[node].code]?[cell]
    }
}
