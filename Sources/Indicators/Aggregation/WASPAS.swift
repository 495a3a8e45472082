/// Weighted aggregated sum product assessment: λ·Σ w·r + (1−λ)·Π r^w on linear shares of the best.
///
/// r = x/max for benefits, min/x for costs. Source: Zavadskas et al. (2012), Elektronika ir Elektrotechnika 122(6), eq. 1–5;
/// Chakraborty, Zavadskas, Antucheviciene (2015). Result in 0…1, more is better.
public enum WASPAS {
    /// Scores in the order of the units. `sumShare` is λ in 0…1. Refuses values that are not positive. O(units × criteria).
    public static func scores(_ matrix: DecisionMatrix, sumShare: Double = 0.5) throws(MethodError) -> [Double] {
        guard (0...1).contains(sumShare) else { throw .parameter("sumShare") }
        try matrix.requirePositive()
        var sums = Array(repeating: 0.0, count: matrix.units)
        var logarithms = sums
        for j in 0..<matrix.criteria {
            let (low, high) = matrix.range(j)
            let weight = matrix.weights[j]
            for (i, value) in matrix.columns[j].enumerated() {
                let share = matrix.directions[j] == .higherIsBetter ? value / high : low / value
                sums[i] += weight * share
                logarithms[i] += weight * logarithm(share)
            }
        }
        return zip(sums, logarithms).map { sumShare * $0 + (1 - sumShare) * exponential($1) }
    }
}
