extension Computing {
    /// Ranks every inner node in every scored period.
    mutating func rank() {
        let inner = self.part.tree.nodes.indices.filter { self.part.slots[$0] != nil }
        let part = part
        let jobs = inner.flatMap { node in part.periods.indices.map { (node, $0) } }
        let groups = part.rule.ranking.peers.map { directory.groups($0, of: part.panel.units) }
        var ranks = Array(repeating: Double.nan, count: part.table.count)
        let workers = min(8, jobs.count)
        ranks.withUnsafeMutableBufferPointer { ranks in
            let base = ranks.baseAddress
            inParallel(workers) { worker in
                let ranker = Ranker(part.rule.ranking, units: part.panel.units, population: part.rule.population, groups: groups)
                for number in stride(from: worker, to: jobs.count, by: workers) {
                    let (node, local) = jobs[number]
                    guard let slot = part.slots[node], let base else { continue }
                    let start = slot * part.cells + local * part.units
                    let blocked = part.blocked[node] ?? []
                    let scores = part.table[start..<start + part.units].enumerated().map { unit, score in
                        blocked.contains(local * part.units + unit) ? .nan : part.published(score, node)
                    }
                    ranker.rank(scores, into: base + start)
                }
            }
        }
        self.part.ranks = ranks
    }
}

extension RunPart {
    /// A score as it is shown and ranked.
    func published(_ score: Double, _ node: Int) -> Double {
        guard rule.rounding.level == .published, let digits = digits(node, at: .published) else { return score }
        return Decimals.round(score, digits, rule.rounding.mode)
    }
}
