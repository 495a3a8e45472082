import Accounts
import Kernel
import Operations
import Policy
import Projects

/// Carries a plan out: one transaction, everything or nothing.
package struct ImportPublication: Sendable {
    package struct Target: Sendable {
        package var code: String
        package var name: LocalizedText
        package var attribution: String
        package var fileName: String
        package var fileHash: String
        /// Where units that the directory does not know are placed.
        package var jurisdiction: JurisdictionID?
        package var vocabulary: ProjectVocabulary
        package var packVersion: String
        /// The light rules in force; nil computes nothing.
        package var judge: LightJudge?

        package init(
            code: String, name: LocalizedText, attribution: String, fileName: String, fileHash: String, jurisdiction: JurisdictionID?,
            vocabulary: ProjectVocabulary, packVersion: String, judge: LightJudge? = nil
        ) {
            self.judge = judge
            (self.code, self.name, self.attribution, self.fileName, self.fileHash) = (code, name, attribution, fileName, fileHash)
            (self.jurisdiction, self.vocabulary, self.packVersion) = (jurisdiction, vocabulary, packVersion)
        }
    }

    private let plan: ImportPlan
    private let target: Target

    /// Throws `LT4219` while rows are rejected that nobody chose to leave out, and `LT4200` with the faults of the whole.
    package init(_ plan: ImportPlan, options: ImportOptions, target: Target) throws(AppError) {
        let faults = plan.diagnostics.filter { $0.severity == .error }
        guard faults.isEmpty else { throw AppError("LT4200", .unprocessable, diagnostics: faults) }
        guard plan.counts.rejected == 0 || options.leavesOutRejected else {
            throw AppError(
                "LT4219", .unprocessable, ["count": String(plan.counts.rejected)],
                diagnostics: plan.entries.filter { $0.verdict == .rejected }.flatMap(\.diagnostics))
        }
        (self.plan, self.target) = (plan, target)
    }

    /// Throws `LT3009` when a project changed since the plan was made, `LT3035` when the round came meanwhile.
    package func publish(_ tx: any Transaction) throws -> RoundID {
        let portfolio = try portfolio(tx)
        let units = try organizations(tx)
        let round = ReportingRound(
            id: tx.newID(RoundID.self), portfolio: portfolio.id, asOf: plan.asOf, sourceFile: target.fileName, sourceHash: target.fileHash,
            importedBy: tx.actor.name, importedAt: tx.now,
            counts: ReportingRound.Counts(
                continuing: plan.counts.continuing, renamed: plan.counts.renamed, joined: plan.counts.joined, vanished: plan.counts.vanished
            ))
        try tx.insert(round)
        for entry in plan.entries where entry.verdict != .rejected {
            let unit: OrganizationID?
            switch entry.organization {
            case .known(let id): unit = id
            case .new(let name): unit = units[HeaderMatch.plain(name)]
            }
            guard let unit else { throw AppError("LT4226", .conflict) }
            let project = try write(entry, unit, portfolio, tx)
            if let code = entry.record.externalCode {
                try tx.save(
                    ProjectAlias(issuer: plan.issuer, code: code, project: project, validFrom: entry.project == nil ? plan.asOf : nil))
            }
            try tx.append(entry.record.roundFigure(round.id, project))
        }
        for project in plan.vanished { try ask(about: project, round.id, tx) }
        tx.record(
            AuditDraft(
                "project.import", "round", round.id.rawValue,
                payload: AuditPayload(
                    changes: [
                        .init("portfolio", nil, portfolio.code), .init("as-of", nil, plan.asOf.description),
                        .init("file", nil, target.fileName), .init("sha-256", nil, target.fileHash),
                        .init("accepted", nil, String(plan.counts.accepted)), .init("changed", nil, String(plan.counts.changed)),
                        .init("rejected", nil, String(plan.counts.rejected)),
                    ])))
        return round.id
    }

    private func portfolio(_ tx: any Transaction) throws -> Portfolio {
        if let known = try tx.portfolio(code: target.code) {
            guard known.currency == plan.currency else {
                throw AppError("LT4222", .unprocessable, ["mapping": plan.currency.code, "portfolio": known.currency.code])
            }
            return known
        }
        let portfolio = Portfolio(
            id: tx.newID(PortfolioID.self), code: target.code, name: target.name, currency: plan.currency, attribution: target.attribution,
            source: target.fileName)
        try tx.insert(portfolio)
        return portfolio
    }

    /// Units of another government stand in the directory as no longer offered: they own what is imported, and no form proposes them.
    private func organizations(_ tx: any Transaction) throws -> [String: OrganizationID] {
        guard !plan.newOrganizations.isEmpty else { return [:] }
        let place: JurisdictionID
        if let jurisdiction = target.jurisdiction {
            place = jurisdiction
        } else {
            place = tx.newID(JurisdictionID.self)
            try tx.save(Jurisdiction(id: place, level: .nation, name: target.name))
        }
        var units: [String: OrganizationID] = [:]
        for name in plan.newOrganizations {
            let id = tx.newID(OrganizationID.self)
            try tx.save(
                Organization(
                    id: id, jurisdiction: place, kind: .department, name: LocalizedText(zhHans: name, zhHant: name, en: name),
                    code: "\(target.code).\(id)", isActive: false))
            units[HeaderMatch.plain(name)] = id
        }
        return units
    }

    private func write(_ entry: ImportPlan.Entry, _ unit: OrganizationID, _ portfolio: Portfolio, _ tx: any Transaction) throws -> ProjectID
    {
        let record = entry.record
        if entry.verdict == .unchanged, let project = entry.project, project.presence == .active { return project.id }
        var project = entry.project ?? new(record, unit, portfolio, tx)
        let before = project
        project.fields = record.applied(to: project.fields, organization: unit)
        let faults = project.fields.check(target.vocabulary, ownProject: false)
        guard faults.isEmpty else {
            throw AppError(
                "LT3010", .unprocessable,
                diagnostics: faults.map { Diagnostic($0.severity, $0.code, $0.arguments, line: record.line, column: $0.column) })
        }
        for (kind, amount) in record.figures { project.money[kind] = amount }
        if record.colour != nil { project.lastReport = max(project.lastReport ?? plan.asOf, plan.asOf) }
        if entry.project != nil, project.presence != .active {
            project.presence = .active
            if var absence = try tx.openAbsence(of: project.id) {
                try absence.answer(.stays, successor: nil, because: target.fileName, at: tx.now, by: tx.actor.name)
                try tx.save(absence)
            }
        }
        // The record first: its histories refer to it.
        if entry.project == nil { try tx.insert(project) }
        try appendHistory(record, before: before, isNew: entry.project == nil, project: project, tx)
        if let colour = record.colour, colour != before.lights.declared || entry.project == nil {
            try tx.mark(&project, .declared, colour, asOf: plan.asOf, note: record.colourText, packVersion: target.packVersion)
        }
        // A round tells how things stood on its own day, and is judged on it.
        try target.judge?.judge(&project, asOf: plan.asOf, tx)
        if entry.project == nil {
            try tx.updateLights(project)
            tx.record(project, "project.create", changes: [FieldChange("name", nil, project.fields.name)], note: target.fileName)
        } else {
            project.version += 1
            project.updatedAt = tx.now
            project.packVersion = target.packVersion
            try tx.update(project)
            tx.record(project, "project.edit", changes: entry.changes, note: target.fileName)
        }
        return project.id
    }

    private func new(_ record: ImportedRecord, _ unit: OrganizationID, _ portfolio: Portfolio, _ tx: any Transaction) -> Project {
        let day = plan.asOf.description.filter { $0 != "-" }
        let issued = "\(portfolio.code)-\(record.externalCode ?? "")"
        // A line of this round is unique as well, and short.
        let code = record.externalCode == nil || issued.count > 64 ? "\(portfolio.code)-\(day)-\(record.line)" : issued
        func preferred(_ wanted: String, _ all: [String]) -> String { all.contains(wanted) ? wanted : all.first ?? wanted }
        var fields = ProjectFields(
            code: code, name: record.name, organization: unit, projectClass: preferred("new", target.vocabulary.classes),
            stage: preferred("delivery", target.vocabulary.stages))
        fields.currency = portfolio.currency
        return Project(
            id: tx.newID(ProjectID.self), fields: fields, portfolio: portfolio.id, packVersion: target.packVersion, createdAt: tx.now,
            updatedAt: tx.now)
    }

    /// Figures that moved, and the promise when it did: appended, never rewritten.
    private func appendHistory(
        _ record: ImportedRecord, before: Project, isNew: Bool, project: Project, _ tx: any Transaction
    ) throws {
        for (kind, amount) in record.figures where isNew || before.money[kind] != amount {
            try tx.append(
                Figure(
                    id: tx.newID(ID<Figure>.self), project: project.id, kind: kind, amount: Money(minor: amount, currency: plan.currency),
                    date: plan.asOf, document: target.fileName, recordedAt: tx.now, recordedBy: tx.actor.name))
        }
        guard let end = project.fields.plannedEnd,
            isNew || end != before.fields.plannedEnd || project.fields.plannedStart != before.fields.plannedStart
        else { return }
        let number = isNew ? 1 : (try tx.baselines(of: project.id).last?.number ?? 0) + 1
        try tx.append(
            Baseline(
                id: tx.newID(ID<Baseline>.self), project: project.id, number: number, start: project.fields.plannedStart, end: end,
                amount: project.money.headline, reason: number == 1 ? "" : "\(target.fileName) \(plan.asOf)", document: target.fileName,
                approvedOn: plan.asOf, recordedAt: tx.now, recordedBy: tx.actor.name))
    }

    private func ask(about project: Project, _ round: RoundID, _ tx: any Transaction) throws {
        var project = project
        project.presence = .vanished
        project.version += 1
        project.updatedAt = tx.now
        try tx.update(project)
        if try tx.openAbsence(of: project.id) == nil {
            try tx.save(Absence(id: tx.newID(ID<Absence>.self), project: project.id, round: round, openedAt: tx.now))
        }
        tx.record(project, "project.vanish", changes: [FieldChange("presence", "active", "vanished")], note: target.fileName)
    }
}
