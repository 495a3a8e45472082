/// Mazziotta–Pareto index: M·(1 ∓ cv²), the mean of a unit's values less (or plus) a penalty for their imbalance.
///
/// M is the weighted mean and cv = sd/M the unit's own coefficient of variation, both over its criteria with the weights as shares
/// (population variance, as in Mazziotta and Pareto 2016, Social Indicators Research 127(3), eq. 4). Values must be normalised beforehand,
/// customarily to mean 100 and standard deviation 10.
public enum MPI {
    /// Which way the phenomenon is good.
    public enum Penalty: String, Sendable, Hashable, Codable {
        /// A positive phenomenon: imbalance lowers the score.
        case lowers
        /// A negative phenomenon, such as poverty: imbalance raises it.
        case raises
    }

    /// Scores in the order of the units, in the unit of the values; a unit whose mean is 0 has no coefficient of variation and is refused.
    /// O(units × criteria).
    public static func scores(_ matrix: DecisionMatrix, penalty: Penalty = .lowers) throws(MethodError) -> [Double] {
        var scores: [Double] = []
        scores.reserveCapacity(matrix.units)
        for i in 0..<matrix.units {
            var mean = 0.0
            for j in 0..<matrix.criteria { mean += matrix.weights[j] * matrix.columns[j][i] }
            guard mean != 0 else { throw .parameter("mean of unit \(i) is zero") }
            var variance = 0.0
            for j in 0..<matrix.criteria {
                let difference = matrix.columns[j][i] - mean
                variance += matrix.weights[j] * difference * difference
            }
            // M·cv² = variance/M
            scores.append(penalty == .lowers ? mean - variance / mean : mean + variance / mean)
        }
        return scores
    }
}
