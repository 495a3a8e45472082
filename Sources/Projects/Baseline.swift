import Kernel

/// A promise of schedule and money, approved and numbered. Appended, never changed: number 1 stays visible beside the latest.
package struct Baseline: Hashable, Sendable {
    package let id: ID<Baseline>
    package let project: ProjectID
    /// 1 is the first promise.
    package let number: Int
    package let start: CivilDate?
    package let end: CivilDate
    package let amount: Int64?
    package let reason: String
    package let document: String?
    package let approvedOn: CivilDate
    package let recordedAt: Instant
    package let recordedBy: String

    package init(
        id: ID<Baseline>, project: ProjectID, number: Int, start: CivilDate?, end: CivilDate, amount: Int64?, reason: String,
        document: String?, approvedOn: CivilDate, recordedAt: Instant, recordedBy: String
    ) {
        (self.id, self.project, self.number, self.start, self.end) = (id, project, number, start, end)
        (self.amount, self.reason, self.document) = (amount, reason, document)
        (self.approvedOn, self.recordedAt, self.recordedBy) = (approvedOn, recordedAt, recordedBy)
    }

    package var check: [Diagnostic] {
        var found: [Diagnostic] = []
        if let start, end < start { found.append(Diagnostic(.error, "LT3006", column: "end")) }
        if let amount, amount < 0 { found.append(Diagnostic(.error, "LT3021", column: "amount")) }
        // The first promise needs no reason; moving it does.
        if number > 1, reason.allSatisfy(\.isWhitespace) { found.append(Diagnostic(.error, "LT3024", column: "reason")) }
        return found
    }
}
