/// The methods as a node of the tree asks for them: complete columns, higher is better, one score a unit and more of it is better.
extension Relations {
    /// The scores of a relational node. Benefit of the doubt needs a solver and is refused without one.
    public static func scores(
        _ method: Aggregation.Relational, _ columns: [[Double]], weights: [Double], solver: (any LinearProgramSolver)? = nil
    ) throws(MethodError) -> [Double] {
        switch method {
        case .copeland: return try copeland(columns, weights: weights)
        case .outranking: return try outranking(columns, weights: weights)
        case .kemeny: return try kemeny(columns, weights: weights)
        case .topsis: return try topsis(columns, weights: weights)
        case .vikor(let v): return try vikor(columns, weights: weights, v: v)
        case .waspas(let lambda): return try waspas(columns, weights: weights, lambda: lambda)
        case .mazziottaPareto(let penalty): return try mazziottaPareto(columns, weights: weights, penalty: penalty)
        case .benefitOfTheDoubt(let minimum, let maximum):
            guard let solver else { throw .solver("none") }
            return try benefitOfTheDoubt(columns, minimumShare: minimum, maximumShare: maximum, solver: solver)
        }
    }

    public static func copeland(_ columns: [[Double]], weights: [Double]) throws(MethodError) -> [Double] {
        try Copeland.scores(Outranking(DecisionMatrix(columns: columns, weights: weights)))
    }

    /// Σ of a unit's row of the outranking matrix: the support it has against all others together, 0…n−1.
    public static func outranking(_ columns: [[Double]], weights: [Double]) throws(MethodError) -> [Double] {
        let outranking = try Outranking(DecisionMatrix(columns: columns, weights: weights))
        return (0..<outranking.units).map { j in (0..<outranking.units).reduce(0) { $0 + outranking[j, $1] } }
    }

    /// Minus the place; units that trade places among the optimal orders share the mean of their best and worst one.
    public static func kemeny(_ columns: [[Double]], weights: [Double]) throws(MethodError) -> [Double] {
        let order = try KemenyYoung(Outranking(DecisionMatrix(columns: columns, weights: weights)), listing: 1)
        return order.places.map { -Double($0.lowerBound + $0.upperBound) / 2 }
    }

    public static func topsis(
        _ columns: [[Double]], weights: [Double], scaling: TOPSIS.Scaling = .vector
    ) throws(MethodError) -> [Double] {
        try TOPSIS.closeness(DecisionMatrix(columns: columns, weights: weights), scaling: scaling).scores
    }

    /// −Q, so that more is better; `VIKOR.compromise` has S, R and Q.
    public static func vikor(_ columns: [[Double]], weights: [Double], v: Double = 0.5) throws(MethodError) -> [Double] {
        try VIKOR.compromise(DecisionMatrix(columns: columns, weights: weights), groupShare: v).compromise.map { 0 - $0 }
    }

    public static func waspas(_ columns: [[Double]], weights: [Double], lambda: Double = 0.5) throws(MethodError) -> [Double] {
        try WASPAS.scores(DecisionMatrix(columns: columns, weights: weights), sumShare: lambda)
    }

    public static func mazziottaPareto(_ columns: [[Double]], weights: [Double], penalty: Bool = true) throws(MethodError) -> [Double] {
        try MPI.scores(DecisionMatrix(columns: columns, weights: weights), penalty: penalty ? .lowers : .raises)
    }

    /// The bounds are shares of the sum of weights, as in the Handbook's table 19.
    public static func benefitOfTheDoubt(
        _ columns: [[Double]], minimumShare: Double = 0, maximumShare: Double = 1, solver: any LinearProgramSolver
    ) throws(MethodError) -> [Double] {
        guard minimumShare <= maximumShare else { throw .parameter("shares") }
        let bounds = minimumShare > 0 || maximumShare < 1 ? BenefitOfDoubt.Bounds.weights(minimumShare...maximumShare) : .none
        return try BenefitOfDoubt(DecisionMatrix(columns: columns), bounds: bounds, solver: solver).scores
    }
}
