/// Where and how scores are rounded.
public struct Rounding: Hashable, Sendable {
    public enum Level: String, Sendable, CaseIterable {
        case none
        /// Scores as shown and ranked; aggregation goes on with all digits.
        case published
        /// Every node's score, before its parent uses it.
        case everyLevel = "every-level"
    }

    public var level: Level
    public var digits: Int
    public var mode: RoundingMode
    /// Whether normalised indicators are rounded too.
    public var leaves: Bool

    public init(_ level: Level = .none, digits: Int = 12, mode: RoundingMode = .halfUp, leaves: Bool = false) {
        (self.level, self.digits, self.mode, self.leaves) = (level, digits, mode, leaves)
    }
}

public enum RoundingMode: String, Sendable, CaseIterable {
    /// Half away from zero.
    case halfUp = "half-up"
    case halfEven = "half-even"
    /// Towards zero.
    case truncate
}

/// How ranks are given.
public struct Ranking: Hashable, Sendable {
    public enum Ties: String, Sendable, CaseIterable {
        /// Equal scores share the best place, the next places are skipped: 1 2 2 4.
        case competition
        /// 1 2 2 3.
        case dense
        /// 1 2.5 2.5 4.
        case average
        /// 1 3 3 4.
        case last
    }

    public var ties: Ties
    /// Whether the highest score is first.
    public var descending: Bool
    /// Attribute whose groups rank apart; nil ranks all together.
    public var peers: String?
    /// Decimals scores are snapped to before they are compared, so that noise of the last bits makes no place.
    public var snap: Int
    /// Least share of the indicators below a node that must have a value for a rank, 0…1; scores are shown all the same.
    public var leaves: Double

    public init(ties: Ties = .competition, descending: Bool = true, peers: String? = nil, snap: Int = 12, leaves: Double = 0) {
        (self.ties, self.descending, self.peers, self.snap, self.leaves) = (ties, descending, peers, snap, leaves)
    }
}
