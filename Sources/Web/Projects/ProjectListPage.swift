import Kernel
import Localization
import Office
import Policy
import Projects

/// The register as a list: the answer (how many, how much in doubt) first, then filters and rows.
package struct ProjectListPage: Page {
    package static let template = "projects/list"

    let header: PageHeader
    let filter: FilterBar
    let table: DataTable
    /// Keeps this list under a name.
    let saving: Form?
    let deletions: [Action]
    let hasDeletions: Bool
    /// What the portfolio's licence asks to be shown.
    let attribution: String?

    /// What a list page is made of.
    struct Content: Sendable {
        var query: ProjectListQuery
        var page: ProjectPage
        var views: [SavedView]
        var portfolios: [Portfolio]
        var mayCreate: Bool
        /// Importing touches the whole office's register: who reaches all of it may.
        var mayImport: Bool
        var mayExport: Bool
        var today: CivilDate
        var offsetMinutes: Int
    }

    init(_ content: Content, _ words: ProjectWords) {
        let query = content.query
        let count = words.words.count(content.page.count)
        header = PageHeader(
            words("projects.title"), subtitle: words.words("projects.subtitle", count: content.page.count, ["count": count]),
            primary: content.mayCreate ? Action(words("projects.new"), href: Route.newProject.path, icon: "plus") : nil,
            secondary: [Action(words("projects.verifications"), href: Route.verifications.path)]
                + (content.mayImport ? [Action(words("imports.title"), href: Route.imports.path)] : []))
        filter = Self.filter(content, words)
        table = Self.table(content, words)
        let current = query.with { _ in }
        saving =
            current == ProjectListQuery()
            ? nil
            : Form(
                id: "save-view", action: Route.projectViews.path,
                fields: [FormField(.line(type: "text"), name: "name", label: words("projects.view.name"), isRequired: true)],
                hidden: [HiddenField("query", current.form.queryString)], submit: words("projects.view.save"))
        deletions = content.views.map {
            Action(words("projects.view.delete", ["name": $0.name]), href: Route.projectViewDeletion($0.id).path, posts: true)
        }
        hasDeletions = !deletions.isEmpty
        attribution =
            switch query.filter.portfolio {
            case .one(let id): content.portfolios.first { $0.id == id }?.attribution
            case .own, .any: nil
            }
    }

    private static func table(_ content: Content, _ words: ProjectWords) -> DataTable {
        let query = content.query
        func column(_ label: String, _ kind: TableColumn.Kind, _ sort: ProjectSort?) -> TableColumn {
            guard let sort else { return TableColumn(label, kind) }
            let isCurrent = query.filter.sort == sort
            let next = isCurrent ? !query.filter.descending : sort != .name && sort != .code
            return TableColumn(
                label, kind, sortHref: query.with { ($0.filter.sort, $0.filter.descending) = (sort, next) }.route.path,
                order: isCurrent ? (query.filter.descending ? .descending : .ascending) : .none)
        }
        let columns =
            [column(words.field("name"), .text, .name)]
            + query.columns.map { column(words("projects.column.\($0.rawValue)"), $0.kind, $0.sort) }
        let terms = Highlight.terms(of: query.filter.text)
        func found(_ text: String) -> Highlight? { terms.isEmpty ? nil : Highlight(text, terms: terms) }
        let rows = content.page.projects.map { project in
            TableRow(
                id: project.id.description, name: words.name(project),
                [
                    TableCell(
                        words.name(project), href: Route.project(project.id).path, second: note(project, content.today, words),
                        found: found(words.name(project)))
                ]
                    + query.columns.map { column in
                        column == .code
                            ? TableCell(project.fields.code, found: found(project.fields.code)) : cell(column, project, content, words)
                    })
        }
        let isFiltered = query.with { $0.columns = ProjectColumn.standard } != ProjectListQuery()
        return DataTable(
            id: "projects", caption: words("projects.title"), columns: columns, rows: rows,
            empty: isFiltered
                ? EmptyState(
                    words("projects.none-found"), words("projects.none-found.text"),
                    action: Action(words.words("filter.reset"), href: Route.projects().path))
                : EmptyState(
                    words("projects.empty"), words("projects.empty.text"),
                    action: content.mayCreate ? Action(words("projects.new"), href: Route.newProject.path) : nil),
            pager: Pager(
                shown: content.page.projects.count, total: content.page.count,
                previous: content.page.previous.map { cursor in query.with { $0.filter.before = cursor }.route.path },
                next: content.page.next.map { cursor in query.with { $0.filter.after = cursor }.route.path }, words: words.words))
    }

    /// Under the name: what a person should notice at once.
    private static func note(_ project: Project, _ today: CivilDate, _ words: ProjectWords) -> String? {
        var notes: [String] = []
        if project.presence != .active { notes.append(words("projects.presence.\(project.presence.rawValue)")) }
        if project.historicMissing { notes.append(words("projects.historic-missing")) }
        if project.fields.secrecy == .workSecret { notes.append(words("projects.secrecy.work-secret")) }
        if project.isOverdue(on: today), let due = project.fields.plannedEnd { notes.append(words.words.deadline(due, today: today)) }
        return notes.isEmpty ? nil : notes.joined(separator: " · ")
    }

    private static func cell(_ column: ProjectColumn, _ project: Project, _ content: Content, _ words: ProjectWords) -> TableCell {
        let fields = project.fields
        switch column {
        case .code: return TableCell(fields.code)
        case .unit: return TableCell(words.unit(fields.organization))
        case .pillar: return TableCell(fields.pillar.map(words.pillar) ?? "–")
        case .stage: return TableCell(words.stage(fields.stage), second: fields.state.map(words.state))
        case .state: return TableCell(fields.state.map(words.state) ?? "–")
        case .class: return TableCell(words.projectClass(fields.projectClass))
        case .lights: return TableCell(lights: words.lights(project.lights, isCompact: true))
        case .amount: return TableCell(words.money(project.money.headline, fields.currency))
        case .paid: return TableCell(words.money(project.money[.paid], fields.currency))
        case .progress: return progress(fields, words)
        case .end: return TableCell(fields.plannedEnd.map(words.words.shortDate) ?? "–")
        case .forecast: return TableCell(fields.forecastEnd.map(words.words.shortDate) ?? "–")
        case .updated: return TableCell(words.words.time(project.updatedAt, offsetMinutes: content.offsetMinutes))
        }
    }

    static func progress(_ fields: ProjectFields, _ words: ProjectWords) -> TableCell {
        guard let actual = fields.actualProgress else { return TableCell("–") }
        return TableCell(
            progress: ProgressBar(
                label: words.field("actual-progress"), percent: Int(actual.rounded()),
                planned: fields.plannedProgress.map { Int($0.rounded()) },
                text: words.words.percent(actual / 100)))
    }
}
