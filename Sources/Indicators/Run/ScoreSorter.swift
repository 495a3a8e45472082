/// Working space for sorting one list of scores after another, with their owners beside them.
///
/// Scores fall into as many buckets as there are scores, by linear interpolation between the smallest and the largest; large buckets are
/// sorted, and a last pass of insertion puts the rest in order. O(n) for scores that spread, O(n·log n) at worst.
/// A reference to raw memory, so that the inner loops carry no checks; one per worker, never shared.
final class ScoreSorter {
    let capacity: Int
    /// To be filled by the caller: finite scores and whose they are.
    let scores: UnsafeMutablePointer<Double>
    let owners: UnsafeMutablePointer<Int32>
    /// The result, highest first.
    let sortedScores: UnsafeMutablePointer<Double>
    let sortedOwners: UnsafeMutablePointer<Int32>
    private let buckets: UnsafeMutablePointer<Int32>
    private let starts: UnsafeMutablePointer<Int32>

    init(capacity: Int) {
        let room = max(1, capacity)
        self.capacity = capacity
        scores = .allocate(capacity: room)
        owners = .allocate(capacity: room)
        sortedScores = .allocate(capacity: room)
        sortedOwners = .allocate(capacity: room)
        buckets = .allocate(capacity: room)
        starts = .allocate(capacity: room + 2)
    }

    deinit {
        scores.deallocate()
        owners.deallocate()
        sortedScores.deallocate()
        sortedOwners.deallocate()
        buckets.deallocate()
        starts.deallocate()
    }

    /// Sorts the first `count` scores, at most `capacity`, into `sortedScores` and `sortedOwners`; equal ones keep no order.
    func sort(_ count: Int) {
        let (scores, owners, keys, names) = (scores, owners, sortedScores, sortedOwners)
        guard count > 0, count <= capacity else { return }
        var (low, high) = (scores[0], scores[0])
        for at in 1..<max(1, count) {
            low = scores[at] < low ? scores[at] : low
            high = scores[at] > high ? scores[at] : high
        }
        let scale = high > low ? Double(count) / (high - low) : 0
        let (buckets, starts) = (buckets, starts)
        starts.update(repeating: 0, count: count + 2)
        for at in 0..<count {
            // An infinite span or scale leaves one bucket, which is then sorted as a whole.
            let place = (high - scores[at]) * scale
            let bucket = place >= 0 && place <= Double(count) ? Int32(place) : 0
            buckets[at] = bucket
            starts[Int(bucket) &+ 1] &+= 1
        }
        var most: Int32 = 0
        for bucket in 0...count {
            most = max(most, starts[bucket + 1])
            starts[bucket + 1] &+= starts[bucket]
        }
        for at in 0..<count {
            let to = Int(starts[Int(buckets[at])])
            starts[Int(buckets[at])] &+= 1
            keys[to] = scores[at]
            names[to] = owners[at]
        }
        if most > 32 || !scale.isFinite || !(high - low).isFinite {
            sortLargeBuckets(count, whole: !scale.isFinite || !(high - low).isFinite)
        }
        for at in 1..<max(1, count) where keys[at] > keys[at - 1] {
            let (key, name) = (keys[at], names[at])
            var to = at
            while to > 0, keys[to - 1] < key {
                keys[to] = keys[to - 1]
                names[to] = names[to - 1]
                to -= 1
            }
            keys[to] = key
            names[to] = name
        }
    }

    private func sortLargeBuckets(_ count: Int, whole: Bool) {
        // After distribution starts[b] is the end of bucket b.
        var begin = 0
        for bucket in 0...count {
            let end = whole ? count : Int(starts[bucket])
            if end - begin > 32 {
                let pairs = (begin..<end).map { (sortedScores[$0], sortedOwners[$0]) }.sorted { $0.0 > $1.0 }
                for (offset, pair) in pairs.enumerated() { (sortedScores[begin + offset], sortedOwners[begin + offset]) = pair }
            }
            begin = end
        }
    }
}
