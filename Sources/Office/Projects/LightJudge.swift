import Kernel
import Operations
import Policy
import Projects

/// The rules of the pack in force, as an act of the register applies them: what an edit or an import touched is judged in the
/// same transaction.
package struct LightJudge: Sendable {
    private let rules: LightRules
    private let packVersion: String
    /// The day the project is judged on, unless its facts are of another.
    package let day: CivilDate
    /// The last day for an answer, should a difference ask for one.
    private let due: CivilDate
    /// Who a computed mark is by.
    private static let name = "Lantu"

    package init(_ pack: PolicyPack, on day: CivilDate) {
        (rules, packVersion, self.day) = (pack.lights, pack.reference.description, day)
        due = pack.calendar.date(pack.thresholds.number("slip-days") ?? 5, workdaysAfter: day)
    }

    /// Whether the rules would say another colour than the one that stands.
    package func differs(_ project: Project) -> Bool { rules.evaluate(project.lightInputs(on: day)).colour != project.lights.computed }

    /// Judges one of the office's own; a portfolio's project is judged with its round.
    package func judgeOwn(_ project: inout Project, _ tx: any Transaction) throws {
        if project.portfolio == nil { try judge(&project, tx) }
    }

    /// Appends the computed mark when its colour changed, and opens or settles the verification it gives rise to. The caller
    /// stores `project`; its row exists. Answers whether the colour changed.
    ///
    /// - Parameter asOf: the day the facts are of: a round of a portfolio tells of its own.
    @discardableResult
    package func judge(_ project: inout Project, asOf: CivilDate? = nil, _ tx: any Transaction) throws -> Bool {
        let inputs = project.lightInputs(on: asOf ?? day)
        let mark = rules.evaluate(inputs)
        let before = project.lights.computed
        let changed = mark.colour != before
        if changed {
            try tx.append(
                LightEntry(
                    id: tx.newID(ID<LightEntry>.self), project: project.id, source: .computed, colour: mark.colour, asOf: inputs.asOf,
                    at: tx.now, by: Self.name, account: nil, inputs: inputs.texts, reasons: mark.reasons, packVersion: packVersion))
            project.lights.computed = mark.colour
            tx.record(
                project, "light.compute", changes: [FieldChange("computed-light", before?.rawValue, mark.colour.rawValue)])
        }
        try tx.verify(project, due: due)
        return changed
    }
}
