/// Analytic hierarchy process: weights from pairwise judgements, the principal right eigenvector of the comparison matrix.
///
/// a(i,j) says how many times more i matters than j, customarily 1…9, with a(j,i) = 1/a(i,j). λ is the principal eigenvalue,
/// CI = (λ − n)/(n − 1), CR = CI/RI. Source: Saaty (1980); OECD/JRC Handbook (2008), section 5.2.
/// The variant by geometric means of rows gives other weights for inconsistent matrices; this one is recorded as `ahp-eigenvector`.
public struct AHP: Sendable, Hashable {
    /// Sum to 1.
    public let weights: [Double]
    /// λ, at least n; n exactly when all judgements agree.
    public let principalEigenvalue: Double
    public let consistencyIndex: Double
    /// 0 for one or two criteria; nil above fifteen, where no random index is tabulated.
    public let consistencyRatio: Double?
    /// The judgement that contradicts the weights most: a(row, column)·w(column)/w(row) is furthest from 1.
    public let worstJudgement: (row: Int, column: Int)

    /// CR above this means the judgements should be asked again.
    public static let acceptableRatio = 0.1

    public var isConsistent: Bool { consistencyRatio.map { $0 <= Self.acceptableRatio } ?? true }

    /// Mean CI of random matrices by order, from 1: Saaty (1980), table of random consistency with RI(6) = 1.24.
    public static let randomIndexTable = "Saaty 1980"
    public static let randomIndex = [0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]

    /// `judgements` by rows. Refuses entries that are not positive, or whose mirror is not their reciprocal within 1 % (people write 0.33).
    /// O(n²) an iteration; positive matrices converge geometrically.
    public init(judgements: [[Double]]) throws(MethodError) {
        let n = judgements.count
        guard n > 0 else { throw .noColumns }
        for (i, row) in judgements.enumerated() {
            guard row.count == n else { throw .shape(expected: n, found: row.count) }
            for (j, value) in row.enumerated() {
                guard value.isFinite, value > 0 else { throw .notReciprocal(row: i, column: j) }
                if i >= j, abs(value * judgements[j][i] - 1) > 0.01 { throw .notReciprocal(row: i, column: j) }
            }
        }
        var weights = Array(repeating: 1 / Double(n), count: n)
        var eigenvalue = Double(n)
        var settled = false
        for _ in 0..<10_000 {
            var next = judgements.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
            eigenvalue = next.reduce(0, +)
            guard eigenvalue.isFinite, eigenvalue > 0 else { throw .notConverged }
            next = next.map { $0 / eigenvalue }
            let change = zip(next, weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
            weights = next
            if change < 1e-15 {
                settled = true
                break
            }
        }
        guard settled, weights.allSatisfy({ $0 > 0 }) else { throw .notConverged }
        var worst = (row: 0, column: 0)
        var furthest = 1.0
        for i in 0..<n {
            for j in 0..<n where i != j {
                // Each contradiction shows twice, as a factor and as its reciprocal; the factor above 1 is the one reported.
                let factor = judgements[i][j] * weights[j] / weights[i]
                if factor > furthest * (1 + 1e-12) { (furthest, worst) = (factor, (i, j)) }
            }
        }
        self.weights = weights
        principalEigenvalue = eigenvalue
        consistencyIndex = n > 1 ? max(0, (eigenvalue - Double(n)) / Double(n - 1)) : 0
        consistencyRatio = n <= 2 ? 0 : n <= Self.randomIndex.count ? consistencyIndex / Self.randomIndex[n - 1] : nil
        worstJudgement = worst
    }

    public static func == (a: AHP, b: AHP) -> Bool { a.weights == b.weights && a.principalEigenvalue == b.principalEigenvalue }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(weights)
        hasher.combine(principalEigenvalue)
    }
}
