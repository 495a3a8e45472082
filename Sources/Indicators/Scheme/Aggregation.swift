/// How a node makes one score of its children's.
public enum Aggregation: Hashable, Sendable {
    /// Σwx / Σw.
    case arithmetic
    /// Σwx: weights are points, not shares.
    case sum
    /// exp(Σw·ln x / Σw).
    case geometric(ZeroRule)
    /// Σw / Σ(w/x).
    case harmonic(ZeroRule)
    /// (Σwxᵖ / Σw)^(1/p), p ≠ 0.
    case generalised(power: Double, ZeroRule)
    case minimum
    case maximum
    /// Weighted median: half of the weight on either side, the mean of two middle values.
    case median
    /// A method over all units of a period at once.
    case relational(Relational)

    /// What a value of zero does to a mean that needs positive ones. A negative value is always an error.
    public enum ZeroRule: String, Sendable, CaseIterable {
        /// The node has no score, and the run says so as an error.
        case error
        /// The score is 0, the limit of the mean.
        case zero
        /// The child is left out as if missing.
        case missing
    }

    /// Methods that compare units with one another; a unit with a missing child takes no part.
    public enum Relational: Hashable, Sendable {
        case copeland
        /// Σ over opponents of the weight share won, half for ties.
        case outranking
        /// Order that maximises the sum of the outranking matrix; the score is minus the place.
        case kemeny
        case topsis
        /// v is the weight of the group's utility against the worst regret.
        case vikor(v: Double)
        /// λ is the weight of the sum against the product.
        case waspas(lambda: Double)
        /// Best weights for each unit, each criterion's share of the unit's total within the bounds.
        case benefitOfTheDoubt(minimumShare: Double, maximumShare: Double)
        /// Mazziotta–Pareto: mean less (or plus) variability.
        case mazziottaPareto(penalty: Bool)
    }
}
