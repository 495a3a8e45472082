/// Everything that decides a score except the figures themselves.
public struct Rule: Sendable {
    public var indicators: [Indicator]
    /// The tree; the first node is the root, every other names its parent.
    public var nodes: [Node]
    public var population: Population
    public var rounding: Rounding
    public var ranking: Ranking
    /// Scores set, capped or withheld by rule, with their reasons.
    public var interventions: [Intervention]

    public init(
        indicators: [Indicator], nodes: [Node], population: Population = Population(), rounding: Rounding = Rounding(),
        ranking: Ranking = Ranking(), interventions: [Intervention] = []
    ) {
        (self.indicators, self.nodes, self.population) = (indicators, nodes, population)
        (self.rounding, self.ranking, self.interventions) = (rounding, ranking, interventions)
    }

    /// Who takes part in what.
    public struct Population: Hashable, Sendable {
        /// Not computed at all.
        public var excluded: Set<String>
        /// Computed and shown, but without influence on bounds, means and data-driven weights.
        public var outsideSample: Set<String>
        /// Computed and shown, but without a rank.
        public var unranked: Set<String>

        public init(excluded: Set<String> = [], outsideSample: Set<String> = [], unranked: Set<String> = []) {
            (self.excluded, self.outsideSample, self.unranked) = (excluded, outsideSample, unranked)
        }
    }
}

/// An indicator: where its figures come from, what is done to them, and the scale it is put on.
public struct Indicator: Sendable {
    public var code: String
    /// The column read; the code itself unless told.
    public var source: String
    public var measure: String?
    public var direction: Direction
    /// Done in this order before normalisation.
    public var steps: [Step]
    public var normalisation: Normalisation
    /// The figure to be reached, after the steps; what a score is compared with when it is asked how far the target is.
    public var target: Double?

    public init(
        _ code: String, source: String? = nil, measure: String? = nil, direction: Direction = .higherIsBetter, steps: [Step] = [],
        normalisation: Normalisation = Normalisation(.minMax), target: Double? = nil
    ) {
        self.target = target
        (self.code, self.source, self.measure) = (code, source ?? code, measure)
        (self.direction, self.steps, self.normalisation) = (direction, steps, normalisation)
    }
}

public enum Direction: String, Sendable, CaseIterable {
    case higherIsBetter = "higher"
    case lowerIsBetter = "lower"

    public var sign: Double { self == .higherIsBetter ? 1 : -1 }
}
