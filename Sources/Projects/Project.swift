// Module in charge of the register: projects from idea to retirement, their money, baselines, lights, and the portfolios
// and reporting rounds they come in.

import Kernel
import Policy

/// One record from declaration to retirement. What people enter is in `fields`; the rest follows from acts with a history.
package struct Project: Hashable, Sendable {
    package var id: ProjectID
    package var fields: ProjectFields
    /// Current values; every earlier one is a `Figure`.
    package var money: ProjectMoney
    package var lights: ProjectLights
    /// The day the unit last declared progress.
    package var lastReport: CivilDate?
    /// Nil for the office's own projects.
    package var portfolio: PortfolioID?
    package var presence: PortfolioPresence
    /// From before the cut-over date, without the materials of then (歷史缺失): not judged until first confirmed.
    package var historicMissing: Bool
    /// Grows by one with every change of the record; an edit names the version it was made from.
    package var version: Int64
    /// The pack the record was last decided under, `id@version`.
    package var packVersion: String
    package var createdAt: Instant
    package var updatedAt: Instant

    package init(
        id: ProjectID, fields: ProjectFields, money: ProjectMoney = ProjectMoney(), lights: ProjectLights = ProjectLights(),
        lastReport: CivilDate? = nil, portfolio: PortfolioID? = nil, presence: PortfolioPresence = .active, historicMissing: Bool = false,
        version: Int64 = 1, packVersion: String, createdAt: Instant, updatedAt: Instant
    ) {
        (self.id, self.fields, self.money, self.lights) = (id, fields, money, lights)
        (self.lastReport, self.portfolio, self.presence, self.historicMissing) = (lastReport, portfolio, presence, historicMissing)
        (self.version, self.packVersion, self.createdAt, self.updatedAt) = (version, packVersion, createdAt, updatedAt)
    }

    /// What search looks through.
    package var searchTokens: String {
        var texts = [fields.code, fields.name, fields.need.map { String($0.prefix(200)) } ?? ""] + fields.tags
        if let names = fields.names { texts += [names.zhHans, names.zhHant, names.en] }
        return SearchText.indexed(texts)
    }

    /// True when the last promised day is past and the project is not finished.
    package func isOverdue(on day: CivilDate) -> Bool {
        guard let due = fields.plannedEnd, fields.actualEnd == nil else { return false }
        return due < day
    }
}

/// What a person enters and edits about a project.
package struct ProjectFields: Hashable, Sendable {
    /// The project number, unique in the office.
    package var code: String
    /// As entered; `names` carries it in the three languages where someone wrote them.
    package var name: String
    package var names: LocalizedText?
    package var organization: OrganizationID
    package var jurisdiction: JurisdictionID?
    /// Codes of the policy pack.
    package var projectClass: String
    package var pillar: String?
    package var stage: String
    package var state: String?
    package var need: String?
    /// The clause it answers, or why there is none (無條款依據).
    package var clause: ClauseID?
    package var noClauseReason: String?
    package var goals: [GoalID] = []
    package var tags: [String] = []
    /// Contractors, supervising engineers, expert bodies: partners of the office, never its units.
    package var parties: [ProjectParty] = []
    package var secrecy: ProjectSecrecy = .internal
    package var currency: Currency = .cny
    package var plannedStart: CivilDate?
    package var plannedEnd: CivilDate?
    package var forecastEnd: CivilDate?
    package var actualEnd: CivilDate?
    /// Progress due by the approved baseline, and made, in percent.
    package var plannedProgress: Double?
    package var actualProgress: Double?
    package var rhythm: String?

    package init(code: String, name: String, organization: OrganizationID, projectClass: String, stage: String) {
        (self.code, self.name, self.organization, self.projectClass, self.stage) = (code, name, organization, projectClass, stage)
    }

    /// The name in `locale` where someone wrote it, else as entered.
    package func name(in locale: LocaleTag) -> String {
        let text = names?.text(in: locale) ?? ""
        return text.isEmpty ? name : text
    }
}

/// How closed a project's record is. State secrets have no level: they are not entered at all.
package enum ProjectSecrecy: String, Sendable, Codable, CaseIterable {
    case `public`, `internal`, workSecret = "work-secret"
}

/// Whether the latest round of its portfolio still names the project. A project that vanished is asked about, never deleted.
package enum PortfolioPresence: String, Sendable, Codable, CaseIterable {
    case active, vanished, left, merged, renamed
}
