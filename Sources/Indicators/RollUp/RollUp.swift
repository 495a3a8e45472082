/// Two-axis roll-up: first over the periods inside a longer one, then over the units below another.
///
/// Ratios are rolled up as numerator and denominator and divided afterwards, by a `Step.divide`.
public struct RollUp: Sendable {
    /// How the figures of one column come together.
    public struct Rule: Hashable, Sendable {
        public var overPeriods: RollUpOperator
        public var overUnits: RollUpOperator
        public var gaps: GapStrategy
        /// Column that weights the units of an average, such as population; a unit without a weight takes no part.
        public var weight: String?

        public init(
            overPeriods: RollUpOperator = .sum, overUnits: RollUpOperator = .sum, gaps: GapStrategy = .skipIfAllMissing,
            weight: String? = nil
        ) {
            (self.overPeriods, self.overUnits, self.gaps, self.weight) = (overPeriods, overUnits, gaps, weight)
        }
    }

    /// Rules by column; a column without one keeps its cells and is not rolled up.
    public var rules: [String: Rule]
    /// Period made → periods it is made of; periods not named stay as they are.
    public var periods: [String: [String]]

    public init(rules: [String: Rule] = [:], periods: [String: [String]] = [:]) {
        (self.rules, self.periods) = (rules, periods)
    }
}

/// What gaps among the figures to be rolled up mean.
public enum GapStrategy: String, Sendable, CaseIterable {
    /// One gap and there is no result.
    case skipIfAnyMissing = "skip-if-any-missing"
    /// No result only when nothing is there.
    case skipIfAllMissing = "skip-if-all-missing"
    /// A gap counts as 0.
    case neverSkip = "never-skip"
}

/// How several figures become one.
public enum RollUpOperator: String, Sendable, CaseIterable {
    case sum, average, count, minimum, maximum, first, last
    /// The last within the period; `last` looks back before it.
    case lastInPeriod = "last-in-period"
    case deviation, variance
    /// Not rolled up on this axis.
    case none

    /// Of present figures in order; NaN when there is nothing to say. Deviation and variance divide by n.
    public func callAsFunction(_ values: [Double]) -> Double {
        switch self {
        case .count: return Double(values.count)
        case .none: return values.count == 1 ? values[0] : .nan
        default: break
        }
        guard let first = values.first, let last = values.last else { return .nan }
        switch self {
        case .sum: return values.reduce(0, +)
        case .average: return Statistics.mean(values)
        case .minimum: return values.reduce(first, min)
        case .maximum: return values.reduce(first, max)
        case .first: return first
        case .last, .lastInPeriod: return last
        case .variance, .deviation:
            let mean = Statistics.mean(values)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            return self == .variance ? variance : variance.squareRoot()
        case .count, .none: return .nan
        }
    }
}
