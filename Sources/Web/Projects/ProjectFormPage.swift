import Accounts
import Kernel
import Localization
import Office
import Planning
import Policy
import Projects

/// Registering, editing, reporting and confirming: a heading, what changed meanwhile, and one form.
package struct ProjectFormPage: Page {
    package static let template = "projects/form"

    let header: PageHeader
    /// What others changed since this form was opened, oldest first; on 412.
    let stale: StaleNotice?
    let facts: Facts?
    let form: Form

    struct StaleNotice: Component {
        let title: String
        let text: String
        let changes: Timeline
        /// What is stored now against what was typed.
        let conflicts: Diff?
    }

    init(header: PageHeader, stale: StaleNotice? = nil, facts: Facts? = nil, form: Form) {
        (self.header, self.stale, self.facts, self.form) = (header, stale, facts, form)
    }

    /// The sentence for each field that is at fault.
    static func errors(_ error: AppError?, _ words: Phrases) -> [String: String] {
        Dictionary((error?.diagnostics ?? []).compactMap { fault in fault.column.map { ($0, words.diagnostic(fault).sentence) } }) {
            first, _ in first
        }
    }

    /// The faults that no shown field carries.
    static func remaining(_ error: AppError?, shown: [FormField], _ words: Phrases) -> DiagnosticsList? {
        let names = Set(shown.map(\.name))
        return DiagnosticsList((error?.diagnostics ?? []).filter { fault in !(fault.column.map(names.contains) ?? false) }, words: words)
    }
}

extension ProjectFormPage {
    /// What the register's form shows: typed texts win over the record's own.
    struct Entry {
        var project: Project?
        var texts: [String: String]
        /// Version and moment the person saw; kept through a refused save.
        var version: Int64
        var seen: Instant
        var key: String
        var error: AppError?
        var difference: ProjectDifference?
        /// Units the person may register for.
        var units: [OrganizationID]
    }

    static func record(_ entry: Entry, _ words: ProjectWords) -> ProjectFormPage {
        let fields = recordFields(entry, words)
        let project = entry.project
        let form = Form(
            id: "project", action: (project.map { Route.project($0.id) } ?? Route.projects()).path, fields: fields,
            hidden: [HiddenField("goals-shown", "1")]
                + (project == nil
                    ? [] : [HiddenField("version", String(entry.version)), HiddenField("seen", String(entry.seen.microseconds))]),
            submit: words(project == nil ? "projects.register" : "projects.save"),
            cancel: (project.map { Route.project($0.id) } ?? Route.projects()).path,
            idempotencyKey: entry.key, draft: project.map { "project-\($0.id)" } ?? "project-new",
            diagnostics: remaining(entry.error, shown: fields, words.words))
        let title = project.map { words("projects.edit.title", ["name": words.name($0)]) } ?? words("projects.new")
        return ProjectFormPage(
            header: PageHeader(
                title, subtitle: words(project == nil ? "projects.new.subtitle" : "projects.edit.subtitle"), overline: project?.fields.code),
            stale: entry.difference.map { notice($0, words) }, form: form)
    }

    private static func notice(_ difference: ProjectDifference, _ words: ProjectWords) -> StaleNotice {
        StaleNotice(
            title: words("projects.stale.title"), text: words("projects.stale.text"),
            changes: Timeline(
                label: words("projects.stale.changes"),
                difference.steps.map { step in
                    Timeline.Event(
                        when: words.words.time(step.at), title: words("projects.stale.step"), who: step.by,
                        diff: words.diff(step.changes, caption: words("projects.stale.changes")))
                }),
            conflicts: difference.conflicts.isEmpty ? nil : words.diff(difference.conflicts, caption: words("projects.stale.conflicts")))
    }

    private static func recordFields(_ entry: Entry, _ words: ProjectWords) -> [FormField] {
        let errors = errors(entry.error, words.words)
        func value(_ name: String) -> String { entry.texts[name] ?? "" }
        func line(
            _ name: String, type: String = "text", required: Bool = false, hint: String? = nil, half: Bool = true, unit: String? = nil
        ) -> FormField {
            FormField(
                .line(type: type), name: name, label: words.field(name), value: value(name), hint: hint, error: errors[name],
                isRequired: required, unit: unit, isHalf: half)
        }
        func select(_ name: String, _ options: [(String, String)], required: Bool = false, hint: String? = nil, half: Bool = true)
            -> FormField
        {
            let current = value(name)
            let known = options.contains { $0.0 == current }
            let all =
                (required && known ? [] : [("", words("projects.choose"))]) + options
                + (known || current.isEmpty ? [] : [(current, words.value(name, current))])
            return FormField(
                .select(all.map { FieldOption($0.1, value: $0.0, isSelected: $0.0 == current) }), name: name, label: words.field(name),
                value: current, hint: hint, error: errors[name], isRequired: required, isHalf: half)
        }
        let pack = words.pack
        let clauses = words.names.clauses.values.sorted { $0.code < $1.code }
        let partners = words.names.organizations.nodes.values.filter { $0.isActive && $0.kind.isPartner }.sorted { $0.code < $1.code }
        func party(_ role: ProjectParty.Role) -> FormField {
            // Those of the very kind first: an operator may build, an assessor supervise.
            let own = partners.filter { $0.kind.rawValue == role.rawValue }
            return select(role.rawValue, (own + partners.filter { !own.contains($0) }).map { ($0.id.description, words.unit($0.id)) })
        }
        return [
            line("code", required: true), line("name", required: true, half: false), line("name-zh-hant"), line("name-en"),
            select("organization", entry.units.map { ($0.description, words.unit($0)) }, required: true),
            select("class", pack?.lifecycle.classes.map { ($0.id, words.projectClass($0.id)) } ?? [], required: true),
            select("pillar", pack?.framework.pillars.map { ($0.id, words.pillar($0.id)) } ?? []),
            select("stage", pack?.lifecycle.stages.map { ($0.id, words.stage($0.id)) } ?? [], required: true),
            select("state", pack?.labels.set("project-states")?.items.map { ($0.id, words.state($0.id)) } ?? []),
            select(
                "clause", clauses.map { ($0.id.description, "\($0.code) \(words.words($0.article))") }, hint: words("projects.clause.hint"),
                half: false),
            FormField(
                .checks(
                    words.names.goals.values.sorted { $0.code < $1.code }.map { goal in
                        FieldOption(
                            "\(goal.code) \(words.words(goal.name))", value: goal.id.description,
                            isSelected: value("goals").split(separator: " ").contains { $0 == goal.id.description })
                    }), name: "goals", label: words.field("goals"), error: errors["goals"]),
            line("no-clause-reason", hint: words("projects.no-clause-reason.hint"), half: false),
            FormField(
                .area(rows: 5), name: "need", label: words.field("need"), value: value("need"), hint: words("projects.need.hint"),
                error: errors["need"]),
            line("tags", hint: words("projects.tags.hint"), half: false),
            select("secrecy", ProjectSecrecy.allCases.map { ($0.rawValue, words("projects.secrecy.\($0.rawValue)")) }, required: true),
            party(.contractor), party(.supervisingEngineer), party(.expertBody),
            select("rhythm", pack?.labels.set("report-rhythms")?.items.map { ($0.id, words.rhythm($0.id)) } ?? []),
            line("planned-start", type: "date"), line("planned-end", type: "date"), line("forecast-end", type: "date"),
            line("actual-end", type: "date"), line("planned-progress", unit: "%"), line("actual-progress", unit: "%"),
        ]
    }
}
