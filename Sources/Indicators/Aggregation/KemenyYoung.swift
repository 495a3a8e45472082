/// Condorcet–Kemeny–Young–Levenglick (C-K-Y-L): the orders whose pairs together have the largest support, Σ e(j,k) over j before k.
///
/// Source: Munda and Nardo (2005); OECD/JRC Handbook (2008), section 6.3. Exact and complete: every order of largest support counts, none
/// is chosen silently.
///
/// Units split where every member of one set beats every member of the next; each set is then ordered by dynamic programming over its
/// subsets, O(2ᵐ·m) for m members. Sets larger than the limit are refused rather than guessed.
public struct KemenyYoung: Sendable, Hashable {
    /// Orders of units, best first; at most as many as asked for, in lexicographic order within each set.
    public let orders: [[Int]]
    /// How many orders tie for the largest support (a Double: products of ties grow past any integer).
    public let count: Double
    /// Σ e over the pairs of an optimal order.
    public let support: Double
    /// Best (1-based) and worst place of every unit over all orders that tie.
    public let places: [ClosedRange<Int>]

    /// Largest set that is searched: 2²⁰ subsets, about a second.
    public static let largestSet = 20

    public init(_ outranking: Outranking, listing limit: Int = 100) throws(MethodError) {
        guard limit >= 1 else { throw .parameter("listing") }
        var orders: [[Int]] = [[]]
        var count = 1.0
        var support = 0.0
        var places = Array(repeating: 1...1, count: outranking.units)
        var before: [Int] = []
        for members in Self.sets(outranking) {
            guard members.count <= Self.largestSet else { throw .tooLarge(found: members.count, limit: Self.largestSet) }
            let search = SetSearch(outranking, members)
            count *= search.count
            support += search.support
            for j in before { for k in members { support += outranking[j, k] } }
            for (at, range) in search.places.enumerated() {
                places[members[at]] = before.count + range.lowerBound...before.count + range.upperBound
            }
            let parts = search.orders(limit: limit)
            var joined: [[Int]] = []
            for order in orders {
                for part in parts where joined.count < limit { joined.append(order + part.map { members[$0] }) }
            }
            orders = joined
            before += members
        }
        (self.orders, self.count, self.support, self.places) = (orders, count, support, places)
    }

    /// The strongly connected sets of "beats or ties", best first: in every optimal order they follow one another, because each earlier
    /// member strictly beats each later one.
    private static func sets(_ outranking: Outranking) -> [[Int]] {
        // In a tournament with ties, members of a set reach each other; by the number of units they beat or tie, sets are contiguous.
        let n = outranking.units
        let reach = (0..<n).map { j in (0..<n).count { $0 != j && outranking.sign(j, $0) >= 0 } }
        let sorted = (0..<n).sorted { (reach[$0], $1) > (reach[$1], $0) }
        var sets: [[Int]] = []
        var start = 0
        for end in 1...n {
            // A cut holds where all before strictly beat all after; checked only against the pairs a new end adds.
            let head = sorted[start..<end]
            if head.allSatisfy({ j in sorted[end...].allSatisfy { outranking.sign(j, $0) > 0 } }) {
                sets.append(head.sorted())
                start = end
            }
        }
        return sets
    }
}

/// Largest support of every subset of one set, filled from small to large.
private struct SetSearch {
    let size: Int
    /// pair[j * size + k]: support of j before k.
    let pair: [Double]
    /// best[S]: largest support of an order of S standing first.
    var best: [Double]
    /// Largest support of an order of the complement of S standing last.
    var rest: [Double]
    /// ways[S]: number of orders that reach best[S].
    var ways: [Double]

    static let tolerance = 1e-10

    init(_ outranking: Outranking, _ members: [Int]) {
        let m = members.count
        size = m
        pair = members.flatMap { j in members.map { outranking[j, $0] } }
        best = Array(repeating: 0, count: 1 << m)
        rest = best
        ways = Array(repeating: 0, count: 1 << m)
        ways[0] = 1
        for subset in 1..<(1 << m) {
            var top = -1.0
            var number = 0.0
            for last in 0..<m where subset & (1 << last) != 0 {
                let without = subset ^ (1 << last)
                let value = best[without] + gain(of: last, after: without)
                if value > top + Self.tolerance {
                    (top, number) = (value, ways[without])
                } else if value > top - Self.tolerance {
                    number += ways[without]
                }
            }
            (best[subset], ways[subset]) = (top, number)
        }
        let all = (1 << m) - 1
        for subset in stride(from: all - 1, through: 0, by: -1) {
            var top = -1.0
            for next in 0..<m where subset & (1 << next) == 0 {
                top = max(top, rest[subset | (1 << next)] + gain(of: next, after: subset))
            }
            rest[subset] = top
        }
    }

    var support: Double { best[(1 << size) - 1] }
    var count: Double { ways[(1 << size) - 1] }

    /// Support won by putting `last` behind all of `subset`.
    func gain(of last: Int, after subset: Int) -> Double {
        var sum = 0.0
        var left = subset
        while left != 0 {
            sum += pair[left.trailingZeroBitCount * size + last]
            left &= left - 1
        }
        return sum
    }

    /// Is there an optimal order in which exactly `subset` stands before `next`?
    func isOptimal(_ subset: Int, _ next: Int) -> Bool {
        best[subset] + gain(of: next, after: subset) + rest[subset | (1 << next)] > support - Self.tolerance
    }

    var places: [ClosedRange<Int>] {
        var low = Array(repeating: Int.max, count: size)
        var high = Array(repeating: 0, count: size)
        for subset in 0..<(1 << size) {
            let place = subset.nonzeroBitCount + 1
            for next in 0..<size where subset & (1 << next) == 0 && (place < low[next] || place > high[next]) && isOptimal(subset, next) {
                low[next] = min(low[next], place)
                high[next] = max(high[next], place)
            }
        }
        return (0..<size).map { min(low[$0], high[$0])...high[$0] }
    }

    /// At most `limit` optimal orders, built from the front.
    func orders(limit: Int) -> [[Int]] {
        var found: [[Int]] = []
        func extend(_ order: [Int], _ subset: Int, _ value: Double) {
            guard found.count < limit else { return }
            guard order.count < size else {
                found.append(order)
                return
            }
            for next in 0..<size where subset & (1 << next) == 0 {
                let reached = value + gain(of: next, after: subset)
                if reached + rest[subset | (1 << next)] > support - Self.tolerance { extend(order + [next], subset | (1 << next), reached) }
            }
        }
        extend([], 0, 0)
        return found
    }
}
