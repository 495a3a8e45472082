/// Method based on the removal effects of criteria: a criterion weighs what its absence changes.
///
/// r = min/x (benefit) or x/max (cost); S = ln(1 + Σ|ln r|/m); S₋ⱼ leaves j out of the sum with the divisor still m; E = Σ|S₋ⱼ − S| over
/// the units; w = E/ΣE. Source: Keshavarz-Ghorabaee et al. (2021), Symmetry 13(4):525, eq. 2–7.
public enum MEREC {
    /// Weights, sum 1. Refuses values that are not positive and tables in which no criterion varies. The matrix's own weights play no
    /// part. O(units × criteria).
    public static func weights(_ matrix: DecisionMatrix) throws(MethodError) -> [Double] {
        try matrix.requirePositive()
        let m = Double(matrix.criteria)
        var distances: [[Double]] = []
        for j in 0..<matrix.criteria {
            let (low, high) = matrix.range(j)
            distances.append(
                matrix.columns[j].map { abs(logarithm(matrix.directions[j] == .higherIsBetter ? low / $0 : $0 / high)) })
        }
        var effects = Array(repeating: 0.0, count: matrix.criteria)
        for i in 0..<matrix.units {
            let sum = distances.reduce(0) { $0 + $1[i] }
            let performance = logarithm(1 + sum / m)
            for j in effects.indices { effects[j] += abs(logarithm(1 + max(0, sum - distances[j][i]) / m) - performance) }
        }
        return try effects.sharesOfOne()
    }
}
