import Kernel
import Operations
import Policy
import Projects

/// Every change of the register: decide, store and record in one transaction.
package struct ProjectCommands: Sendable {
    private let unitOfWork: any UnitOfWork
    /// The light rules in force for a tenant; nil computes nothing.
    let judge: @Sendable (TenantID) -> LightJudge?

    package init(unitOfWork: any UnitOfWork, judge: @escaping @Sendable (TenantID) -> LightJudge? = { _ in nil }) {
        (self.unitOfWork, self.judge) = (unitOfWork, judge)
    }

    func write<T: Sendable>(
        _ context: WriteContext, answer: (@Sendable (T) -> StoredAnswer)? = nil, _ body: @Sendable @escaping (any Transaction) throws -> T
    ) async throws -> T {
        try await unitOfWork.write(context, answer: answer, body)
    }

    /// The same where a retry is told one thing, whatever came of the first.
    func write<T: Sendable>(
        _ context: WriteContext, told: StoredAnswer?, _ body: @Sendable @escaping (any Transaction) throws -> T
    ) async throws -> T {
        guard let told else { return try await write(context, body) }
        return try await write(context, answer: { (_: T) in told }, body)
    }

    /// Registers a project. Throws LT3010 with every fault of the fields, LT3011 when the code is taken.
    ///
    /// - Parameter answer: told again to a retry under the same idempotency key.
    package func create(
        _ fields: ProjectFields, vocabulary: ProjectVocabulary, historicMissing: Bool = false, context: WriteContext,
        answer: (@Sendable (ProjectID) -> StoredAnswer)? = nil
    ) async throws -> ProjectID {
        let faults = fields.check(vocabulary)
        guard faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
        return try await write(context, answer: answer) { [judge] tx in
            var project = Project(
                id: tx.newID(ProjectID.self), fields: fields, historicMissing: historicMissing, packVersion: context.packVersion,
                createdAt: tx.now, updatedAt: tx.now)
            try tx.insert(project)
            // The record first: its histories refer to it.
            if let judge = judge(context.tenant), try judge.judge(&project, tx) { try tx.updateLights(project) }
            tx.record(
                project, "project.create", changes: fields.texts.sorted { $0.key < $1.key }.map { FieldChange($0.key, nil, $0.value) })
            return project.id
        }
    }

    /// Changes the record as seen at `edit.version`; answers the new version, the old one when nothing changed.
    ///
    /// Throws LT3009 (412) when somebody was quicker; `ProjectDifference` then tells what they changed.
    package func edit(
        _ id: ProjectID, _ edit: ProjectEdit, vocabulary: ProjectVocabulary, context: WriteContext,
        answer: (@Sendable (Int64) -> StoredAnswer)? = nil
    ) async throws -> Int64 {
        try await write(context, answer: answer) { [judge] tx in
            let project = try tx.required(id)
            guard
                let (edited, changes) = try edit.applied(
                    to: project, vocabulary: vocabulary, at: tx.now, packVersion: context.packVersion)
            else { return project.version }
            var changed = edited
            try judge(context.tenant)?.judgeOwn(&changed, tx)
            try tx.update(changed)
            tx.record(changed, "project.edit", changes: changes)
            return changed.version
        }
    }

    /// Appends to a figure's history and makes it the current value. Throws LT3010 for a negative amount or a foreign currency.
    package func recordFigure(
        _ kind: FigureKind, _ amount: Money, on date: CivilDate, document: String?, project id: ProjectID, context: WriteContext,
        answer: StoredAnswer? = nil
    ) async throws {
        try await write(context, told: answer) { [judge] tx in
            var project = try tx.required(id)
            let figure = Figure(
                id: tx.newID(ID<Figure>.self), project: id, kind: kind, amount: amount, date: date, document: document,
                recordedAt: tx.now, recordedBy: tx.actor.name)
            let faults = figure.check(in: project.fields.currency, money: project.money).filter { $0.severity == .error }
            guard faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
            let before = project.money[kind].map { Money(minor: $0, currency: project.fields.currency).decimalString }
            try tx.append(figure)
            project.money[kind] = amount.minor
            try judge(context.tenant)?.judgeOwn(&project, tx)
            project.touch(at: tx.now, under: context.packVersion)
            try tx.update(project)
            tx.record(project, "project.figure", changes: [FieldChange(kind.rawValue, before, amount.decimalString)], note: document)
        }
    }

    /// Appends the next promise; the planned dates follow it, the first one stays. Throws LT3010 with every fault.
    package func addBaseline(
        start: CivilDate?, end: CivilDate, amount: Int64?, reason: String, document: String?, approvedOn: CivilDate, project id: ProjectID,
        context: WriteContext, answer: StoredAnswer? = nil
    ) async throws -> Int {
        try await write(context, told: answer) { [judge] tx in
            var project = try tx.required(id)
            let number = (try tx.baselines(of: id).last?.number ?? 0) + 1
            let baseline = Baseline(
                id: tx.newID(ID<Baseline>.self), project: id, number: number, start: start, end: end, amount: amount, reason: reason,
                document: document, approvedOn: approvedOn, recordedAt: tx.now, recordedBy: tx.actor.name)
            guard baseline.check.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: baseline.check) }
            let before = project.fields
            try tx.append(baseline)
            project.fields.plannedStart = start ?? before.plannedStart
            project.fields.plannedEnd = end
            try judge(context.tenant)?.judgeOwn(&project, tx)
            project.touch(at: tx.now, under: context.packVersion)
            try tx.update(project)
            tx.record(project, "project.baseline", changes: project.fields.changes(from: before), note: reason)
            return number
        }
    }

    /// Keeps a list under a name of the person's own; the same name again replaces it.
    package func saveView(list: String, name: String, query: String, account: AccountID, context: WriteContext) async throws {
        guard !name.allSatisfy(\.isWhitespace), name.count <= 60, query.count <= 2000 else {
            throw AppError("LT3010", .unprocessable, diagnostics: [Diagnostic(.error, "LT3001", column: "name")])
        }
        try await write(context) { tx in
            try tx.save(SavedView(id: tx.newID(ID<SavedView>.self), account: account, list: list, name: name, query: query))
            tx.record(AuditDraft("view.save", "view", nil, payload: AuditPayload(note: name)))
        }
    }

    package func deleteView(_ id: ID<SavedView>, account: AccountID, context: WriteContext) async throws {
        try await write(context) { tx in
            try tx.deleteSavedView(id, account: account)
            tx.record(AuditDraft("view.delete", "view", id.rawValue))
        }
    }
}

extension Project {
    /// Counts a change that is none of the entered fields.
    mutating func touch(at moment: Instant, under packVersion: String) {
        version += 1
        updatedAt = moment
        self.packVersion = packVersion
    }
}

extension Transaction {
    /// Throws LT3013 when there is no such project.
    func required(_ id: ProjectID) throws -> Project {
        guard let project = try project(id) else { throw AppError("LT3013", .notFound) }
        return project
    }

    func record(_ project: Project, _ action: String, changes: [FieldChange] = [], note: String? = nil) {
        record(
            AuditDraft(
                action, "project", project.id.rawValue, organization: project.fields.organization,
                payload: AuditPayload(changes: changes.map { .init($0.field, $0.before, $0.after) }, note: note)))
    }
}
