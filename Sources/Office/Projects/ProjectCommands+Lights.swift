import Kernel
import Operations
import Policy
import Projects

/// What the unit tells about a project: its light, and how far it is.
package struct ProgressReport: Hashable, Sendable {
    package var colour: LightColour
    package var asOf: CivilDate
    package var progress: Double?
    package var forecastEnd: CivilDate?
    package var note: String?

    package init(colour: LightColour, asOf: CivilDate, progress: Double? = nil, forecastEnd: CivilDate? = nil, note: String? = nil) {
        (self.colour, self.asOf, self.progress, self.forecastEnd, self.note) = (colour, asOf, progress, forecastEnd, note)
    }

    var faults: [Diagnostic] {
        var found: [Diagnostic] = []
        if !colour.isJudgement { found.append(Diagnostic(.error, "LT3032", column: "light")) }
        if let progress, !(0...100).contains(progress) { found.append(Diagnostic(.error, "LT3007", column: "actual-progress")) }
        return found
    }
}

/// A computed mark to be stored with what it was computed from.
package struct ComputedLight: Sendable {
    package let project: ProjectID
    package let mark: LightMark
    package let inputs: LightInputs
    package init(project: ProjectID, mark: LightMark, inputs: LightInputs) {
        (self.project, self.mark, self.inputs) = (project, mark, inputs)
    }
}

extension ProjectCommands {
    /// The unit declares its light (自報). A difference to the computed one opens a verification.
    ///
    /// - Parameter due: the last day for an answer, should one be asked for.
    package func report(_ report: ProgressReport, project id: ProjectID, due: CivilDate, context: WriteContext, answer: StoredAnswer? = nil)
        async throws
    {
        guard report.faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: report.faults) }
        try await write(context, told: answer) { [judge] tx in
            var project = try tx.required(id)
            let before = project
            if let progress = report.progress { project.fields.actualProgress = progress }
            if let forecast = report.forecastEnd { project.fields.forecastEnd = forecast }
            project.lastReport = max(project.lastReport ?? report.asOf, report.asOf)
            var inputs: [String: String] = [:]
            inputs["progress"] = report.progress.map { String($0) }
            inputs["forecast-end"] = report.forecastEnd?.description
            try tx.mark(
                &project, .declared, report.colour, asOf: report.asOf, inputs: inputs, note: report.note, packVersion: context.packVersion)
            try judge(context.tenant)?.judgeOwn(&project, tx)
            try tx.verify(project, due: due)
            project.touch(at: tx.now, under: context.packVersion)
            try tx.update(project)
            tx.record(
                project, "light.declare",
                changes: [FieldChange("declared-light", before.lights.declared?.rawValue, report.colour.rawValue)]
                    + project.fields.changes(from: before.fields), note: report.note)
        }
    }

    /// Stores what a run of the light rules found, all of it or nothing. A mark is appended only when its colour or reasons changed.
    package func storeComputed(_ lights: [ComputedLight], due: CivilDate, context: WriteContext) async throws -> Int {
        try await write(context) { tx in
            var stored = 0
            for light in lights {
                guard var project = try tx.project(light.project) else { continue }
                let before = project.lights
                guard before.computed != light.mark.colour else { continue }
                try tx.mark(
                    &project, .computed, light.mark.colour, asOf: light.inputs.asOf, inputs: light.inputs.texts,
                    reasons: light.mark.reasons, packVersion: context.packVersion)
                try tx.verify(project, due: due)
                // The rules' own mark leaves the record's version alone: it must not make a person's open form stale.
                try tx.updateLights(project)
                tx.record(
                    project, "light.compute",
                    changes: [FieldChange("computed-light", before.computed?.rawValue, light.mark.colour.rawValue)])
                stored += 1
            }
            return stored
        }
    }

    /// The supervisor's word (認定), with its reason; it closes the verification that waits for it.
    package func confirm(
        _ colour: LightColour, because reason: String, asOf: CivilDate, project id: ProjectID, context: WriteContext,
        answer: StoredAnswer? = nil
    ) async throws {
        guard colour.isJudgement else { throw AppError("LT3032", .unprocessable) }
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw AppError("LT3024", .unprocessable, diagnostics: [Diagnostic(.error, "LT3024", column: "reason")])
        }
        try await write(context, told: answer) { tx in
            var project = try tx.required(id)
            let before = project.lights
            if var pending = try tx.pendingVerification(of: id) {
                try pending.confirm(colour, because: reason, at: tx.now, by: tx.actor.name)
                try tx.save(pending)
            }
            try tx.mark(
                &project, .confirmed, colour, asOf: asOf,
                inputs: ["declared": before.declared?.rawValue, "computed": before.computed?.rawValue].compactMapValues { $0 },
                note: reason,
                packVersion: context.packVersion)
            project.touch(at: tx.now, under: context.packVersion)
            try tx.update(project)
            // An override (認定 against 系統) is told apart, so that it can be counted.
            let isOverride = before.computed.map { $0.isJudgement && $0 != colour } ?? false
            tx.record(
                project, isOverride ? "light.override" : "light.confirm",
                changes: [FieldChange("confirmed-light", before.confirmed?.rawValue, colour.rawValue)], note: reason)
        }
    }

    /// The unit explains a difference. Throws LT3030 when none is pending.
    package func answerVerification(_ text: String, project id: ProjectID, context: WriteContext, answer: StoredAnswer? = nil) async throws
    {
        try await write(context, told: answer) { tx in
            let project = try tx.required(id)
            guard var pending = try tx.pendingVerification(of: id) else { throw AppError("LT3030", .conflict) }
            try pending.answer(text, at: tx.now, by: tx.actor.name)
            try tx.save(pending)
            tx.record(project, "light.answer", note: text)
        }
    }

    /// Says what became of a project that its portfolio's round no longer names.
    package func answerAbsence(
        _ outcome: Absence.Outcome, successor: ProjectID?, because reason: String, project id: ProjectID, context: WriteContext,
        answer: StoredAnswer? = nil
    ) async throws {
        try await write(context, told: answer) { tx in
            var project = try tx.required(id)
            guard var absence = try tx.openAbsence(of: id) else { throw AppError("LT3033", .conflict) }
            if let successor, try tx.project(successor) == nil {
                throw AppError("LT3034", .unprocessable, diagnostics: [Diagnostic(.error, "LT3034", column: "successor")])
            }
            try absence.answer(outcome, successor: successor, because: reason, at: tx.now, by: tx.actor.name)
            try tx.save(absence)
            let before = project.presence
            project.presence = absence.presence
            project.touch(at: tx.now, under: context.packVersion)
            try tx.update(project)
            tx.record(
                project, "project.absence", changes: [FieldChange("presence", before.rawValue, project.presence.rawValue)], note: reason)
        }
    }
}

