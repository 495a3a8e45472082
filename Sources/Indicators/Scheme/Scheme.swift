// Module in charge of composite indices: from columns of figures to scores, ranks, and the reason for every point.

/// An index with all its rule versions. Which one decides depends on the period scored and on the day the question is asked.
public struct Scheme: Sendable {
    public var code: String
    public var versions: [RuleVersion]

    public init(code: String, versions: [RuleVersion]) {
        (self.code, self.versions) = (code, versions)
    }

    /// The version that decides `period` as known on `day`: of those adopted by then and begun, the one begun last, and
    /// of several the one adopted last. Nil when none holds.
    public func version(for period: String, asOf day: String? = nil) -> RuleVersion? {
        var best: RuleVersion?
        for version in versions where version.holds(for: period) {
            if let day, let adopted = version.adopted, PeriodOrder.precedes(day, adopted) { continue }
            guard let held = best else {
                best = version
                continue
            }
            if !version.key.precedes(held.key) { best = version }
        }
        return best
    }
}

/// One version of an index's rule: the periods it decides and the day it was adopted.
public struct RuleVersion: Sendable {
    public var id: String
    /// First period it decides; nil from the beginning.
    public var from: String?
    /// First period it no longer decides.
    public var until: String?
    /// The day it was adopted; unknown before that day.
    public var adopted: String?
    public var rule: Rule

    public init(id: String, from: String? = nil, until: String? = nil, adopted: String? = nil, rule: Rule) {
        (self.id, self.from, self.until, self.adopted, self.rule) = (id, from, until, adopted, rule)
    }

    func holds(for period: String) -> Bool {
        if let from, PeriodOrder.precedes(period, from) { return false }
        if let until, !PeriodOrder.precedes(period, until) { return false }
        return true
    }

    var key: Key { Key(from: from ?? "", adopted: adopted ?? "") }

    struct Key {
        let from: String
        let adopted: String

        func precedes(_ other: Key) -> Bool {
            if PeriodOrder.precedes(from, other.from) { return true }
            if PeriodOrder.precedes(other.from, from) { return false }
            return PeriodOrder.precedes(adopted, other.adopted)
        }
    }
}
