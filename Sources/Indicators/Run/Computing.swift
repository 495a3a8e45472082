/// Carries one part of a run from figures to ranks.
struct Computing {
    var part: RunPart
    let directory: UnitDirectory
    let solver: (any LinearProgramSolver)?

    /// Indicators already prepared may be given, by node; the rest is prepared here.
    mutating func run(given: [Int: PreparedLeaf] = [:], isRanking: Bool = true) throws(RuleFault) {
        prepare(given)
        intervene(onLeavesOf: part.tree)
        try aggregate()
        if isRanking { rank() }
    }

    /// From scores of leaves to scores of all nodes.
    mutating func aggregate() throws(RuleFault) {
        if part.rule.ranking.leaves > 0 || part.rule.nodes.contains(where: { $0.coverage.leaves > 0 }) { countLeaves() }
        let last = part.tree.stages.max() ?? 0
        for stage in 0...last {
            let inner = part.tree.order.filter { part.tree.stages[$0] == stage && !part.tree.isLeaf($0) }
            for node in inner { try weigh(node) }
            let (whole, byCell) = (inner.filter(isRelational), inner.filter { !isRelational($0) })
            for node in whole { relate(node) }
            pass(byCell)
            for node in byCell where part.tree.nodes[node].normalisation != nil { rescale(node) }
        }
    }

    private func isRelational(_ node: Int) -> Bool {
        if case .relational = part.tree.nodes[node].aggregation { true } else { false }
    }

    private mutating func prepare(_ given: [Int: PreparedLeaf]) {
        let part = part
        let preparation = Preparation(panel: part.panel, directory: directory, sample: part.sample, periods: part.periods)
        let normaliser = Normaliser(panel: part.panel, sample: part.sample, periods: part.periods)
        let nodes = part.tree.nodes.indices.filter { part.tree.isLeaf($0) }
        let results = mapInParallel(nodes.count) { index -> (PreparedLeaf, [Finding]) in
            let node = nodes[index]
            let indicator = part.rule.indicators[part.tree.indicators[node] ?? 0]
            let split = Preparation.completion(indicator)
            var result: Preparation.Result
            if let ready = given[node] {
                result = Preparation.Result(column: ready.completed)
            } else {
                result = preparation.source(indicator)
                preparation.run(indicator.steps[..<split], of: indicator, on: &result)
            }
            let completed = result.column
            preparation.run(indicator.steps[split...], of: indicator, on: &result)
            let scaled = normaliser.scale(
                result.column, indicator.normalisation, indicator.direction, node: part.tree.nodes[node].code)
            let leaf = PreparedLeaf(
                completed: completed, figures: result.column, scale: scaled.scale, bounds: scaled.bounds, hasGaps: scaled.hasGaps)
            return (leaf, (result.findings + scaled.findings).filter(isScored))
        }
        for (node, result) in zip(nodes, results) {
            self.part.leaves[node] = result.0
            self.part.findings += result.1
        }
    }

    /// Findings of periods this part does not score belong to another part.
    private func isScored(_ finding: Finding) -> Bool {
        guard let period = finding.period, let position = part.panel.period(period) else { return true }
        return part.periods.contains(position)
    }

    /// Works out `nodes` over all cells, children first.
    private mutating func pass(_ nodes: [Int]) {
        guard !nodes.isEmpty else { return }
        var (table, gaps): ([Double], [Bool]) = ([], [])
        swap(&table, &self.part.table)
        swap(&gaps, &self.part.gaps)
        let part = part
        let interventions = Interventions(part)
        let touched = Set(
            nodes.filter { node in
                part.tree.nodes[node].normalisation == nil
                    && (interventions.touches(node) || part.digits(node, at: .everyLevel) != nil)
            })
        let workers = max(1, min(8, part.stretches.count))
        var results: [([Finding], [Interventions.Outcome])] = []
        table.withUnsafeMutableBufferPointer { table in
            gaps.withUnsafeMutableBufferPointer { gaps in
                guard let base = table.baseAddress, let flags = gaps.baseAddress else { return }
                let aggregating = Aggregating(part: part, table: base, gaps: flags)
                results = mapInParallel(workers) { worker in
                    let scratch = Scratch()
                    var outcomes: [Interventions.Outcome] = []
                    for number in stride(from: worker, to: part.stretches.count, by: workers) {
                        let stretch = part.stretches[number]
                        for node in nodes {
                            aggregating.aggregate(node, stretch, scratch)
                            if touched.contains(node) {
                                interventions.finish(node, stretch, aggregating, &outcomes)
                            }
                        }
                    }
                    return (scratch.findings, outcomes)
                }
            }
        }
        self.part.table = table
        self.part.gaps = gaps
        for result in results {
            self.part.findings += result.0
            take(result.1)
        }
    }

    mutating func take(_ outcomes: [Interventions.Outcome]) {
        let units = part.units
        for outcome in outcomes.sorted(by: { ($0.cell, $0.node) < ($1.cell, $1.node) }) {
            if outcome.isBlocked { part.blocked[outcome.node, default: []].insert(outcome.cell) }
            let applied = AppliedIntervention(
                node: part.tree.nodes[outcome.node].code, unit: part.panel.units[outcome.cell % units],
                period: part.panel.periods[part.periods[outcome.cell / units]], before: outcome.before, after: outcome.after,
                intervention: outcome.intervention)
            part.applied.append(applied)
            part.findings.append(
                Finding(
                    .notice, .intervention, unit: applied.unit, period: applied.period, node: applied.node,
                    ["reason": outcome.intervention.reason, "before": Finding.text(outcome.before), "after": Finding.text(outcome.after)]))
        }
    }

    /// Applies interventions and rounding to a node worked out as a whole.
    mutating func finish(_ node: Int) {
        var outcomes: [Interventions.Outcome] = []
        var (table, gaps): ([Double], [Bool]) = ([], [])
        swap(&table, &self.part.table)
        swap(&gaps, &self.part.gaps)
        let part = part
        let interventions = Interventions(part)
        table.withUnsafeMutableBufferPointer { table in
            gaps.withUnsafeMutableBufferPointer { gaps in
                guard let base = table.baseAddress, let flags = gaps.baseAddress else { return }
                let aggregating = Aggregating(part: part, table: base, gaps: flags)
                for stretch in part.stretches { interventions.finish(node, stretch, aggregating, &outcomes) }
            }
        }
        self.part.table = table
        self.part.gaps = gaps
        take(outcomes)
    }
}
