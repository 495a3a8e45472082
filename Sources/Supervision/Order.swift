// Module in charge of 交必辦、辦必果、果必報: orders, their progress, their closing.

import Kernel

/// An assigned piece of work (督辦事項): what, on which basis, by whom, by when, and how its result is measured.
package struct Order: Sendable, Hashable {
    package enum Source: String, Sendable, Codable, CaseIterable {
        case clause, unitNeed = "unit-need", leader, condition, advice, finding, slip
    }
    /// 超期 overdue is computed, never stored.
    package enum State: String, Sendable, Codable, CaseIterable {
        case issued, accepted, inProgress = "in-progress", closureRequested = "closure-requested", closed, returned, suspended
    }
    package enum Rhythm: String, Sendable, Codable, CaseIterable {
        case week, halfMonth = "half-month", month, quarter
    }

    package var id: OrderID
    package var code: String
    package var title: LocalizedText
    package var source: Source
    /// What it rests on: a clause, goal, project, system, data resource, business item or instruction, by kind and code.
    package var basisKind: String
    package var basisCode: String
    package var lead: OrganizationID
    package var partners: [OrganizationID]
    package var supervisor: OrganizationID
    package var issuedOn: CivilDate
    package var deadline: CivilDate
    package var rhythm: Rhythm
    package var expected: LocalizedText
    package var state: State
    /// Points due by the order's own plan, and reached, 0…100.
    package var planned: Int
    package var actual: Int
    package var lastReportOn: CivilDate?
    /// 自報 as the unit declared it; nil when it has not reported.
    package var declared: String?
    /// 系統 as the rule found it; nil where no light applies (closed).
    package var computed: String?
    /// 認定 as the supervisor confirmed it.
    package var confirmed: String?
    package var pillar: String?

    package init(
        id: OrderID, code: String, title: LocalizedText, source: Source, basisKind: String, basisCode: String, lead: OrganizationID,
        partners: [OrganizationID], supervisor: OrganizationID, issuedOn: CivilDate, deadline: CivilDate, rhythm: Rhythm,
        expected: LocalizedText, state: State, planned: Int, actual: Int, lastReportOn: CivilDate? = nil, declared: String? = nil,
        computed: String? = nil, confirmed: String? = nil, pillar: String? = nil
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.source = source
        self.basisKind = basisKind
        self.basisCode = basisCode
        self.lead = lead
        self.partners = partners
        self.supervisor = supervisor
        self.issuedOn = issuedOn
        self.deadline = deadline
        self.rhythm = rhythm
        self.expected = expected
        self.state = state
        self.planned = planned
        self.actual = actual
        self.lastReportOn = lastReportOn
        self.declared = declared
        self.computed = computed
        self.confirmed = confirmed
        self.pillar = pillar
    }

    package var isOpen: Bool { state != .closed && state != .suspended }

    package func isOverdue(on day: CivilDate) -> Bool { isOpen && deadline < day }

    /// Declared and computed disagree: somebody must answer.
    package var diverges: Bool {
        guard let computed else { return false }
        return (declared ?? "not-reported") != computed
    }
}
