/// How often a unit had each rank: its quantiles without sorting.
///
/// A reference to raw memory, so that the inner loops carry no checks; one per worker, never shared.
final class RankCount {
    private let counts: UnsafeMutablePointer<Int32>
    private let room: Int
    private var low = Int.max
    private var high = 0
    private var number = 0

    init(units: Int, draws: Int) {
        room = units + 2
        counts = .allocate(capacity: room)
        counts.initialize(repeating: 0, count: room)
    }

    deinit { counts.deallocate() }

    /// Counts `draws` ranks that lie `stride` apart, 0 meaning none; answers how many there were.
    func take(_ ranks: UnsafePointer<Int32>, every stride: Int, of draws: Int) -> Int {
        var (low, high) = (Int32.max, Int32(0))
        var absent = 0
        var at = ranks
        for _ in 0..<draws {
            let rank = at.pointee
            counts[Int(rank)] &+= 1
            // 0 is none, and is counted at its own place.
            absent &+= rank == 0 ? 1 : 0
            low = rank != 0 && rank < low ? rank : low
            high = rank > high ? rank : high
            at += stride
        }
        counts[0] = 0
        (self.low, self.high, number) = (Int(low), Int(high), draws - absent)
        return number
    }

    /// Linear between the two neighbouring ranks, `share` in 0…1; at least one rank was taken.
    func quantile(_ share: Double) -> Double {
        let place = share * Double(number - 1)
        let below = Int(place)
        var rank = low
        var passed = Int(counts[rank])
        while passed <= below, rank < high {
            rank += 1
            passed += Int(counts[rank])
        }
        let part = place - Double(below)
        guard part > 0, passed <= below + 1, rank < high else { return Double(rank) }
        var next = rank + 1
        while counts[next] == 0, next < high { next += 1 }
        return Double(rank) + part * Double(next - rank)
    }

    func clear() {
        guard low <= high else { return }
        (counts + low).update(repeating: 0, count: high - low + 1)
    }
}