extension Transaction {
    /// Appends a mark and makes it the current colour of `project`, which the caller stores.
    func mark(
        _ project: inout Project, _ source: LightSource, _ colour: LightColour, asOf: CivilDate, inputs: [String: String] = [:],
        reasons: [LightReason] = [], note: String? = nil, packVersion: String
    ) throws {
        try append(
            LightEntry(
                id: newID(ID<LightEntry>.self), project: project.id, source: source, colour: colour, asOf: asOf, at: now, by: actor.name,
                account: actor.account, inputs: inputs, reasons: reasons, note: note, packVersion: packVersion))
        project.lights[source] = colour
    }

    /// Opens a verification where the marks have come to differ, settles the pending one where they agree again.
    func verify(_ project: Project, due: CivilDate) throws {
        var pending = try pendingVerification(of: project.id)
        if let open = pending,
            !project.lights.isDivergent || open.declared != project.lights.declared || open.computed != project.lights.computed
        {
            pending?.settle(at: now, by: actor.name)
            if let settled = pending { try save(settled) }
            pending = nil
        }
        guard pending == nil, project.lights.isDivergent, let declared = project.lights.declared, let computed = project.lights.computed
        else { return }
        try save(
            Verification(
                id: newID(ID<Verification>.self), project: project.id, declared: declared, computed: computed, openedAt: now, due: due))
    }
}

extension LightInputs {
    /// As kept beside the mark, so that it can be explained later.
    var texts: [String: String] {
        let all: [String: String?] = [
            "as-of": asOf.description, "phase": phase, "planned": planned.map { String($0) }, "actual": actual.map { String($0) },
            "start": start?.description, "due": due?.description, "completed": completed?.description, "accepted": accepted?.description,
            "days-since-last-report": daysSinceLastReport.map { String($0) }, "rhythm": reportRhythm,
            "approved": sums?.approved.map { String($0) }, "contract": sums?.contract.map { String($0) },
            "paid": sums?.paid.map { String($0) }, "flags": flags.isEmpty ? nil : flags.sorted().joined(separator: " "),
            "historic": isHistoric ? "true" : nil,
        ]
        return all.compactMapValues { $0 }
    }
}
