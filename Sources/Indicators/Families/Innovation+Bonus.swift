extension Innovation {
    /// Why an item earns nothing.
    public enum Refused: String, Sendable, Hashable {
        case noEvidence = "no-evidence"
        case noReviewer = "no-reviewer"
        /// Accepted after the day asked about.
        case notYet = "not-yet"
        case withdrawn
        /// The item was counted already.
        case twice
        /// The originator's term is over: the check proposes it as a catch-up or baseline item.
        case termOver = "term-over"
        /// Less than 5 % of it would be left.
        case faded
        /// A worth, multiplier, fraction or share outside its range.
        case invalid
    }

    public struct Credit: Sendable, Hashable {
        public let item: String
        /// Before the limit.
        public let earned: Double
        /// After the limit; the credits sum to the bonus.
        public let counted: Double
        public let refused: Refused?
    }

    public struct Bonus: Sendable, Hashable {
        /// B = min(B_max, Σ earned).
        public let points: Double
        public let credits: [Credit]
        public var isLimited: Bool { points < credits.reduce(0) { $0 + $1.earned } }
    }

    /// B of one unit on `day`. O(items).
    public func bonus(_ items: [Item], on day: Int) -> Bonus {
        let day = day.boundedDay
        var seen: Set<String> = []
        var earned: [(item: String, points: Double, refused: Refused?)] = []
        for item in items {
            var outcome = credit(item, on: day)
            if outcome.refused == nil, !seen.insert(item.id).inserted { outcome = (0, .twice) }
            earned.append((item.id, outcome.points, outcome.refused))
        }
        let sum = earned.reduce(0) { $0 + $1.points }
        let scale = sum > limit ? limit / sum : 1
        return Bonus(
            points: min(limit, sum),
            credits: earned.map { Credit(item: $0.item, earned: $0.points, counted: $0.points * scale, refused: $0.refused) })
    }

    private func credit(_ item: Item, on day: Int) -> (points: Double, refused: Refused?) {
        guard item.evidence.contains(where: { !$0.isEmpty }) else { return (0, .noEvidence) }
        guard let reviewer = item.reviewer, !reviewer.isEmpty else { return (0, .noReviewer) }
        guard item.worth.isFinite, item.worth >= 0, item.recognition.isFinite, item.recognition >= 0, (0...1).contains(item.fraction),
            (0...1).contains(item.role.adoption)
        else { return (0, .invalid) }
        guard day >= item.accepted else { return (0, .notYet) }
        if let withdrawn = item.withdrawn, day >= withdrawn { return (0, .withdrawn) }
        let compared = comparableUnits >= 3
        let time = timeFactor(item.accepted, on: day)
        let kept: Double
        var promotion = 0.0
        switch item.role {
        case .originator(let adoption):
            guard day - item.accepted < term else { return (0, .termOver) }
            kept = time
            if compared { promotion = min(0.5, adoption) * time }
        case .follower(let adoption):
            kept = (compared ? 1 - min(1, adoption / saturation) : 1) * time
        }
        guard kept >= 0.05 else { return (0, .faded) }
        return (item.worth * item.recognition * item.fraction * (kept + promotion), nil)
    }

    /// δ_time.
    func timeFactor(_ accepted: Int, on day: Int) -> Double {
        guard let decay else { return 1 }
        let after = day.boundedDay - accepted - decay.grace
        guard after > 0 else { return 1 }
        return power(0.5, Double(after) / decay.halfLife)
    }
}

extension Innovation.Role {
    var adoption: Double {
        switch self {
        case .originator(let adoption), .follower(let adoption): adoption
        }
    }
}

/// S = veto(Σ w·children + B): the score of a scheme with all three families.
public struct FamilyScore: Sendable, Hashable {
    /// Σ w·children.
    public let base: Double
    /// B as earned; withheld under `block`, and never lifting the score over a cap.
    public let bonus: Double
    public let settlement: VetoSettlement

    public var published: Double? { settlement.published }

    /// `maximum` is 100 unless the scheme says otherwise.
    public init(base: Double, bonus: Double, node: String, vetoes: [VetoReason], maximum: Double = 100) {
        (self.base, self.bonus) = (base, bonus)
        settlement = VetoSettlement(raw: min(maximum, base + bonus), node: node, vetoes: vetoes)
    }
}
