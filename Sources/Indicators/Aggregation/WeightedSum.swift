/// Weighted sum model (WSM): S = Σ w·r, with each criterion turned into its share of the column's total.
///
/// r = x/Σx for benefits; for costs x is first replaced by 1/x. Source: Kracka, Brauers, Zavadskas (2010), Inz. Ekon. 21(4), eq. 1–4.
/// Result has no unit of measure and sums to 1 over the units.
public enum WeightedSum {
    /// Scores in the order of the units; more is better. Refuses costs of zero or less and columns that sum to zero. O(units × criteria).
    public static func scores(_ matrix: DecisionMatrix) throws(MethodError) -> [Double] {
        var scores = Array(repeating: 0.0, count: matrix.units)
        for j in 0..<matrix.criteria {
            var column = matrix.columns[j]
            if matrix.directions[j] == .lowerIsBetter {
                if let i = column.firstIndex(where: { $0 <= 0 }) { throw .notPositive(column: j, row: i) }
                column = column.map { 1 / $0 }
            }
            let sum = column.reduce(0, +)
            guard sum != 0 else { throw .constant(column: j) }
            for i in column.indices { scores[i] += matrix.weights[j] * column[i] / sum }
        }
        return scores
    }
}
