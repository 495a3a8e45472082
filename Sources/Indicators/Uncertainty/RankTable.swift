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
        var scratch = RankScratch(units: units)
        scores.withUnsafeBufferPointer { if let base = $0.baseAddress { rank(draw, base, &scratch) } }
    }

    func rank(_ draw: Int, _ scores: UnsafePointer<Double>, _ scratch: inout RankScratch) {
        scratch.rank(scores, into: cells + draw * units)
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
        let workers = 4
        bands.withUnsafeMutableBufferPointer { bands in
            ranked.withUnsafeMutableBufferPointer { ranked in
                nonisolated(unsafe) let (bands, ranked) = (bands, ranked)
                inParallel(workers) { worker in
                    // Sorted by counting: a unit's ranks lie between its best and its worst.
                    var counts = Array(repeating: Int32(0), count: self.units + 2)
                    var drawn = Array(repeating: Int32(0), count: tile * self.draws)
                    for at in stride(from: worker, to: tiles, by: workers) {
                        let first = at * tile
                        let width = min(tile, self.units - first)
                        for draw in 0..<self.draws {
                            let row = self.cells + draw * self.units + first
                            for k in 0..<width { drawn[k * self.draws + draw] = row[k] }
                        }
                        for k in 0..<width {
                            let column = drawn[k * self.draws..<(k + 1) * self.draws]
                            let count = Self.count(column, &counts) { position, value in
                                for (q, share) in wanted.enumerated() {
                                    bands[q * self.units + first + k] = value(share * Double(position))
                                }
                            }
                            ranked[first + k] = count
                        }
                    }
                }
            }
        }
        return (wanted.indices.map { Array(bands[$0 * units..<($0 + 1) * units]) }, ranked)
    }

    /// Counts ranks, hands over the last position and a lookup by fractional position, and leaves `counts` at zero.
    private static func count(
        _ ranks: ArraySlice<Int32>, _ counts: inout [Int32], _ use: (Int, (Double) -> Double) -> Void
    ) -> Int {
        var (low, high, number) = (Int32.max, Int32(0), 0)
        for rank in ranks where rank > 0 {
            counts[Int(rank)] += 1
            number += 1
            low = min(low, rank)
            high = max(high, rank)
        }
        guard number > 0 else { return 0 }
        func at(_ position: Int) -> Double {
            var left = Int32(truncatingIfNeeded: position)
            var rank = Int(low)
            while left >= counts[rank] {
                left -= counts[rank]
                rank += 1
            }
            return Double(rank)
        }
        use(number - 1) { place in
            let below = Int(place)
            let part = place - Double(below)
            let value = at(below)
            return part > 0 ? value + part * (at(min(below + 1, number - 1)) - value) : value
        }
        for rank in Int(low)...Int(high) { counts[rank] = 0 }
        return number
    }
}
