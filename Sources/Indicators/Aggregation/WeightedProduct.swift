/// Weighted product model (WPM) in logarithms: S = Σ w·log₁₀ r with r = x/Σx (1/x first for costs); at most 0.
///
/// Source: Miller and Starr (1969); Triantaphyllou (2000), ch. 2. Ten to the power of S is the weighted geometric mean of the shares.
public enum WeightedProduct {
    /// Scores in the order of the units; nearer to zero is better. Refuses values that are not positive. O(units × criteria).
    public static func scores(_ matrix: DecisionMatrix) throws(MethodError) -> [Double] {
        try matrix.requirePositive()
        let perDecade = 1 / logarithm(10)
        var scores = Array(repeating: 0.0, count: matrix.units)
        for j in 0..<matrix.criteria {
            let column = matrix.directions[j] == .lowerIsBetter ? matrix.columns[j].map { 1 / $0 } : matrix.columns[j]
            let sum = column.reduce(0, +)
            for i in column.indices { scores[i] += matrix.weights[j] * logarithm(column[i] / sum) * perDecade }
        }
        return scores
    }
}
