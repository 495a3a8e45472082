/// Pairwise comparison of units: e(j,k) = Σ w over the criteria on which j beats k, plus half of Σ w where both are equal.
///
/// Source: OECD/JRC Handbook (2008), section 6.3 (non-compensatory multi-criteria approach), table 36. Values need no normalisation; only
/// their order counts. Entries are in 0…1, e(j,k) + e(k,j) = 1, the diagonal is 0 as printed there.
public struct Outranking: Sendable, Hashable {
    public let units: Int
    /// Row-major: `shares[j * units + k]`.
    public let shares: [Double]

    /// O(units² × criteria); columns are compared one at a time, so memory beyond the result is one row.
    public init(_ matrix: DecisionMatrix) {
        let n = matrix.units
        var shares = Array(repeating: 0.0, count: n * n)
        for (c, values) in matrix.columns.enumerated() where matrix.weights[c] > 0 {
            let sign = matrix.directions[c] == .higherIsBetter ? 1.0 : -1.0
            let column = values.map { $0 * sign }
            let (full, half) = (matrix.weights[c], matrix.weights[c] / 2)
            for j in 0..<n {
                let own = column[j]
                for k in 0..<n { shares[j * n + k] += own > column[k] ? full : (own == column[k] ? half : 0) }
            }
        }
        for j in 0..<n { shares[j * n + j] = 0 }
        (units, self.shares) = (n, shares)
    }

    /// For matrices a source prints; refuses another shape than `units` × `units` and shares outside 0…1.
    public init(units: Int, shares: [Double]) throws(MethodError) {
        guard units > 0 else { throw .noColumns }
        guard shares.count == units * units else { throw .shape(expected: units * units, found: shares.count) }
        for (at, share) in shares.enumerated() where !(0...1).contains(share) {
            throw .notReciprocal(row: at / units, column: at % units)
        }
        (self.units, self.shares) = (units, shares)
    }

    public subscript(j: Int, k: Int) -> Double { shares[j * units + k] }

    /// +1, 0 or −1: does j beat k, with shares within 1e-12 of one half taken as a tie.
    func sign(_ j: Int, _ k: Int) -> Int {
        let difference = self[j, k] - 0.5
        return difference > Self.tie ? 1 : (difference < -Self.tie ? -1 : 0)
    }

    static let tie = 1e-12

    /// Share of the ordered pairs in which one dominates on every criterion (e = 1): how often a method could not change the order.
    public var shareOfDominantPairs: Double {
        guard units > 1 else { return 0 }
        let dominant = shares.count { $0 > 1 - Self.tie }
        return Double(dominant) / Double(units * (units - 1) / 2)
    }
}
