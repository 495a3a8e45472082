import Kernel

/// What the light rules look at, for one project or order on one day. An absent fact silences the rules that need
/// it; it never counts as good or bad.
package struct LightInputs: Hashable, Sendable {
    package enum Subject: String, Sendable, CaseIterable { case project, order }

    /// Sums of one currency, in its minor units.
    package struct Sums: Hashable, Sendable {
        package var approved: Int64?
        package var contract: Int64?
        package var paid: Int64?

        package init(approved: Int64? = nil, contract: Int64? = nil, paid: Int64? = nil) {
            (self.approved, self.contract, self.paid) = (approved, contract, paid)
        }
    }

    package var subject: Subject
    package var asOf: CivilDate
    /// The project's stage or the order's state; nil is judged as if it were under way.
    package var phase: String?
    /// Progress due by the approved baseline on `asOf`, 0…100.
    package var planned: Double?
    /// Progress made, 0…100.
    package var actual: Double?
    package var start: CivilDate?
    /// The currently approved last day.
    package var due: CivilDate?
    /// Recorded completion of the work; from it the acceptance clock runs.
    package var completed: CivilDate?
    /// Final acceptance, or the order's closure.
    package var accepted: CivilDate?
    package var daysSinceLastReport: Int?
    /// Code of the label set `report-rhythms`.
    package var reportRhythm: String?
    /// Natural days past `due`, where the caller knows better than `due` and `asOf` tell.
    package var overdueDays: Int?
    package var sums: Sums?
    /// Codes of facts the rules may ask for, such as `condition-overdue` or `held`.
    package var flags: Set<String>
    /// The record is from before the cut-over date and lacks what would be judged (歷史缺失).
    package var isHistoric: Bool

    package init(
        subject: Subject, asOf: CivilDate, phase: String? = nil, planned: Double? = nil, actual: Double? = nil,
        start: CivilDate? = nil, due: CivilDate? = nil, completed: CivilDate? = nil, accepted: CivilDate? = nil,
        daysSinceLastReport: Int? = nil, reportRhythm: String? = nil, overdueDays: Int? = nil, sums: Sums? = nil,
        flags: Set<String> = [], isHistoric: Bool = false
    ) {
        (self.subject, self.asOf, self.phase, self.planned, self.actual) = (subject, asOf, phase, planned, actual)
        (self.start, self.due, self.completed, self.accepted) = (start, due, completed, accepted)
        (self.daysSinceLastReport, self.reportRhythm, self.overdueDays) = (daysSinceLastReport, reportRhythm, overdueDays)
        (self.sums, self.flags, self.isHistoric) = (sums, flags, isHistoric)
    }
}
