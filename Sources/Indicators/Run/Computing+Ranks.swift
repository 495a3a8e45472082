extension Computing {
    /// Ranks every inner node in every scored period.
    mutating func rank() {
        let inner = self.part.tree.nodes.indices.filter { self.part.slots[$0] != nil }
        let part = part
        let jobs = inner.flatMap { node in part.periods.indices.map { (node, $0) } }
        let groups = part.rule.ranking.peers.map { directory.groups($0, of: part.panel.units) }
        let workers = min(8, jobs.count)
        let units = part.units
        self.part.ranks = Array(unsafeUninitializedCapacity: part.table.count) { ranks, count in
            count = part.table.count
            // Every place belongs to a node and a period, and so to one job, which writes all of it.
            nonisolated(unsafe) let base = ranks.baseAddress
            inParallel(workers) { worker in
                let ranker = Ranker(part.rule.ranking, units: part.panel.units, population: part.rule.population, groups: groups)
                for number in stride(from: worker, to: jobs.count, by: workers) {
                    let (node, local) = jobs[number]
                    guard let slot = part.slots[node], let base else { continue }
                    let start = slot * part.cells + local * units
                    let needed = part.leafShares.isEmpty ? 0 : part.rule.ranking.leaves - 1e-12
                    if part.rule.rounding.level == .published || part.blocked[node] != nil || needed > 0 {
                        let blocked = part.blocked[node] ?? []
                        let scores = part.table[start..<start + units].enumerated().map { unit, score in
                            let isThin = needed > 0 && part.leafShares[start + unit] < needed
                            return isThin || blocked.contains(local * units + unit) ? Double.nan : part.published(score, node)
                        }
                        scores.withUnsafeBufferPointer { if let scores = $0.baseAddress { ranker.rank(scores, into: base + start) } }
                    } else {
                        part.table.withUnsafeBufferPointer {
                            if let scores = $0.baseAddress { ranker.rank(scores + start, into: base + start) }
                        }
                    }
                }
            }
        }
    }
}

extension RunPart {
    /// A score as it is shown and ranked.
    func published(_ score: Double, _ node: Int) -> Double {
        guard rule.rounding.level == .published, let digits = digits(node, at: .published) else { return score }
        return Decimals.round(score, digits, rule.rounding.mode)
    }
}
