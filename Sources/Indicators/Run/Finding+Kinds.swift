extension Finding.Kind {
    /// A column tells no unit from another.
    public static let constantColumn = Self("LT2430")
    /// A scale has no bounds: nothing to take them from, or a reference unit without a figure.
    public static let noBounds = Self("LT2431")
    /// Too little is there for a score; the gaps are listed.
    public static let insufficient = Self("LT2432")
    /// Siblings share the weight of what is missing.
    public static let reweighted = Self("LT2433")
    /// A mean that needs positive values met another.
    public static let notPositive = Self("LT2434")
    /// A figure was filled in.
    public static let imputed = Self("LT2435")
    /// A figure was changed by outlier treatment.
    public static let treated = Self("LT2436")
    /// An indicator the rule reads is not in the data.
    public static let noColumn = Self("LT2437")
    /// No rule version decides a period.
    public static let noVersion = Self("LT2438")
    /// A score was set, capped or withheld by rule.
    public static let intervention = Self("LT2439")
    /// A weighting or aggregation method could not answer.
    public static let methodFailed = Self("LT2440")
    /// A denominator is zero or missing.
    public static let noDenominator = Self("LT2441")
    /// A transform has no result for a figure, such as the logarithm of zero.
    public static let noTransform = Self("LT2442")
    /// Two observations of one cell do not agree; the last is used.
    public static let conflict = Self("LT2443")
    /// More findings of this kind were left out.
    public static let more = Self("LT2444")
    /// A unit's parents form a circle.
    public static let cyclicHierarchy = Self("LT2445")
    /// A formula names what the data do not have, or has no number for a cell.
    public static let formula = Self("LT2446")
    /// How far a catch-up item is: progress, what was due, the pace needed, the day the target would be reached.
    public static let progress = Self("LT2447")
    /// A catch-up item has no score; the reason is told and its weight goes to its siblings.
    public static let unscored = Self("LT2448")
}
