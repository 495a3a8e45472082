import Accounts
import Hummingbird
import Kernel
import Office
import Policy
import Projects

extension ProjectEndpoints {
    func reportForm(_ visit: Visit) async throws -> Response {
        try await reportForm(visit, try await project(visit, for: .lightDeclare))
    }

    private func reportForm(_ visit: Visit, _ project: Project, error: AppError? = nil) async throws -> Response {
        let words = try await services.words(visit)
        let page = ProjectFormPage.report(
            project, typed: visit.form, key: "form-\(visit.requestID)", today: visit.today, error: error, words: words)
        return try visit.page(
            page, title: words("projects.report"), breadcrumb: crumbs(project, words("projects.report"), words),
            watermarked: project.isRestricted,
            status: error == nil ? .ok : .unprocessableContent)
    }

    func report(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .lightDeclare)
        do {
            let (fields, faults) = ProjectFields.read(
                ["actual-progress": visit.form["actual-progress"] ?? "", "forecast-end": visit.form["forecast-end"] ?? ""],
                onto: project.fields)
            guard let colour = visit.form["light"].flatMap({ LightColour(rawValue: $0) }) else {
                throw AppError("LT3010", .unprocessable, diagnostics: faults + [Diagnostic(.error, "LT3032", column: "light")])
            }
            guard faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
            let report = ProgressReport(
                colour: colour, asOf: visit.form.date("as-of") ?? visit.today, progress: fields.actualProgress,
                forecastEnd: fields.forecastEnd,
                note: visit.form.text("note"))
            try await services.commands.report(
                report, project: project.id, due: try services.answerDue(visit), context: try visit.writeContext,
                answer: .seeOther(.project(project.id)))
            return visit.redirect(to: .project(project.id), flash: FlashMessage(.success, "projects.flash.reported"))
        } catch let error as AppError where error.category == .unprocessable {
            return try await reportForm(visit, project, error: error)
        }
    }

    func confirmationForm(_ visit: Visit) async throws -> Response {
        try await confirmationForm(visit, try await project(visit, for: .lightConfirm))
    }

    private func confirmationForm(_ visit: Visit, _ project: Project, error: AppError? = nil) async throws -> Response {
        let words = try await services.words(visit)
        guard
            let detail = try await services.projects.detail(
                tenant: try visit.caller.tenant, id: project.id, sight: visit.projectSight)
        else { throw AppError("LT3013", .notFound) }
        let page = ProjectFormPage.confirmation(detail, typed: visit.form, key: "form-\(visit.requestID)", error: error, words: words)
        return try visit.page(
            page, title: words("projects.confirm"), breadcrumb: crumbs(project, words("projects.confirm"), words),
            watermarked: project.isRestricted,
            status: error == nil ? .ok : .unprocessableContent)
    }

    func confirm(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .lightConfirm)
        do {
            guard let colour = visit.form["light"].flatMap({ LightColour(rawValue: $0) }) else {
                throw AppError("LT3010", .unprocessable, diagnostics: [Diagnostic(.error, "LT3032", column: "light")])
            }
            try await services.commands.confirm(
                colour, because: visit.form.text("reason") ?? "", asOf: visit.today, project: project.id, context: try visit.writeContext,
                answer: .seeOther(.project(project.id)))
            return visit.redirect(to: .project(project.id), flash: FlashMessage(.success, "projects.flash.confirmed"))
        } catch let error as AppError where error.category == .unprocessable {
            return try await confirmationForm(visit, project, error: error)
        }
    }

    func answerVerification(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .lightAnswer)
        try await services.commands.answerVerification(
            visit.form.text("answer") ?? "", project: project.id, context: try visit.writeContext,
            answer: .seeOther(.projectTab(project.id, .lights)))
        return visit.redirect(to: .projectTab(project.id, .lights), flash: FlashMessage(.success, "projects.flash.answered"))
    }

    func answerAbsence(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectRead)
        guard let outcome = visit.form["outcome"].flatMap({ Absence.Outcome(rawValue: $0) }) else {
            throw AppError("LT3010", .unprocessable, diagnostics: [Diagnostic(.error, "LT3001", column: "outcome")])
        }
        var successor: ProjectID?
        if let code = visit.form.text("successor") {
            successor = try await services.projects.project(tenant: try visit.caller.tenant, code: code, sight: visit.projectSight)?.id
        }
        try await services.commands.answerAbsence(
            outcome, successor: successor, because: visit.form.text("reason") ?? "", project: project.id, context: try visit.writeContext,
            answer: .seeOther(.projectTab(project.id, .rounds)))
        return visit.redirect(to: .projectTab(project.id, .rounds), flash: FlashMessage(.success, "projects.flash.absence"))
    }
}
