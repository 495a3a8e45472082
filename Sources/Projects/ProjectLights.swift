import Kernel
import Policy

/// The current colour of each mark; nil where there has been none.
package struct ProjectLights: Hashable, Sendable {
    package var declared: LightColour?
    package var computed: LightColour?
    package var confirmed: LightColour?

    package init(declared: LightColour? = nil, computed: LightColour? = nil, confirmed: LightColour? = nil) {
        (self.declared, self.computed, self.confirmed) = (declared, computed, confirmed)
    }

    /// True when the unit and the rules say different things about the same project.
    package var isDivergent: Bool {
        guard let declared, let computed, declared.isJudgement, computed.isJudgement else { return false }
        return declared != computed
    }

    package subscript(source: LightSource) -> LightColour? {
        get {
            switch source {
            case .declared: declared
            case .computed: computed
            case .confirmed: confirmed
            }
        }
        set {
            switch source {
            case .declared: declared = newValue
            case .computed: computed = newValue
            case .confirmed: confirmed = newValue
            }
        }
    }
}

extension LightColour {
    /// A colour that judges, unlike "not reported" and "not assessed".
    package var isJudgement: Bool { self == .green || self == .yellow || self == .red }
}

/// Who says it: the unit (自報), the rules (系統), the supervisor (認定).
package enum LightSource: String, Sendable, Codable, CaseIterable {
    case declared, computed, confirmed
}

/// One mark in the history: appended, never changed.
package struct LightEntry: Hashable, Sendable {
    package let id: ID<LightEntry>
    package let project: ProjectID
    package let source: LightSource
    package let colour: LightColour
    /// The day the mark is about.
    package let asOf: CivilDate
    package let at: Instant
    package let by: String
    package let account: AccountID?
    /// What was looked at: for a computed mark the rule's inputs, for a declared one the progress told.
    package let inputs: [String: String]
    /// The rules that spoke, worst first; empty for the other two.
    package let reasons: [LightReason]
    /// Why, in the words of whoever declared or confirmed.
    package let note: String?
    package let packVersion: String

    package init(
        id: ID<LightEntry>, project: ProjectID, source: LightSource, colour: LightColour, asOf: CivilDate, at: Instant, by: String,
        account: AccountID?, inputs: [String: String] = [:], reasons: [LightReason] = [], note: String? = nil, packVersion: String
    ) {
        (self.id, self.project, self.source, self.colour, self.asOf) = (id, project, source, colour, asOf)
        (self.at, self.by, self.account, self.inputs, self.reasons) = (at, by, account, inputs, reasons)
        (self.note, self.packVersion) = (note, packVersion)
    }
}

extension Project {
    /// What the light rules look at on `day`. Judged on the currently approved baseline, which the planned dates carry.
    package func lightInputs(on day: CivilDate, flags: Set<String> = []) -> LightInputs {
        LightInputs(
            subject: .project, asOf: day, phase: fields.stage, planned: fields.plannedProgress, actual: fields.actualProgress,
            start: fields.plannedStart, due: fields.plannedEnd, accepted: fields.actualEnd,
            daysSinceLastReport: lastReport.map { max(0, $0.days(until: day)) }, reportRhythm: fields.rhythm,
            sums: LightInputs.Sums(approved: money.approved ?? money[.estimate], contract: money[.contract], paid: money[.paid]),
            flags: flags, isHistoric: historicMissing && lights.confirmed == nil)
    }
}
