/// 對標, catching up with a leader: p = 1 − (L_t − x)/(L₀ − x₀).
///
/// The leader is frozen (L_t = L₀) or moves, as declared. For lower-is-better items both differences are negative and the formula stays.
public struct PeerGap: Sendable, Hashable {
    public enum Leader: Sendable, Hashable {
        case frozen
        /// The leader's value of the same day.
        case moving(Double)
    }

    public let direction: Direction
    /// x₀ of the unit.
    public let start: Double
    /// L₀ of the leader on the same day.
    public let leaderAtStart: Double
    /// Needed for maintenance, when the unit does not start behind the leader.
    public let tolerance: Double?

    public init(direction: Direction, start: Double, leaderAtStart: Double, tolerance: Double? = nil) throws(FamilyError) {
        guard start.isFinite, leaderAtStart.isFinite else { throw .parameter("start") }
        if let tolerance, !(tolerance > 0 && tolerance.isFinite) { throw .tolerance }
        (self.direction, self.start, self.leaderAtStart, self.tolerance) = (direction, start, leaderAtStart, tolerance)
    }

    /// The unit started level with the leader or ahead of it.
    public var isMaintenance: Bool { direction.sign * (leaderAtStart - start) <= 0 }

    /// p, raw; nil under maintenance, or when a value is not finite.
    public func progress(_ value: Double, leader: Leader = .frozen) -> Double? {
        let now = leader.value ?? leaderAtStart
        guard !isMaintenance, value.isFinite, now.isFinite else { return nil }
        return 1 - (now - value) / (leaderAtStart - start)
    }

    /// 100·min(max(p, 0), cap); under maintenance 100 while not behind the leader, else falling to 0 one tolerance behind it (nil without
    /// a tolerance).
    public func score(_ value: Double, leader: Leader = .frozen, cap: Double = 1) -> Double? {
        if let progress = progress(value, leader: leader) { return 100 * min(max(progress, 0), cap) }
        let now = leader.value ?? leaderAtStart
        guard isMaintenance, value.isFinite, now.isFinite else { return nil }
        if direction.sign * (value - now) >= 0 { return 100 }
        return tolerance.map { 100 * max(0, 1 - abs(value - now) / $0) }
    }
}

extension PeerGap.Leader {
    var value: Double? { if case .moving(let value) = self { value } else { nil } }
}
