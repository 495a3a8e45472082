/// One thing done to an indicator's figures before normalisation. Steps run in the order of the rule.
public enum Step: Sendable {
    /// By another column, cell by cell and period by period; a zero or missing denominator gives a missing figure.
    case divide(by: String, factor: Double)
    case transform(Transform)
    /// Holds figures at the bounds; either may be absent.
    case cap(low: Bound?, high: Bound?, scope: Scope)
    case round(Int, RoundingMode)
    case impute(Imputation)
    case treatOutliers(OutlierRule)
    /// Replaces figures the rule declares to be no figures, such as 0 for "not measured".
    case missing(at: Set<Double>)
    /// A figure over columns, bound by whoever composes the engine; takes the place of the source's.
    case derive(@Sendable (Panel) -> Derived)

    /// A derived column, with what was found while it was worked out.
    public struct Derived: Sendable {
        public var column: Column
        public var findings: [Finding]
        public init(_ column: Column, _ findings: [Finding] = []) { (self.column, self.findings) = (column, findings) }
    }

    public enum Transform: Hashable, Sendable {
        case naturalLogarithm(offset: Double)
        case decimalLogarithm(offset: Double)
        case squareRoot
        case power(Double)
        case reciprocal
        /// factor · x + offset.
        case linear(factor: Double, offset: Double)
        case absolute
        /// |x − reference|: for figures that should be near a point.
        case distance(from: Double)
    }
}

/// How gaps are filled; every filled cell is flagged.
public enum Imputation: Hashable, Sendable {
    /// Mean or median of the units of the period that share the group; the whole sample without an attribute.
    case mean(group: String?)
    case median(group: String?)
    /// The unit's last figure, at most this many periods old.
    case last(maximumAge: Int)
    /// On the line between the unit's neighbouring periods, by position; no extrapolation.
    case linear
    case constant(Double)
    /// The worst figure of the period's sample, by direction.
    case worst
}

/// 離群值: treat a column only if |skewness| and kurtosis both reach their limits.
public struct OutlierRule: Hashable, Sendable {
    public var skewness: Double
    public var kurtosis: Double
    /// Most points pulled in before the logarithm is tried.
    public var maximumPoints: Int
    public var logarithm: Bool
    public var scope: Scope

    public init(skewness: Double = 2, kurtosis: Double = 3.5, maximumPoints: Int = 5, logarithm: Bool = true, scope: Scope = .period) {
        (self.skewness, self.kurtosis, self.maximumPoints) = (skewness, kurtosis, maximumPoints)
        (self.logarithm, self.scope) = (logarithm, scope)
    }
}
