extension RunPart {
    /// Ranks of a leaf's normalised scores over the cells of `periods`.
    public func leafRanks(_ node: Int, _ directory: UnitDirectory) -> [Double?] {
        let ranker = Ranker(
            rule.ranking, units: panel.units, population: rule.population,
            groups: rule.ranking.peers.map { directory.groups($0, of: panel.units) })
        var ranks = Array(repeating: Double.nan, count: cells)
        ranks.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for local in periods.indices {
                let scores = (0..<units).map { published(used(node, local * units + $0), node) }
                ranker.rank(scores, into: base + local * units)
            }
        }
        return ranks.map { $0.isNaN ? nil : $0 }
    }
}
