/// A place in the tree: a leaf reads an indicator, any other aggregates its children.
public struct Node: Sendable {
    public var code: String
    public var parent: String?
    /// Share among its siblings as given; any non-negative number, only proportions count.
    public var weight: Double
    /// The indicator a leaf reads; nil for an inner node.
    public var indicator: String?
    /// How the children's weights come about.
    public var weighting: Weighting
    public var aggregation: Aggregation
    public var coverage: Coverage
    /// What a missing score of this node means to its parent.
    public var absence: Absence
    /// Puts the aggregated score on another scale before its parent uses it; nil leaves it.
    public var normalisation: Normalisation?
    /// Digits the score keeps where `Rounding` rounds; nil takes the rule's.
    public var digits: Int?

    public init(
        _ code: String, parent: String? = nil, weight: Double = 1, indicator: String? = nil, weighting: Weighting = .given,
        aggregation: Aggregation = .arithmetic, coverage: Coverage = Coverage(), absence: Absence = .reweight,
        normalisation: Normalisation? = nil, digits: Int? = nil
    ) {
        (self.code, self.parent, self.weight, self.indicator) = (code, parent, weight, indicator)
        (self.weighting, self.aggregation, self.coverage, self.absence) = (weighting, aggregation, coverage, absence)
        (self.normalisation, self.digits) = (normalisation, digits)
    }
}

/// How much must be there before a node has a score.
public struct Coverage: Hashable, Sendable {
    /// Least share of the children's weight, 0…1.
    public var weight: Double
    /// Fewest children with a score.
    public var count: Int
    /// Least share of the indicators below the node that have a value, 0…1.
    public var leaves: Double

    public init(weight: Double = 2.0 / 3.0, count: Int = 1, leaves: Double = 0) {
        (self.weight, self.count, self.leaves) = (weight, count, leaves)
    }
}

/// What a missing score means to the node above.
public enum Absence: Hashable, Sendable {
    /// The siblings share its weight.
    case reweight
    /// It counts as this score, on the scale of the normalised value.
    case counts(as: Double)
    /// The node above has no score either.
    case propagates
}
