extension Computing {
    /// Lays down the weights of a node's children for every scored period.
    mutating func weigh(_ node: Int) throws(RuleFault) {
        let rule = part.tree.nodes[node]
        let children = part.tree.children[node]
        let given = children.map { part.tree.nodes[$0].weight }
        var periods: [[Double]] = []
        do {
            switch rule.weighting {
            case .given: periods = part.periods.map { _ in given }
            case .equal: periods = part.periods.map { _ in Array(repeating: 1, count: children.count) }
            case .budget(let judges):
                let shares = try Weights.budget(judges)
                guard shares.count == children.count else { throw MethodError.notSquare }
                periods = part.periods.map { _ in shares }
            case .analyticHierarchy(let matrix):
                let shares = try Weights.hierarchy(matrix)
                guard shares.count == children.count else { throw MethodError.notSquare }
                periods = part.periods.map { _ in shares }
            case .fromData(let method, let basis, let scope):
                var known: [[Int]: [Double]] = [:]
                for period in part.periods {
                    let deciding = scope.periods(for: period, in: part.panel).filter { part.periods.contains($0) }
                    if known[deciding] == nil {
                        known[deciding] = try Weights.fromData(method, sampleColumns(node, basis, deciding))
                    }
                    periods.append(known[deciding] ?? [])
                }
            }
        } catch let error as MethodError {
            throw .weighting(node: rule.code, error)
        } catch {
            throw .weighting(node: rule.code, .notConverged)
        }
        for (local, period) in part.periods.enumerated() {
            for (position, child) in children.enumerated() where part.leaves[child]?.isExcluded(period: period) == true {
                periods[local][position] = 0
            }
        }
        part.weights[node] = periods.flatMap { $0 }
    }

    /// The children's scores or figures over the sample's complete rows in `periods`, higher is better.
    private func sampleColumns(_ node: Int, _ basis: Weighting.Basis, _ periods: [Int]) -> [[Double]] {
        var columns = part.tree.children[node].map { _ in [Double]() }
        let locals = part.periods.enumerated().filter { periods.contains($0.element) }.map(\.offset)
        for local in locals {
            for unit in part.sample.cells {
                let row = part.tree.children[node].map { child -> Double in
                    if basis == .figures, let leaf = part.leaves[child] {
                        return leaf.figures.values[part.panel.cell(unit: unit, period: part.periods[local])]
                    }
                    return part.used(child, local * part.units + unit)
                }
                guard !row.contains(where: \.isNaN) else { continue }
                for index in row.indices { columns[index].append(row[index]) }
            }
        }
        return columns
    }

    /// Scores of a relational node: each period by itself, over the units whose children are all there.
    mutating func relate(_ node: Int) {
        guard case .relational(let method) = part.tree.nodes[node].aggregation, let slot = part.slots[node] else { return }
        for local in part.periods.indices {
            let counted = zip(part.tree.children[node], part.weights(of: node, local: local)).filter { $0.1 != 0 }
            let (children, weights) = (counted.map(\.0), counted.map(\.1))
            var rows: [Int] = []
            var columns = children.map { _ in [Double]() }
            for unit in part.panel.units.indices where !part.rule.population.excluded.contains(part.panel.units[unit]) {
                let cell = local * part.units + unit
                let row = children.map { part.used($0, cell) }
                guard !row.contains(where: \.isNaN) else { continue }
                rows.append(unit)
                for index in row.indices { columns[index].append(row[index]) }
            }
            guard !rows.isEmpty else { continue }
            do {
                let scores = try Relations.scores(method, columns, weights: weights, solver: solver)
                for (unit, score) in zip(rows, scores) { part.table[slot * part.cells + local * part.units + unit] = score }
            } catch {
                part.findings.append(
                    Finding(
                        .error, .methodFailed, period: part.panel.periods[part.periods[local]], node: part.tree.nodes[node].code,
                        ["problem": "\(error)"]))
            }
        }
        finish(node)
    }

    /// Puts a worked-out node on its own scale.
    mutating func rescale(_ node: Int) {
        guard let rule = part.tree.nodes[node].normalisation, let slot = part.slots[node] else { return }
        let range = slot * part.cells..<(slot + 1) * part.cells
        var values = Array(repeating: Double.nan, count: part.panel.cellCount)
        for (local, period) in part.periods.enumerated() {
            for unit in 0..<part.units {
                values[period * part.units + unit] = part.table[range.lowerBound + local * part.units + unit]
            }
        }
        let normaliser = Normaliser(panel: part.panel, sample: part.sample, periods: part.periods)
        let result = normaliser.scale(Column(values), rule, .higherIsBetter, node: part.tree.nodes[node].code)
        part.findings += result.findings
        if case .affine(let scales) = result.scale { part.rescales[node] = part.periods.map { scales[$0].span / scales[$0].range } }
        for (local, period) in part.periods.enumerated() {
            for unit in 0..<part.units {
                let cell = period * part.units + unit
                let score: Double =
                    switch result.scale {
                    case .affine(let scales): scales[period].score(values[cell])
                    case .table(let scores): scores[cell]
                    }
                if !values[cell].isNaN { part.table[range.lowerBound + local * part.units + unit] = score }
            }
        }
        finish(node)
    }

    /// The share of indicators with a value below every inner node.
    mutating func countLeaves() {
        let slots = part.table.count / max(1, part.cells)
        var shares = Array(repeating: 0.0, count: slots * part.cells)
        for node in part.tree.order {
            guard let slot = part.slots[node] else { continue }
            for cell in 0..<part.cells {
                var (present, wanted) = (0.0, 0.0)
                var stack = part.tree.children[node]
                while let child = stack.popLast() {
                    if part.tree.isLeaf(child) {
                        let score = part.used(child, cell)
                        if score.isNotApplicable { continue }
                        wanted += 1
                        if !score.isNaN { present += 1 }
                    } else {
                        stack += part.tree.children[child]
                    }
                }
                shares[slot * part.cells + cell] = wanted > 0 ? present / wanted : 1
            }
        }
        part.leafShares = shares
    }
}
