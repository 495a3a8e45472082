extension Weights {
    /// Weights by a method over complete rows. Methods: see each function.
    static func fromData(_ method: DataWeighting, _ columns: [[Double]]) throws(MethodError) -> [Double] {
        switch method {
        case .entropy: try entropy(columns)
        case .critic: try critic(columns)
        case .standardDeviation: try standardDeviation(columns)
        case .merec, .principalComponent, .factorAnalysis: throw .infeasible
        }
    }

    static func hierarchy(_ matrix: [[Double]]) throws(MethodError) -> [Double] { throw .infeasible }
}
