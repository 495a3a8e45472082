/// Multi-criteria compromise ranking: Q = v·(S − S*)/(S⁻ − S*) + (1 − v)·(R − R*)/(R⁻ − R*).
///
/// d = (best − x)/(best − worst) per criterion, S = Σ w·d (group utility), R = max w·d (individual regret); * is the smallest over the
/// units, ⁻ the largest. Source: Opricovic and Tzeng (2004), EJOR 156(2):445–455. Result in 0…1, **less is better**.
public enum VIKOR {
    public struct Compromise: Sendable, Hashable {
        /// S, group utility: less is better.
        public let utility: [Double]
        /// R, largest individual regret: less is better.
        public let regret: [Double]
        /// Q, the compromise: less is better.
        public let compromise: [Double]
        /// Criteria on which all units are equal; they add no distance.
        public let notDiscriminating: [Int]
    }

    /// `groupShare` is v in 0…1. When all S (or all R) are equal their half of Q is 0. O(units × criteria).
    public static func compromise(_ matrix: DecisionMatrix, groupShare: Double = 0.5) throws(MethodError) -> Compromise {
        guard (0...1).contains(groupShare) else { throw .parameter("groupShare") }
        var utility = Array(repeating: 0.0, count: matrix.units)
        var regret = utility
        var constant: [Int] = []
        for j in 0..<matrix.criteria {
            let (low, high) = matrix.range(j)
            guard high > low else {
                constant.append(j)
                continue
            }
            for (i, value) in matrix.columns[j].enumerated() {
                let distance = matrix.directions[j] == .higherIsBetter ? (high - value) / (high - low) : (value - low) / (high - low)
                utility[i] += matrix.weights[j] * distance
                regret[i] = max(regret[i], matrix.weights[j] * distance)
            }
        }
        let (s, r) = (unitInterval(utility), unitInterval(regret))
        let compromise = zip(s, r).map { groupShare * $0 + (1 - groupShare) * $1 }
        return Compromise(utility: utility, regret: regret, compromise: compromise, notDiscriminating: constant)
    }

    private static func unitInterval(_ values: [Double]) -> [Double] {
        guard let low = values.min(), let high = values.max(), high > low else { return values.map { _ in 0 } }
        return values.map { ($0 - low) / (high - low) }
    }
}
