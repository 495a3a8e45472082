import Kernel
import Localization
import Office
import Policy
import Projects

extension ProjectFormPage {
    /// The unit's report: light and progress, filled with what is known.
    static func report(
        _ project: Project, typed: FormData, key: String, today: CivilDate, error: AppError? = nil, words: ProjectWords
    ) -> ProjectFormPage {
        let errors = errors(error, words.words)
        let fields = [
            colours(
                "light", words("projects.light.declare"), chosen: typed["light"] ?? project.lights.declared?.rawValue, errors["light"],
                words),
            FormField(
                .line(type: "date"), name: "as-of", label: words("projects.light.as-of"), value: typed["as-of"] ?? today.description,
                error: errors["as-of"], isRequired: true, isHalf: true),
            FormField(
                .line(type: "text"), name: "actual-progress", label: words.field("actual-progress"),
                value: typed["actual-progress"] ?? project.fields.texts["actual-progress"] ?? "", error: errors["actual-progress"],
                unit: "%",
                isHalf: true),
            FormField(
                .line(type: "date"), name: "forecast-end", label: words.field("forecast-end"),
                value: typed["forecast-end"] ?? project.fields.forecastEnd?.description ?? "", error: errors["forecast-end"], isHalf: true),
            FormField(
                .area(rows: 4), name: "note", label: words("projects.report.note"), value: typed["note"] ?? "",
                hint: words("projects.report.note.hint")),
        ]
        return ProjectFormPage(
            header: PageHeader(
                words("projects.report.title", ["name": words.name(project)]), overline: project.fields.code,
                lights: words.lights(project.lights)),
            form: Form(
                id: "report", action: Route.projectReport(project.id).path, fields: fields, submit: words("projects.report.send"),
                cancel: Route.project(project.id).path, idempotencyKey: key, draft: "report-\(project.id)",
                diagnostics: remaining(error, shown: fields, words.words)))
    }

    /// The supervisor's decision, with everything said so far above the form.
    static func confirmation(
        _ detail: ProjectDetail, typed: FormData, key: String, error: AppError? = nil, words: ProjectWords
    ) -> ProjectFormPage {
        let project = detail.project
        let errors = errors(error, words.words)
        var facts = [LightSource.declared, .computed].map { source -> Fact in
            let entry = detail.latest(source)
            let said = entry.map { source == .computed ? words.reasons($0) : $0.note ?? "" } ?? ""
            return Fact(
                words.source(source), said.isEmpty ? words("projects.light.none") : said, light: words.light(project.lights[source]))
        }
        if let answer = detail.verifications.first(where: \.isPending)?.answer {
            facts.append(Fact(words("projects.verification.answer"), answer))
        }
        let fields = [
            colours("light", words("projects.light.confirm"), chosen: typed["light"], errors["light"], words),
            FormField(
                .area(rows: 4), name: "reason", label: words("projects.reason"), value: typed["reason"] ?? "",
                hint: words("projects.confirm.reason.hint"),
                error: errors["reason"], isRequired: true),
        ]
        return ProjectFormPage(
            header: PageHeader(
                words("projects.confirm.title", ["name": words.name(project)]), subtitle: words("projects.confirm.subtitle"),
                overline: project.fields.code,
                lights: words.lights(project.lights)),
            facts: Facts(facts),
            form: Form(
                id: "confirmation", action: Route.projectConfirmation(project.id).path, fields: fields,
                submit: words("projects.confirm.send"),
                cancel: Route.project(project.id).path, idempotencyKey: key, draft: "confirmation-\(project.id)",
                diagnostics: remaining(error, shown: fields, words.words)))
    }

    private static func colours(_ name: String, _ label: String, chosen: String?, _ error: String?, _ words: ProjectWords) -> FormField {
        FormField(
            .radio(
                [LightColour.green, .yellow, .red].map {
                    FieldOption(words.light($0).word, value: $0.rawValue, isSelected: $0.rawValue == chosen)
                }), name: name, label: label, error: error, isRequired: true)
    }
}
