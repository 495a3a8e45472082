/// Gives ranks to the units of one node and period.
final class Ranker {
    private let ranking: Ranking
    private let units: Int
    /// Units that rank together.
    private let groups: [[Int32]]
    private let sorter: ScoreSorter
    private let snap: Snap

    init(_ ranking: Ranking, units: [String], population: Rule.Population, groups: [Int?]?) {
        self.ranking = ranking
        self.units = units.count
        let ranked = units.indices.filter { !population.excluded.contains(units[$0]) && !population.unranked.contains(units[$0]) }
        if let groups {
            var members: [Int: [Int32]] = [:]
            for unit in ranked { if let group = groups[unit] { members[group, default: []].append(Int32(truncatingIfNeeded: unit)) } }
            self.groups = members.sorted { $0.key < $1.key }.map(\.value)
        } else {
            self.groups = [ranked.map { Int32(truncatingIfNeeded: $0) }]
        }
        sorter = ScoreSorter(capacity: units.count)
        snap = Snap(digits: ranking.snap)
    }

    /// Writes a rank per unit, NaN for those without: absent scores, unranked units, units without a group where groups rank apart.
    func rank(_ scores: UnsafePointer<Double>, into ranks: UnsafeMutablePointer<Double>) {
        ranks.update(repeating: .nan, count: units)
        let sorter = sorter
        let sign: Double = ranking.descending ? 1 : -1
        let snap = snap
        for group in groups {
            var count = 0
            group.withUnsafeBufferPointer { members in
                let (keys, owners) = (sorter.scores, sorter.owners)
                for unit in members {
                    let score = scores[Int(unit)]
                    keys[count] = snap.key(score) * sign
                    owners[count] = unit
                    // An absent score is overwritten by the next.
                    count &+= score.isNaN ? 0 : 1
                }
            }
            sorter.sort(count)
            place(count, ranks)
        }
    }

    private func place(_ count: Int, _ ranks: UnsafeMutablePointer<Double>) {
        let (keys, owners, ties) = (sorter.sortedScores, sorter.sortedOwners, ranking.ties)
        var start = 0
        var dense = 0
        while start < count {
            var end = start + 1
            while end < count, keys[end] == keys[start] { end += 1 }
            dense += 1
            let rank: Double =
                switch ties {
                case .competition: Double(start + 1)
                case .dense: Double(dense)
                case .average: Double(start + 1 + end) / 2
                case .last: Double(end)
                }
            for place in start..<end { ranks[Int(owners[place])] = rank }
            start = end
        }
    }
}

/// Scores as they are compared: without the noise of their last bits, see `Decimals.snap`.
struct Snap {
    private let digits: Int
    private let scale: Double

    init(digits: Int) {
        self.digits = digits
        var scale = 1.0
        for _ in 0..<max(0, min(digits, 15)) { scale *= 10 }
        self.scale = scale
    }

    /// A number that is equal for scores equal to `digits` decimals and otherwise in their order; the score times 10^digits, or nearly.
    @inline(__always) func key(_ score: Double) -> Double {
        let scaled = score * scale
        // Adding a number this large pushes the decimals out of the mantissa: rounding without a call.
        let shift = 0x1.8p52
        if abs(scaled) < 0x1p51 { return (scaled + shift) - shift }
        return min(max(Decimals.snap(score, digits) * scale, -Double.greatestFiniteMagnitude), Double.greatestFiniteMagnitude)
    }
}
