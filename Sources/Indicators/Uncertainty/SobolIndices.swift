/// Which uncertain choice moves a result: shares of its variance by factor.
///
/// First order S = mean(y_B·(y_AB − y_A))/V, total S_T = Σ(y_A − y_AB)²/(2NV), with A and B two independent samples and AB equal to A
/// except for the factor's column from B. Source: Saltelli et al. (2010), Computer Physics Communications 181:259–270; Jansen (1999);
/// OECD/JRC Handbook (2008), section 7.2.
public struct SobolIndices: Sendable, Hashable {
    public struct Failure: Sendable, Hashable {
        /// Row of the sample, dropped for every factor.
        public let row: Int
        public let reason: String
    }

    /// May come out slightly below 0 for factors without influence: that is sampling error, and left to be seen.
    public let first: [Double]
    public let total: [Double]
    /// V over the rows of A and B that count.
    public let variance: Double
    /// Rows that count.
    public let rows: Int
    public let failures: [Failure]

    /// `model` turns one point of the unit cube, one number 0..<1 a factor, into the result: a score, a rank, a mean shift of ranks.
    ///
    /// rows · (factors + 2) calls. A result that never changes has all indices 0. Refused when fewer than two rows are left.
    public init(factors: Int, rows: Int, seed: UInt64 = 1, model: ([Double]) throws -> Double) throws(MethodError) {
        guard factors > 0 else { throw .noColumns }
        guard rows >= 2 else { throw .tooFewRows(needed: 2) }
        var generator = SplitMix64(seed: seed)
        var (a, b) = ([Double](), [Double]())
        var mixed: [[Double]] = []
        var failures: [Failure] = []
        for row in 0..<rows {
            let one = (0..<factors).map { _ in generator.unit() }
            let other = (0..<factors).map { _ in generator.unit() }
            do {
                let (ya, yb) = (try model(one), try model(other))
                let ab = try (0..<factors).map { factor in
                    var point = one
                    point[factor] = other[factor]
                    return try model(point)
                }
                guard ya.isFinite, yb.isFinite, ab.allSatisfy(\.isFinite) else { throw MethodError.notFinite(column: 0, row: row) }
                a.append(ya)
                b.append(yb)
                mixed.append(ab)
            } catch {
                failures.append(Failure(row: row, reason: String(describing: error)))
            }
        }
        guard a.count >= 2 else { throw .tooFewRows(needed: 2) }
        let all = a + b
        let mean = all.reduce(0, +) / Double(all.count)
        let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count - 1)
        let count = Double(a.count)
        (self.variance, self.rows, self.failures) = (variance, a.count, failures)
        first = (0..<factors).map { factor in
            // Centred: the estimate is the same in expectation and far steadier when the mean is large.
            let sum = a.indices.reduce(0.0) { $0 + (b[$1] - mean) * (mixed[$1][factor] - a[$1]) }
            return variance > 0 ? sum / count / variance : 0
        }
        total = (0..<factors).map { factor in
            let sum = a.indices.reduce(0.0) { $0 + (a[$1] - mixed[$1][factor]) * (a[$1] - mixed[$1][factor]) }
            return variance > 0 ? sum / (2 * count) / variance : 0
        }
    }
}
