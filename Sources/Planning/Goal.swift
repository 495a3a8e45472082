import Kernel

/// A promise with an indicator, a start, a target and a deadline: clear, measurable, achievable, dated.
package struct Goal: Sendable, Hashable {
    package enum Family: String, Sendable, Codable, CaseIterable { case baseline, catchUp = "catch-up", innovation }

    package var id: GoalID
    package var code: String
    package var name: LocalizedText
    package var pillar: String
    package var family: Family
    package var lead: OrganizationID
    package var clause: ClauseID?
    /// Unit of measure as printed: %, 萬台, 件.
    package var unit: LocalizedText
    /// False where less is better.
    package var rises: Bool
    package var start: Double
    package var startOn: CivilDate
    package var target: Double
    package var deadline: CivilDate
    /// What the path asks for by the end of the current year; nil where none is set.
    package var dueThisYear: Double?
    package var current: Double?
    /// The day `current` belongs to; progress is read against this day, not against today.
    package var observedOn: CivilDate?

    package init(
        id: GoalID, code: String, name: LocalizedText, pillar: String, family: Family, lead: OrganizationID, clause: ClauseID?,
        unit: LocalizedText, rises: Bool, start: Double, startOn: CivilDate, target: Double, deadline: CivilDate, dueThisYear: Double?,
        current: Double?, observedOn: CivilDate?
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.pillar = pillar
        self.family = family
        self.lead = lead
        self.clause = clause
        self.unit = unit
        self.rises = rises
        self.start = start
        self.startOn = startOn
        self.target = target
        self.deadline = deadline
        self.dueThisYear = dueThisYear
        self.current = current
        self.observedOn = observedOn
    }

    /// (now − start) / (target − start): 0 at the start, 1 at the target, below 0 when it moved the wrong way.
    ///
    /// Nil without a value, or when target equals start.
    package var progress: Double? {
        guard let current, target != start else { return nil }
        return (current - start) / (target - start)
    }

    /// The share of the time between start and deadline that had passed on the day the value belongs to, 0…1.
    package var elapsed: Double? {
        guard let observedOn else { return nil }
        let whole = startOn.days(until: deadline)
        guard whole > 0 else { return nil }
        return min(max(Double(startOn.days(until: observedOn)) / Double(whole), 0), 1)
    }
}
