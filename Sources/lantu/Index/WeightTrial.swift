import Indicators

/// One period of a run tried under other weights: over its tree where that is made of arithmetic means, else by running the rule again.
struct WeightTrial {
    let run: Run
    let part: RunPart
    let period: Int
    private let tree: WeightedTree?

    init(_ run: Run, _ part: RunPart, _ period: Int) {
        (self.run, self.part, self.period) = (run, part, period)
        // A rule that sets scores must be run as it is.
        tree = part.rule.interventions.isEmpty ? WeightedTree(part, period: period) : nil
    }

    func answer(draws: Int, noise: WeightNoise, seed: UInt64, sobolRows: Int) throws -> IndexRobustnessCommand.Answer {
        let weights = part.nodes.map(\.weight)
        let bands: RankBands
        if let tree {
            bands = try RankBands(tree, draws: draws, noise: noise, seed: seed)
        } else {
            bands = try RankBands.simulating(nominal: try scores(weights), draws: draws) { draw in
                try scores(noise.draw(draw, seed: seed, around: weights))
            }
        }
        let nominal = bands.nominal
        func known(_ value: Double) -> Double? { value.isNaN ? nil : value }
        let rows = run.panel.units.indices.filter { !nominal[$0].isNaN }.sorted { nominal[$0] < nominal[$1] }.map { unit in
            IndexRobustnessCommand.Band(
                unit: run.panel.units[unit], rank: known(nominal[unit]), low: known(bands.bands[0][unit]),
                median: known(bands.bands[1][unit]), high: known(bands.bands[2][unit]))
        }
        let removals = (tree.map { RemovalImpact.all($0) } ?? []).map { impact in
            IndexRobustnessCommand.Removal(
                node: part.nodes[impact.node].code, meanShift: impact.meanShift,
                unit: impact.largest.map { run.panel.units[$0.unit] }, places: impact.largest?.places)
        }
        return IndexRobustnessCommand.Answer(
            period: run.panel.periods[period], draws: bands.draws, failedDraws: bands.failures.count, bands: rows,
            removals: removals.sorted { $0.meanShift > $1.meanShift },
            sobol: try sobol(weights, nominal, noise, rows: sobolRows, seed: seed), consistency: consistency)
    }

    /// How much of the variance of the mean shift of ranks the weight of each child of the root explains.
    private func sobol(
        _ weights: [Double], _ nominal: [Double], _ noise: WeightNoise, rows: Int, seed: UInt64
    ) throws -> [IndexRobustnessCommand.Share] {
        let children = part.children(of: part.root)
        guard rows > 1, children.count > 1 else { return [] }
        let spread = if case .relative(let share) = noise { share } else { 1.0 }
        let indices = try SobolIndices(factors: children.count, rows: rows, seed: seed) { point in
            var drawn = weights
            for (position, child) in children.enumerated() { drawn[child] *= 1 + spread * (2 * point[position] - 1) }
            let ranks = Self.ranks(try scores(drawn))
            let shifts = ranks.indices.filter { !ranks[$0].isNaN && !nominal[$0].isNaN }.map { abs(ranks[$0] - nominal[$0]) }
            return Statistics.mean(shifts)
        }
        return children.enumerated().map { position, child in
            IndexRobustnessCommand.Share(
                node: part.nodes[child].code, first: indices.first[position], total: indices.total[position])
        }
    }

    private var consistency: [IndexRobustnessCommand.Consistency] {
        let units = run.panel.units.count
        guard let local = part.periods.firstIndex(of: period) else { return [] }
        return part.readingOrder.compactMap { node in
            let columns = part.children(of: node).map { child in
                (0..<units).map { part.fullScore(child, local * units + $0) ?? .nan }
            }
            guard columns.count > 1, let alpha = Association.cronbachAlpha(columns) else { return nil }
            return IndexRobustnessCommand.Consistency(node: part.nodes[node].code, alpha: alpha)
        }
    }

    /// Scores of the root under given weights of all nodes.
    private func scores(_ weights: [Double]) throws -> [Double] {
        if let tree { return tree.scores(weights) }
        var rule = part.rule
        for index in rule.nodes.indices { rule.nodes[index].weight = weights[index] }
        var version = part.version
        version.rule = rule
        (version.from, version.until) = (nil, nil)
        let again = try Run(Scheme(code: run.scheme.code, versions: [version]), run.panel, run.directory, solver: run.solver)
        let units = run.panel.units.count
        guard let changed = again.part(period: period), let local = changed.periods.firstIndex(of: period) else { return [] }
        return (0..<units).map { changed.score(changed.root, local * units + $0) ?? .nan }
    }

    /// 1 is best; equal scores share the better rank.
    private static func ranks(_ scores: [Double]) -> [Double] {
        let sorted = scores.filter { !$0.isNaN }.sorted(by: >)
        return scores.map { score in
            guard !score.isNaN else { return .nan }
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] > score { low = middle + 1 } else { high = middle }
            }
            return Double(low + 1)
        }
    }
}
