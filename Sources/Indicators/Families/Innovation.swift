/// 創新, points for accepted innovations: v·δ_adopt·δ_time, together at most a limit.
///
/// Days are day numbers of any calendar, worth and credits are points of the score, shares are 0…1.
public struct Innovation: Sendable, Hashable {
    /// How the unit came by the item.
    public enum Role: Sendable, Hashable {
        /// Full worth for the term, plus worth·min(0.5, s) as the share s of comparable units that took it up grows.
        case originator(adoption: Double)
        /// δ_adopt = 1 − min(1, s/s*), with s at **its own** adoption day; never reduced later.
        case follower(adoptionAtEntry: Double)
    }

    /// What a unit claims.
    public struct Item: Sendable, Hashable {
        public let id: String
        /// v, before recognition.
        public let worth: Double
        /// τ, the day it was accepted.
        public let accepted: Int
        public let role: Role
        /// Multiplier of the level of recognition (national, provincial, city), from the pack.
        public let recognition: Double
        /// This unit's part of a shared item.
        public let fraction: Double
        public let evidence: [String]
        public let reviewer: String?
        /// From this day the item no longer counts; sealed scores stay.
        public let withdrawn: Int?

        public init(
            id: String, worth: Double, accepted: Int, role: Role, recognition: Double = 1, fraction: Double = 1, evidence: [String],
            reviewer: String?, withdrawn: Int? = nil
        ) {
            (self.id, self.worth, self.role, self.recognition) = (id, worth, role, recognition)
            self.accepted = accepted.boundedDay
            (self.fraction, self.evidence, self.reviewer, self.withdrawn) = (fraction, evidence, reviewer, withdrawn)
        }
    }

    /// δ_time: 1 through `grace` days, then halved every `halfLife` days.
    public struct Decay: Sendable, Hashable {
        public let grace: Int
        public let halfLife: Double

        public init(grace: Int, halfLife: Double) throws(FamilyError) {
            guard (0...1_000_000).contains(grace), halfLife > 0, halfLife.isFinite else { throw .parameter("halfLife") }
            (self.grace, self.halfLife) = (grace, halfLife)
        }
    }

    /// B_max, points.
    public let limit: Double
    /// s*, the share at which following earns nothing.
    public let saturation: Double
    /// Days an originator is credited.
    public let term: Int
    /// Nil is off.
    public let decay: Decay?
    /// Units one could compare with; under three, adoption shares mean nothing and only time counts.
    public let comparableUnits: Int

    /// Refuses a negative limit, a saturation outside 0…1 (0 excluded) and a term that is not positive.
    public init(limit: Double, saturation: Double = 0.5, term: Int = 731, decay: Decay? = nil, comparableUnits: Int) throws(FamilyError) {
        guard limit.isFinite, limit >= 0 else { throw .parameter("limit") }
        guard saturation > 0, saturation <= 1 else { throw .parameter("saturation") }
        guard term > 0 else { throw .parameter("term") }
        (self.limit, self.saturation, self.term, self.decay, self.comparableUnits) = (limit, saturation, term, decay, comparableUnits)
    }

    /// Refuses fractions of one item that sum to more than 1 over all who share it, or lie outside 0…1.
    public static func checkFractions(_ claims: [Item]) throws(FamilyError) {
        var sums: [String: Double] = [:]
        for item in claims {
            guard (0...1).contains(item.fraction) else { throw .fractions }
            sums[item.id, default: 0] += item.fraction
        }
        if sums.values.contains(where: { $0 > 1 + 1e-9 }) { throw .fractions }
    }
}
