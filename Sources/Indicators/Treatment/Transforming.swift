import Foundation

extension Step.Transform {
    /// NaN where the transform has no result.
    public func callAsFunction(_ x: Double) -> Double {
        switch self {
        case .naturalLogarithm(let offset): x + offset > 0 ? log(x + offset) : .nan
        case .decimalLogarithm(let offset): x + offset > 0 ? log10(x + offset) : .nan
        case .squareRoot: x >= 0 ? x.squareRoot() : .nan
        case .power(let exponent): pow(x, exponent)
        case .reciprocal: x == 0 ? .nan : 1 / x
        case .linear(let factor, let offset): factor * x + offset
        case .absolute: abs(x)
        case .distance(let reference): abs(x - reference)
        }
    }
}
