/// Ranks of every unit in every draw, 0 where a unit had none.
///
/// A reference, so that draws are filled in place on several cores: each draw writes only its own row, and reading starts when all are
/// done.
final class RankTable: @unchecked Sendable {
    let units: Int
    let draws: Int
    private let cells: UnsafeMutablePointer<Int32>

    init(units: Int, draws: Int) {
        (self.units, self.draws) = (units, draws)
        cells = .allocate(capacity: max(1, units * draws))
        cells.initialize(repeating: 0, count: max(1, units * draws))
    }

    deinit { cells.deallocate() }

    /// Writes the ranks of one draw.
    func set(_ draw: Int, _ scores: [Double]) {
        let sorter = ScoreSorter(capacity: units)
        scores.withUnsafeBufferPointer { if let base = $0.baseAddress { rank(draw, base, sorter) } }
    }

    /// Competition ranks, best first; scores equal to 12 decimals share a rank, scores that are not finite have none.
    func rank(_ draw: Int, _ scores: UnsafePointer<Double>, _ sorter: ScoreSorter) {
        let row = cells + draw * units
        let snap = Snap(digits: 12)
        let (keys, names) = (sorter.scores, sorter.owners)
        var count = 0
        for unit in 0..<units {
            guard scores[unit].isFinite else {
                row[unit] = 0
                continue
            }
            keys[count] = snap.key(scores[unit])
            names[count] = Int32(truncatingIfNeeded: unit)
            count &+= 1
        }
        sorter.sort(count)
        let (sorted, owners) = (sorter.sortedScores, sorter.sortedOwners)
        var place: Int32 = 0
        var previous = Double.infinity
        for at in 0..<count {
            if sorted[at] != previous {
                previous = sorted[at]
                place = Int32(truncatingIfNeeded: at &+ 1)
            }
            row[Int(owners[at])] = place
        }
    }

    /// Ranks of one list of scores, NaN without one.
    static func ranks(_ scores: [Double]) -> [Double] {
        let table = RankTable(units: scores.count, draws: 1)
        table.set(0, scores)
        return scores.indices.map { table.cells[$0] == 0 ? .nan : Double(table.cells[$0]) }
    }

    /// quantiles[q][unit] of the ranks of each unit, linear between neighbours as in most statistics packages (type 7), and how many
    /// draws ranked it. O(units × draws), in parallel.
    func quantiles(_ wanted: [Double]) -> (bands: [[Double]], ranked: [Int]) {
        let tile = 16
        let tiles = (units + tile - 1) / tile
        var bands = Array(repeating: Double.nan, count: wanted.count * units)
        var ranked = Array(repeating: 0, count: units)
        let workers = max(1, min(4, tiles))
        bands.withUnsafeMutableBufferPointer { bands in
            ranked.withUnsafeMutableBufferPointer { ranked in
                // Each tile writes the places of its own units.
                nonisolated(unsafe) let (bands, ranked) = (bands, ranked)
                inParallel(workers) { worker in
                    let count = RankCount(units: units, draws: draws)
                    for at in stride(from: worker, to: tiles, by: workers) {
                        let first = at * tile
                        let width = min(tile, units - first)
                        for k in 0..<width {
                            ranked[first + k] = count.take(cells + first + k, every: units, of: draws)
                            guard ranked[first + k] > 0 else { continue }
                            for (q, share) in wanted.enumerated() { bands[q * units + first + k] = count.quantile(share) }
                            count.clear()
                        }
                    }
                }
            }
        }
        return (wanted.indices.map { Array(bands[$0 * units..<($0 + 1) * units]) }, ranked)
    }
}
