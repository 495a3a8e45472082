/// A score set, capped or withheld by rule: a veto, a sanction, a correction. Never data; the reason is printed.
public struct Intervention: Hashable, Sendable {
    public enum Effect: Hashable, Sendable {
        /// The node's score becomes this number before its parent aggregates.
        case set(Double)
        /// The node's score is at most this.
        case cap(Double)
        /// The node's score is multiplied.
        case multiply(Double)
        /// Points added.
        case add(Double)
        /// No published score and no rank; listed last with the reason.
        case block
        /// The node counts as missing.
        case withdraw
        /// The score stands but is provisional, and the run says why.
        case hold
    }

    /// Holds where the figure or score of `of` stands so to `value`; a missing one holds only for `.missing`.
    public struct Condition: Hashable, Sendable {
        public enum Comparison: String, Sendable, CaseIterable {
            case below, atMost = "at-most", equal, notEqual = "not-equal", atLeast = "at-least", above, missing
        }
        /// A column of the data, or an indicator or node worked out before.
        public var of: String
        public var comparison: Comparison
        public var value: Double
        /// Decimals the figure is collected with: it is rounded to them before it is compared. Nil compares as given.
        public var digits: Int?

        public init(of: String, _ comparison: Comparison, _ value: Double = 0, digits: Int? = nil) {
            (self.of, self.comparison, self.value, self.digits) = (of, comparison, value, digits)
        }
    }

    public var node: String
    /// Nil is every unit.
    public var units: Set<String>?
    /// Nil is every period.
    public var periods: Set<String>?
    /// All must hold; empty always holds.
    public var conditions: [Condition]
    public var effect: Effect
    public var reason: String
    /// The clause that allows it; needed to zero or withhold a score.
    public var authority: String?

    public init(
        node: String, units: Set<String>? = nil, periods: Set<String>? = nil, conditions: [Condition] = [], effect: Effect, reason: String,
        authority: String? = nil
    ) {
        (self.node, self.units, self.periods) = (node, units, periods)
        (self.conditions, self.effect, self.reason, self.authority) = (conditions, effect, reason, authority)
    }
}
