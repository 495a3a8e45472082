import Accounts
import Exchange
import Kernel
import Matching
import Policy
import Projects

/// Rows × mapping × portfolio → plan. Pure: the same input gives the same plan.
package struct ImportPlanner: Sendable {
    private let mapping: ImportMapping
    private let options: ImportOptions
    private let ground: ImportGround
    private let issuer: String
    private let asOf: CivilDate
    private let directory: [String: OrganizationID]
    private let codes: [ProjectID: String]

    /// - Parameter portfolioCode: who gives the codes when the mapping names no issuer.
    package init(_ mapping: ImportMapping, portfolioCode: String, asOf: CivilDate, options: ImportOptions = .init(), ground: ImportGround) {
        (self.mapping, self.options, self.ground, self.asOf) = (mapping, options, ground, asOf)
        issuer = mapping.issuer ?? portfolioCode
        var directory: [String: OrganizationID] = [:]
        for organization in ground.organizations.nodes.values.sorted(by: { $1.id < $0.id }) {
            for text in [
                organization.code, organization.creditCode?.text ?? "", organization.name.zhHans, organization.name.zhHant,
                organization.name.en,
            ] where !text.isEmpty { directory[HeaderMatch.plain(text)] = organization.id }
        }
        self.directory = directory
        codes = Dictionary(ground.aliases.map { ($0.project, $0.code) }, uniquingKeysWith: { first, _ in first })
    }

    /// Throws `LT4200` when the mapping does not fit the header.
    package func plan(_ source: ImportSource) throws(AppError) -> ImportPlan {
        let reader = try ImportReader(mapping, header: source.header)
        let read = source.rows.filter { !reader.isEmpty($0) }.map { reader.read($0) }
        var records = read.map(\.record)
        var faults = read.map(\.diagnostics)
        rejectDuplicates(records, &faults, reader)
        checkCodes(&records, &faults, reader)
        let known = ground.projects.filter { $0.presence != .merged && $0.presence != .renamed }
        let organizations = records.map { organization($0.organization) }
        if !options.createsOrganizations {
            for (index, record) in records.enumerated() where !record.organization.isEmpty {
                if case .new = organizations[index] {
                    faults[index].append(
                        Diagnostic(
                            .error, "LT4214", ["value": record.organization], line: record.line, column: reader.headerName(.organization)))
                }
            }
        }
        let sound = records.indices.filter { !faults[$0].contains { $0.severity == .error } }
        let linkage = RecordLinker().link(
            known.map(matchRecord), sound.map { matchRecord(records[$0], organizations[$0]) })
        var partner: [Int: Match] = [:]
        for match in linkage.joined { partner[sound[match.right]] = match }
        var entries: [ImportPlan.Entry] = []
        for (index, record) in records.enumerated() {
            let match = partner[index]
            entries.append(entry(record, organizations[index], project: match.map { known[$0.left] }, match, faults[index]))
        }
        let vanished =
            options.leavesOutRejected && sound.count < records.count
            ? [] : linkage.leftAlone.map { known[$0] }.filter { $0.presence == .active }
        let questions = linkage.questions.map { match in
            let record = records[sound[match.right]]
            return ImportPlan.Question(
                project: known[match.left].id, projectName: known[match.left].fields.name, line: record.line, rowName: record.name,
                score: match.score, reasons: match.reasons)
        }
        return assembled(entries, vanished: vanished, questions: questions, source: source)
    }

    private func assembled(
        _ entries: [ImportPlan.Entry], vanished: [Project], questions: [ImportPlan.Question], source: ImportSource
    ) -> ImportPlan {
        var counts = ImportPlan.Counts()
        var units: [String] = []
        var seen: Set<String> = []
        for entry in entries {
            switch entry.verdict {
            case .accepted: counts.accepted += 1
            case .changed: counts.changed += 1
            case .unchanged: counts.unchanged += 1
            case .rejected: counts.rejected += 1
            }
            guard entry.verdict != .rejected else { continue }
            switch entry.recognition {
            case .new: counts.joined += 1
            case .renamed: counts.renamed += 1
            case .code, .name: counts.continuing += 1
            }
            if case .new(let name) = entry.organization, seen.insert(HeaderMatch.plain(name)).inserted { units.append(name) }
        }
        (counts.vanished, counts.questions) = (vanished.count, questions.count)
        var diagnostics = source.diagnostics
        if let latest = ground.rounds.map(\.asOf).max(), latest >= asOf {
            diagnostics.append(
                Diagnostic(.error, latest == asOf ? "LT4217" : "LT4218", ["date": latest.description, "asOf": asOf.description]))
        }
        if entries.isEmpty { diagnostics.append(Diagnostic(.error, "LT4216")) }
        return ImportPlan(
            asOf: asOf, currency: mapping.currency, issuer: issuer, entries: entries, vanished: vanished, questions: questions,
            newOrganizations: units, counts: counts, diagnostics: diagnostics)
    }

    // MARK: Rows

    /// The same identity twice in one file: the second row is rejected and names the first.
    private func rejectDuplicates(_ records: [ImportedRecord], _ faults: inout [[Diagnostic]], _ reader: ImportReader) {
        var first: [String: Int] = [:]
        for (index, record) in records.enumerated() {
            let key: String
            let field: MappedField
            if mapping.hasCodes {
                guard let code = record.externalCode else { continue }
                (key, field) = (code, .externalCode)
            } else {
                guard !record.name.isEmpty else { continue }
                // Without codes a name may return with other figures; only the very same row is a duplicate.
                let told =
                    "\(record.headline.map(String.init) ?? "")|\(record.dates[.plannedEnd]?.description ?? "")|\(record.description ?? "")"
                (key, field) = (HeaderMatch.plain(record.organization) + "|" + HeaderMatch.plain(record.name) + "|" + told, .name)
            }
            if let line = first[key] {
                faults[index].append(
                    Diagnostic(
                        .error, "LT4213", ["key": mapping.hasCodes ? key : record.name, "first": String(line)], line: record.line,
                        column: reader.headerName(field)))
            } else {
                first[key] = record.line
            }
        }
    }

    /// Stage, class and pillar must be codes of the pack, or its names in one of the languages.
    private func checkCodes(_ records: inout [ImportedRecord], _ faults: inout [[Diagnostic]], _ reader: ImportReader) {
        let allowed: [MappedField: [String]] = [
            .stage: ground.vocabulary.stages, .projectClass: ground.vocabulary.classes, .pillar: ground.vocabulary.pillars,
        ]
        for index in records.indices {
            for (field, codes) in allowed {
                guard let text = records[index].codes[field], !codes.contains(text) else { continue }
                faults[index].append(
                    Diagnostic(
                        .error, "LT4212", ["value": String(text.prefix(80))], line: records[index].line, column: reader.headerName(field)))
            }
        }
    }

    private func organization(_ text: String) -> ImportPlan.OrganizationChoice {
        directory[HeaderMatch.plain(text)].map { .known($0) } ?? .new(text)
    }

    private func matchRecord(_ project: Project) -> MatchRecord {
        MatchRecord(
            name: project.fields.name, group: "unit\(project.fields.organization)", code: codes[project.id],
            description: project.fields.need ?? "", amount: project.money.headline, end: project.fields.plannedEnd)
    }

    private func matchRecord(_ record: ImportedRecord, _ organization: ImportPlan.OrganizationChoice) -> MatchRecord {
        let group =
            switch organization {
            case .known(let id): "unit\(id)"
            case .new(let name): name
            }
        return MatchRecord(
            name: record.name, group: group, code: record.externalCode, description: record.description ?? "", amount: record.headline,
            end: record.dates[.plannedEnd])
    }

    private func entry(
        _ record: ImportedRecord, _ organization: ImportPlan.OrganizationChoice, project: Project?, _ match: Match?, _ faults: [Diagnostic]
    ) -> ImportPlan.Entry {
        if faults.contains(where: { $0.severity == .error }) {
            return ImportPlan.Entry(
                record: record, verdict: .rejected, recognition: .new, project: nil, organization: organization, changes: [],
                diagnostics: faults)
        }
        guard let project, let match else {
            return ImportPlan.Entry(
                record: record, verdict: .accepted, recognition: .new, project: nil, organization: organization, changes: [],
                diagnostics: faults)
        }
        let changes = record.changes(of: project, organization: organization, currency: mapping.currency)
        let recognition: ImportPlan.Recognition =
            match.reasons.contains(.sameName)
            ? .name
            : match.reasons == [.sameCode]
                ? (HeaderMatch.plain(project.fields.name) == HeaderMatch.plain(record.name)
                    ? .code : .renamed(from: project.fields.name, score: match.score, reasons: match.reasons))
                : .renamed(from: project.fields.name, score: match.score, reasons: match.reasons)
        return ImportPlan.Entry(
            record: record, verdict: changes.isEmpty ? .unchanged : .changed, recognition: recognition, project: project,
            organization: organization, changes: changes, diagnostics: faults)
    }
}
