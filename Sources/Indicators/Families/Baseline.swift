/// 底線, a floor that must be held: pass ⇔ d·(x − b) ≥ 0.
///
/// d is +1 where more is better and −1 where less is. The margin d·(x − b)/tolerance says how far the unit is from the floor, in tolerances.
public struct Baseline: Sendable, Hashable {
    /// What a missing value means.
    public enum Missing: Sendable, Hashable {
        /// Provisional: nothing fails until the collection deadline.
        case hold
        case fail
        /// Documented exemption; the text names the document.
        case exempt(document: String)
    }

    /// Who had to provide the value.
    public enum Provider: Sendable, Hashable {
        case scoredUnit
        /// Its lateness never counts against the scored unit.
        case thirdParty
    }

    public enum Status: String, Sendable, Hashable {
        case pass, fail, held, exempt
    }

    public struct Verdict: Sendable, Hashable {
        public let status: Status
        /// In tolerances, negative when the floor is broken; nil without a value.
        public let margin: Double?
        /// Whether the value may still come and change the verdict.
        public var isProvisional: Bool { status == .held }
    }

    public let item: String
    public let threshold: Double
    public let direction: Direction
    /// The measure of the margin, in the unit of the value; positive.
    public let tolerance: Double
    /// Decimal places the value is collected with; value and threshold are compared after rounding to them. Nil compares as given.
    public let digits: Int?
    public let veto: Veto
    public let missing: Missing
    public let provider: Provider
    /// Last day on which the value may come.
    public let collectionDeadline: Int?

    /// Days are day numbers of any calendar. Refuses a threshold that is not finite and a tolerance that is not positive.
    public init(
        item: String, threshold: Double, direction: Direction, tolerance: Double = 1, digits: Int? = nil, veto: Veto,
        missing: Missing = .hold,
        provider: Provider = .scoredUnit, collectionDeadline: Int? = nil
    ) throws(FamilyError) {
        guard threshold.isFinite else { throw .threshold }
        guard tolerance.isFinite, tolerance > 0 else { throw .tolerance }
        (self.item, self.threshold, self.direction, self.tolerance) = (item, threshold, direction, tolerance)
        (self.digits, self.veto, self.missing, self.provider) = (digits, veto, missing, provider)
        self.collectionDeadline = collectionDeadline
    }

    /// The verdict on `value` as known on `day`. O(1).
    public func verdict(_ value: Double?, on day: Int) -> Verdict {
        guard let value, value.isFinite else {
            switch missing {
            case .exempt: return Verdict(status: .exempt, margin: nil)
            case .fail: return Verdict(status: .fail, margin: nil)
            case .hold:
                let overdue = collectionDeadline.map { day > $0 } ?? false
                return Verdict(status: overdue && provider == .scoredUnit ? .fail : .held, margin: nil)
            }
        }
        let distance = direction.sign * (collected(value) - collected(threshold))
        return Verdict(status: distance >= 0 ? .pass : .fail, margin: distance / tolerance)
    }

    /// The day on which the straight line through the margins (least squares) reaches 0, when that is not after `deadline`.
    /// Nil while the margin rises or stays, with fewer than two days, or when the floor is broken already. O(count).
    public func crossing(of margins: [(day: Int, margin: Double)], before deadline: Int) -> Int? {
        guard let last = margins.max(by: { $0.day < $1.day }), last.margin >= 0 else { return nil }
        let count = Double(margins.count)
        let meanDay = margins.reduce(0) { $0 + Double($1.day) } / count
        let mean = margins.reduce(0) { $0 + $1.margin } / count
        var (spread, product) = (0.0, 0.0)
        for point in margins {
            let away = Double(point.day) - meanDay
            spread += away * away
            product += away * (point.margin - mean)
        }
        guard spread > 0, product < 0 else { return nil }
        // A value on the floor with a falling trend crosses at once; it never crosses before its own last day.
        let day = max(Double(last.day), (meanDay - mean * spread / product).rounded(.up))
        return day <= Double(deadline) ? Int(exactly: day) : nil
    }

    /// What the run applies above a failed item; nil for any other verdict.
    public func reason(_ verdict: Verdict, words: String) -> VetoReason? {
        verdict.status == .fail ? VetoReason(item: item, veto: veto, reason: words) : nil
    }

    private func collected(_ value: Double) -> Double { digits.map { Decimals.round(value, $0) } ?? value }
}

/// Why a baseline, catch-up or innovation item cannot be set up.
public enum FamilyError: Error, Hashable, Sendable {
    case threshold
    case tolerance
    /// The deadline is not after the start.
    case dates
    /// Over-achievement may count up to 1.2.
    case achievementCap
    /// A revision is not dated after the one it follows.
    case revision
    /// Sharers' fractions of one item sum to more than 1.
    case fractions
    /// Worth, limit, half-life or share outside its range.
    case parameter(String)
}
