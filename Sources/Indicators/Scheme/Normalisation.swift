/// The scale an indicator or node is put on.
public struct Normalisation: Sendable {
    public enum Method: Sendable {
        /// The figure is a score already; direction is ignored.
        case none
        /// l + (u−l)(x−worst)/(best−worst); worst and best come from `low` and `high` by direction.
        case minMax
        /// μ + σ·(x−mean)/sd, negated where lower is better.
        case zScore(mean: Double, deviation: Double)
        /// Ascending rank, ties the lowest.
        case rank
        /// (rank−1)/(n−1).
        case percentileRank
        /// rank−1.
        case borda
        /// x/max where higher is better, min/x where lower is.
        case fractionOfMaximum
        /// 1 inside [innerLow, innerHigh], linear to 0 at the outer limits.
        case optimum(innerLow: Double, innerHigh: Double, outerLow: Double, outerHigh: Double)
        /// The score of the band the figure falls into.
        case bands([Band])
        /// Scores worked out beforehand, one per cell in the panel's order.
        case given([Double])
        /// Scores worked out from the prepared figures over the whole panel: progress towards a target.
        case computed(@Sendable (_ figures: Column, _ panel: Panel) -> Step.Derived)
    }

    /// `score` for figures from `from` up to the next band.
    public struct Band: Hashable, Sendable {
        public var from: Double
        public var score: Double
        public init(from: Double, score: Double) { (self.from, self.score) = (from, score) }
    }

    /// Which ends of the range hold back figures beyond the bounds.
    public enum Clip: String, Sendable, CaseIterable {
        case none, low, high, both
        var holdsLow: Bool { self == .low || self == .both }
        var holdsHigh: Bool { self == .high || self == .both }
    }

    /// What a column without any difference does.
    public enum ConstantRule: String, Sendable, CaseIterable {
        case error
        /// The middle of the range, flagged as not discriminating.
        case neutral
        /// Left out, as if it were not in the tree.
        case exclude
    }

    public var method: Method
    /// The lower bound by number; the worst where higher is better.
    public var low: Bound
    public var high: Bound
    public var scope: Scope
    /// Score at the worst and at the best bound.
    public var floor: Double
    public var ceiling: Double
    public var clip: Clip
    public var constant: ConstantRule

    public init(
        _ method: Method, low: Bound = .minimum, high: Bound = .maximum, scope: Scope = .period, floor: Double = 0, ceiling: Double = 1,
        clip: Clip = .none, constant: ConstantRule = .error
    ) {
        (self.method, self.low, self.high, self.scope) = (method, low, high, scope)
        (self.floor, self.ceiling, self.clip, self.constant) = (floor, ceiling, clip, constant)
    }

    /// 功效係數: 60 at the unacceptable figure, 100 at the satisfactory one, not held at 60 below.
    public static func efficacy(unacceptable: Double, satisfactory: Double) -> Normalisation {
        Normalisation(
            .minMax, low: .fixed(min(unacceptable, satisfactory)), high: .fixed(max(unacceptable, satisfactory)), floor: 60, ceiling: 100)
    }
}

/// Where a bound of a scale comes from.
public enum Bound: Hashable, Sendable {
    /// A goalpost of the rule.
    case fixed(Double)
    case minimum
    case maximum
    /// 0…100, linear between neighbours.
    case percentile(Double)
    /// Mean of the n largest figures.
    case meanOfLargest(Int)
    case meanOfSmallest(Int)
    case mean
    /// Mean plus this many sample standard deviations.
    case deviations(Double)
    /// The figure of a reference unit.
    case unit(String)

    public var isFixed: Bool { if case .fixed = self { true } else { false } }
}
