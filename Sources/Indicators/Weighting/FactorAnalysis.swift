/// Factor analysis weights: squared rotated loadings times the share of variance of their factor.
///
/// Factors are principal components of the correlation matrix, kept while the eigenvalue exceeds 1, or each explains over 10 % and
/// together at most what is needed for 60 %, or as many as asked; rotated by varimax with Kaiser's normalisation. An indicator belongs
/// to the factor of its largest squared loading; its weight is that square as a share of the factor's, times the factor's share of the
/// explained variance, scaled to sum 1. Source: OECD/JRC Handbook (2008), section 5.1 and 6.1 (Nicoletti, Scarpetta and Boylaud 2000).
public struct FactorAnalysis: Sendable, Hashable {
    public let weights: [Double]
    /// rotated[f][j]: loading of criterion j on factor f, factors by explained variance.
    public let rotated: [[Double]]
    /// Variance each rotated factor explains, out of the number of criteria.
    public let explained: [Double]

    /// `factors` nil lets the rule above decide. O(units × criteria² + criteria³).
    public init(_ matrix: DecisionMatrix, factors: Int? = nil) throws(MethodError) {
        guard matrix.units >= 3 else { throw .shape(expected: 3, found: matrix.units) }
        let n = matrix.criteria
        let eigen = try SymmetricEigen(matrix.withoutCosts.correlations(), size: n)
        let kept = factors ?? Self.factorsToKeep(eigen.values)
        guard (1...n).contains(kept) else { throw .parameter("factors") }
        var loadings = (0..<kept).map { f in eigen.vectors[f].map { $0 * max(0, eigen.values[f]).squareRoot() } }
        try Self.varimax(&loadings)
        let variance = loadings.map { $0.reduce(0) { $0 + $1 * $1 } }
        let order = loadings.indices.sorted { variance[$0] > variance[$1] }
        rotated = order.map { f in loadings[f].reduce(0, +) < 0 ? loadings[f].map { -$0 } : loadings[f] }
        explained = order.map { variance[$0] }
        let total = explained.reduce(0, +)
        var weights = Array(repeating: 0.0, count: n)
        for j in 0..<n {
            var own = 0
            for f in rotated.indices where rotated[f][j] * rotated[f][j] > rotated[own][j] * rotated[own][j] { own = f }
            // share of the factor · share of the variance = loading²/variance · variance/total
            weights[j] = rotated[own][j] * rotated[own][j] / total
        }
        self.weights = try weights.sharesOfOne()
    }

    private static func factorsToKeep(_ eigenvalues: [Double]) -> Int {
        let n = Double(eigenvalues.count)
        var kept = 0
        var together = 0.0
        for value in eigenvalues where value > 1 || (value / n > 0.1 && together / n < 0.6) {
            kept += 1
            together += value
        }
        return max(1, kept)
    }

    /// Rotates pairs of factors until the variance of the squared loadings is largest.
    private static func varimax(_ loadings: inout [[Double]]) throws(MethodError) {
        let (factors, n) = (loadings.count, loadings[0].count)
        guard factors > 1 else { return }
        let lengths = (0..<n).map { j in max(1e-300, loadings.reduce(0) { $0 + $1[j] * $1[j] }.squareRoot()) }
        for f in 0..<factors { for j in 0..<n { loadings[f][j] /= lengths[j] } }
        var settled = false
        for _ in 0..<1_000 {
            var largest = 0.0
            for p in 0..<factors - 1 {
                for q in (p + 1)..<factors {
                    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
                    for j in 0..<n {
                        let (x, y) = (loadings[p][j], loadings[q][j])
                        let (u, v) = (x * x - y * y, 2 * x * y)
                        a += u
                        b += v
                        c += u * u - v * v
                        d += 2 * u * v
                    }
                    let phi = angle(y: d - 2 * a * b / Double(n), x: c - (a * a - b * b) / Double(n)) / 4
                    largest = max(largest, abs(phi))
                    let (cos, sin) = (cosine(phi), cosine(phi - .pi / 2))
                    for j in 0..<n {
                        let (x, y) = (loadings[p][j], loadings[q][j])
                        loadings[p][j] = cos * x + sin * y
                        loadings[q][j] = cos * y - sin * x
                    }
                }
            }
            if largest < 1e-10 {
                settled = true
                break
            }
        }
        guard settled else { throw .notConverged }
        for f in 0..<factors { for j in 0..<n { loadings[f][j] *= lengths[j] } }
    }
}
