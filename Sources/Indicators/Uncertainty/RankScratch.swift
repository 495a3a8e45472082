/// Working space for ranking one list of scores after another.
///
/// Scores fall into as many buckets as there are units, by linear interpolation between the smallest and the largest; a last pass of
/// insertion puts each bucket in order, large buckets are sorted first. O(units) for scores that spread, O(units·log units) at worst.
struct RankScratch {
    private let units: Int
    private var starts: [Int32]
    private var keys: [Double]
    private var owners: [Int32]
    private var buckets: [Int32]

    init(units: Int) {
        self.units = units
        starts = Array(repeating: 0, count: units + 2)
        keys = Array(repeating: 0, count: units)
        owners = Array(repeating: 0, count: units)
        buckets = Array(repeating: 0, count: units)
    }

    /// Competition ranks, best first, into `ranks`; 0 for scores that are not finite. Scores equal to 12 decimals share a rank.
    mutating func rank(_ scores: UnsafePointer<Double>, into ranks: UnsafeMutablePointer<Int32>) {
        var (low, high) = (Double.infinity, -Double.infinity)
        var present = 0
        for unit in 0..<units where scores[unit].isFinite {
            low = min(low, scores[unit])
            high = max(high, scores[unit])
            present += 1
        }
        guard present > 0 else {
            for unit in 0..<units { ranks[unit] = 0 }
            return
        }
        let span = high - low
        let scale = span > 0 ? Double(units) / span : 0
        let usable = scale.isFinite && span.isFinite
        let units = units
        starts.withUnsafeMutableBufferPointer { starts in
            keys.withUnsafeMutableBufferPointer { keys in
                owners.withUnsafeMutableBufferPointer { owners in
                    buckets.withUnsafeMutableBufferPointer { buckets in
                        guard let starts = starts.baseAddress, let keys = keys.baseAddress, let owners = owners.baseAddress,
                            let buckets = buckets.baseAddress
                        else { return }
                        starts.update(repeating: 0, count: units + 2)
                        for unit in 0..<units {
                            let score = scores[unit]
                            guard score.isFinite else {
                                buckets[unit] = -1
                                ranks[unit] = 0
                                continue
                            }
                            let bucket = usable ? Int32((high - score) * scale) : 0
                            buckets[unit] = bucket
                            starts[Int(bucket) + 1] += 1
                        }
                        for bucket in 0...units { starts[bucket + 1] += starts[bucket] }
                        for unit in 0..<units where buckets[unit] >= 0 {
                            let at = Int(starts[Int(buckets[unit])])
                            starts[Int(buckets[unit])] += 1
                            keys[at] = scores[unit]
                            owners[at] = Int32(truncatingIfNeeded: unit)
                        }
                        // starts[b] is now the end of bucket b.
                        var begin = 0
                        for bucket in 0...units {
                            let end = Int(starts[bucket])
                            if end - begin > 32 { Self.sort(keys, owners, begin, end) }
                            begin = end
                        }
                        Self.insert(keys, owners, present)
                        var place: Int32 = 0
                        var previous = Double.infinity
                        for at in 0..<present {
                            if Self.snapped(keys[at]) != previous {
                                previous = Self.snapped(keys[at])
                                place = Int32(truncatingIfNeeded: at + 1)
                            }
                            ranks[Int(owners[at])] = place
                        }
                    }
                }
            }
        }
    }

    /// To 12 decimals, by an addition that pushes the rest out of the mantissa.
    @inline(__always)
    private static func snapped(_ score: Double) -> Double {
        let shift = 0x1.8p52 * 1e-12
        return abs(score) < 1_000 ? (score + shift) - shift : score
    }

    private static func sort(_ keys: UnsafeMutablePointer<Double>, _ owners: UnsafeMutablePointer<Int32>, _ begin: Int, _ end: Int) {
        let pairs = (begin..<end).map { (keys[$0], owners[$0]) }.sorted { $0.0 > $1.0 }
        for (offset, pair) in pairs.enumerated() { (keys[begin + offset], owners[begin + offset]) = pair }
    }

    private static func insert(_ keys: UnsafeMutablePointer<Double>, _ owners: UnsafeMutablePointer<Int32>, _ count: Int) {
        for at in 1..<max(1, count) where keys[at] > keys[at - 1] {
            let (key, owner) = (keys[at], owners[at])
            var to = at
            while to > 0, keys[to - 1] < key {
                keys[to] = keys[to - 1]
                owners[to] = owners[to - 1]
                to -= 1
            }
            keys[to] = key
            owners[to] = owner
        }
    }
}
