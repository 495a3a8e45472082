extension Finding.Kind {
    /// Pairwise judgements contradict each other: CR over 0.1.
    public static let inconsistentJudgements = Self("LT2460")
    /// Pairwise judgements that cannot be used at all.
    public static let brokenJudgements = Self("LT2461")
    /// A weight too small beside its siblings' to matter.
    public static let dominatedWeight = Self("LT2462")
    /// A weight that decides its group alone.
    public static let dominatingWeight = Self("LT2463")
    /// A column counts more than once in the tree.
    public static let countedTwice = Self("LT2464")
    /// Siblings in different units of measure are averaged as they are.
    public static let mixedUnits = Self("LT2465")
    /// Siblings are put on scales of different ranges.
    public static let mixedRanges = Self("LT2466")
    /// An intervention does not say why.
    public static let emptyReason = Self("LT2467")
    /// A score is zeroed or withheld without an authority named.
    public static let noAuthority = Self("LT2468")
    /// A score set to zero under a mean that a zero wipes out.
    public static let zeroUnderProduct = Self("LT2469")
    /// A mean of positive values over a scale that reaches zero.
    public static let scaleReachesZero = Self("LT2470")
    /// Two columns are the same.
    public static let duplicateColumns = Self("LT2471")
    /// Two siblings tell nearly the same.
    public static let nearlyTheSame = Self("LT2472")
    /// The data have no figure for an indicator.
    public static let emptyColumn = Self("LT2473")
    /// A weight worked out from figures is negative.
    public static let negativeWeight = Self("LT2474")
    /// A veto by zero or block needs activation by two people.
    public static let oneActivation = Self("LT2475")
    /// A target that is met at the start, or lies the other way.
    public static let directionInDoubt = Self("LT2476")
    /// Maintenance cannot be measured without a tolerance.
    public static let noTolerance = Self("LT2477")
    /// An innovation has become common, and is proposed as a catch-up or baseline item.
    public static let becameCommon = Self("LT2478")
}
