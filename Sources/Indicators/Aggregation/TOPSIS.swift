/// Technique for order preference by similarity to the ideal solution: D⁻/(D⁺ + D⁻), the Euclidean distances of the weighted,
/// normalised values to the best and to the worst value of every criterion.
///
/// Source: Hwang and Yoon (1981); Tzeng and Huang (2011), ch. 5; Opricovic and Tzeng (2004), EJOR 156(2), for min–max.
/// Result in 0…1, more is better.
public enum TOPSIS {
    /// How criteria become comparable before they are weighted.
    public enum Scaling: String, Sendable, Hashable, Codable {
        /// x/√Σx²
        case vector
        /// (x − min)/(max − min), mirrored for costs; a constant criterion becomes 0 for everybody.
        case minMax
    }

    /// Closeness of every unit, and the units at no distance from either ideal: 0/0, told as 0.5.
    public struct Closeness: Sendable, Hashable {
        public let scores: [Double]
        public let undetermined: [Int]
    }

    /// Refuses a criterion of zeros under vector scaling. O(units × criteria).
    public static func closeness(_ matrix: DecisionMatrix, scaling: Scaling = .vector) throws(MethodError) -> Closeness {
        var toBest = Array(repeating: 0.0, count: matrix.units)
        var toWorst = toBest
        for j in 0..<matrix.criteria {
            let column = matrix.columns[j]
            var (low, high) = matrix.range(j)
            let scale: Double
            var offset = 0.0
            switch scaling {
            case .vector:
                // Divided by the largest first, so that squares neither overflow nor vanish.
                let largest = max(abs(low), abs(high))
                guard largest > 0 else { throw .constant(column: j) }
                scale = 1 / (largest * column.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot())
            case .minMax:
                offset = low
                scale = high > low ? 1 / (high - low) : 0
            }
            if matrix.directions[j] == .lowerIsBetter { swap(&low, &high) }
            let weight = matrix.weights[j] * scale
            let (worst, best) = ((low - offset) * weight, (high - offset) * weight)
            for (i, value) in column.enumerated() {
                let v = (value - offset) * weight
                toBest[i] += (v - best) * (v - best)
                toWorst[i] += (v - worst) * (v - worst)
            }
        }
        var undetermined: [Int] = []
        let scores = toBest.indices.map { i in
            let (best, worst) = (toBest[i].squareRoot(), toWorst[i].squareRoot())
            guard best + worst > 0 else {
                undetermined.append(i)
                return 0.5
            }
            return worst / (best + worst)
        }
        return Closeness(scores: scores, undetermined: undetermined)
    }
}
