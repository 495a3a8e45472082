/// The weightings of this folder as a node of the tree asks for them.
extension Weights {
    /// Weights of a node's children from their figures over complete rows.
    static func fromData(_ method: DataWeighting, _ columns: [[Double]]) throws(MethodError) -> [Double] {
        switch method {
        case .entropy: try entropy(columns)
        case .critic: try critic(columns)
        case .standardDeviation: try standardDeviation(columns)
        case .merec: try merec(columns)
        case .principalComponent: try principalComponent(columns)
        case .factorAnalysis: try factorAnalysis(columns)
        }
    }

    /// Weights of a node's children from its pairwise comparison.
    public static func hierarchy(_ judgements: [[Double]]) throws(MethodError) -> [Double] { try AHP(judgements: judgements).weights }

    /// See `MEREC`.
    public static func merec(_ columns: [[Double]], directions: [Direction]? = nil) throws(MethodError) -> [Double] {
        try MEREC.weights(DecisionMatrix(columns: columns, directions: directions))
    }

    /// See `PrincipalComponents`: first loadings, which may be negative and do not sum to 1.
    public static func principalComponent(_ columns: [[Double]]) throws(MethodError) -> [Double] {
        try PrincipalComponents(DecisionMatrix(columns: columns)).loadings
    }

    /// See `FactorAnalysis`.
    public static func factorAnalysis(_ columns: [[Double]]) throws(MethodError) -> [Double] {
        try FactorAnalysis(DecisionMatrix(columns: columns)).weights
    }
}
