/// Gives ranks to the units of one node and period.
final class Ranker {
    private let ranking: Ranking
    private let isRanked: [Bool]
    private let groups: [Int?]?
    private var keys: [UInt64] = []
    private var order: [Int32] = []
    private var keyBuffer: [UInt64] = []
    private var orderBuffer: [Int32] = []

    init(_ ranking: Ranking, units: [String], population: Rule.Population, groups: [Int?]?) {
        self.ranking = ranking
        isRanked = units.map { !population.excluded.contains($0) && !population.unranked.contains($0) }
        self.groups = groups
    }

    /// Writes a rank per unit, NaN for those without: absent scores, unranked units, units without a group where groups rank apart.
    func rank(_ scores: [Double], into ranks: UnsafeMutablePointer<Double>) {
        var members: [Int: [Int]] = [:]
        if let groups {
            for unit in scores.indices {
                ranks[unit] = .nan
                if isRanked[unit], !scores[unit].isNaN, let group = groups[unit] { members[group, default: []].append(unit) }
            }
            for units in members.values { rank(units, scores, ranks) }
        } else {
            var units: [Int] = []
            units.reserveCapacity(scores.count)
            for unit in scores.indices {
                ranks[unit] = .nan
                if isRanked[unit], !scores[unit].isNaN { units.append(unit) }
            }
            rank(units, scores, ranks)
        }
    }

    private func rank(_ units: [Int], _ scores: [Double], _ ranks: UnsafeMutablePointer<Double>) {
        let sign: Double = ranking.descending ? -1 : 1
        keys.removeAll(keepingCapacity: true)
        order.removeAll(keepingCapacity: true)
        for unit in units {
            // Adding 0 makes one zero of two.
            let bits = (Decimals.snap(scores[unit], ranking.snap) * sign + 0).bitPattern
            // Order of the bits as unsigned integers is the order of the numbers.
            keys.append(bits >> 63 == 1 ? ~bits : bits | 1 << 63)
            order.append(Int32(truncatingIfNeeded: unit))
        }
        sort()
        var start = 0
        var dense = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] == keys[start] { end += 1 }
            dense += 1
            let rank: Double =
                switch ranking.ties {
                case .competition: Double(start + 1)
                case .dense: Double(dense)
                case .average: Double(start + 1 + end) / 2
                case .last: Double(end)
                }
            for place in start..<end { ranks[Int(order[place])] = rank }
            start = end
        }
    }

    /// Sorts `keys` with `order` beside them: by digits of eleven bits when there are many.
    private func sort() {
        if keys.count < 64 {
            let places = keys.indices.sorted { keys[$0] < keys[$1] }
            (keys, order) = (places.map { keys[$0] }, places.map { order[$0] })
            return
        }
        let count = keys.count
        if keyBuffer.count < count {
            keyBuffer = Array(repeating: 0, count: count)
            orderBuffer = Array(repeating: 0, count: count)
        }
        var histogram = Array(repeating: Int32(0), count: 2048)
        for shift in stride(from: UInt64(0), to: 64, by: 11) {
            for digit in histogram.indices { histogram[digit] = 0 }
            for key in keys { histogram[Int(key >> shift & 2047)] &+= 1 }
            if histogram[Int(keys[0] >> shift & 2047)] == Int32(count) { continue }
            var sum: Int32 = 0
            for digit in histogram.indices { (histogram[digit], sum) = (sum, sum &+ histogram[digit]) }
            for place in 0..<count {
                let digit = Int(keys[place] >> shift & 2047)
                let target = Int(histogram[digit])
                histogram[digit] &+= 1
                keyBuffer[target] = keys[place]
                orderBuffer[target] = order[place]
            }
            for place in 0..<count {
                keys[place] = keyBuffer[place]
                order[place] = orderBuffer[place]
            }
        }
    }
}
