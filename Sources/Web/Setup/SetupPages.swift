import Accounts
import Exchange
import Kernel
import Localization
import Office
import Policy

/// The page of the opening: what is done, what comes next, and a section for each group of steps.
struct SetupPages {
    let visit: Visit
    let state: SetupState
    let pack: PolicyPack?
    let progress: SetupProgress
    /// Accounts that have no password yet; capped.
    let waiting: Int
    let error: AppError?

    private var words: Phrases { visit.words }

    var page: SectionsPage {
        let count = ["done": words.number(progress.count), "total": words.number(progress.total)]
        let next = progress.next.map { Action(words("setup.next", ["step": words("setup.step.\($0.rawValue)")]), href: anchor($0)) }
        return SectionsPage(
            PageHeader(
                words("setup.title"), subtitle: words("setup.subtitle", count), primary: next ?? cockpit,
                secondary: [Action(words("setup.template"), href: Route.setupTemplate.path)]),
            tabs: SettingsTabs.tabs(for: visit), alert: error.map { words.error($0).sentence },
            sections: [steps, city, thresholds, calendar, mayActivate ? activation : nil, workbook, opening, passwords].compactMap { $0 })
    }

    /// Until the city is open whoever opens it writes its pack; afterwards versions are the portfolio office's (三員分立).
    private var mayActivate: Bool { state.opened == nil || visit.permissions.allows(.packActivate) }

    private var cockpit: Action { Action(words("setup.cockpit"), href: Route.cockpit.path) }

    private func anchor(_ step: SetupStep) -> String {
        switch step {
        case .administrators: Route.people().path
        case .city, .cutOver: "#setup-city-title"
        case .thresholds: "#setup-thresholds-title"
        case .calendar: "#setup-calendar-title"
        case .pack: "#setup-pack-title"
        case .opening: "#setup-opening-title"
        default: "#setup-workbook-title"
        }
    }

    private var steps: SectionsPage.Section {
        SectionsPage.Section(
            "setup-steps", title: words("setup.steps"), text: words("setup.steps.text"),
            table: DataTable(
                id: "steps", caption: words("setup.steps"),
                columns: [
                    TableColumn(words("setup.step")), TableColumn(words("setup.state")), TableColumn(words("setup.step.now")),
                ],
                rows: SetupStep.allCases.enumerated().map { index, step in
                    let isDone = progress.done.contains(step)
                    return TableRow(
                        id: "step-\(step.rawValue)", name: words("setup.step.\(step.rawValue)"),
                        [
                            TableCell(
                                "\(words.number(index + 1)). \(words("setup.step.\(step.rawValue)"))", href: anchor(step),
                                second: words("setup.step.\(step.rawValue).text")),
                            TableCell(words(isDone ? "setup.state.done" : step == progress.next ? "setup.state.next" : "setup.state.open")),
                            TableCell(now(step)),
                        ])
                }, empty: EmptyState("", "")))
    }

    /// What a step holds now.
    private func now(_ step: SetupStep) -> String {
        switch step {
        case .administrators, .thresholds: return "—"
        case .city: return state.city.map { words($0) } ?? "—"
        case .cutOver: return state.cutOver.map { words.date($0) } ?? "—"
        case .calendar:
            return pack.map { $0.calendar.years.sorted().map(String.init).joined(separator: words("setup.list")) } ?? "—"
        case .pack: return state.pack ?? "—"
        case .workbook: return state.workbook?.name ?? "—"
        case .opening: return state.opened.map { words.date($0.on) } ?? "—"
        default:
            guard let report = state.workbook?.report else { return "—" }
            let lines = step.sheets.map { report[$0] }
            let rejected = lines.reduce(0) { $0 + $1.rejected }
            let rows = words.number(lines.reduce(0) { $0 + $1.rows })
            return rejected == 0
                ? words("setup.rows", ["rows": rows]) : words("setup.rows.rejected", ["rows": rows, "rejected": words.number(rejected)])
        }
    }

    private var city: SectionsPage.Section {
        let name = state.city
        let value = { (key: String, stored: String?) in visit.form[key] ?? stored ?? "" }
        return SectionsPage.Section(
            "setup-city", title: words("setup.city"), text: words("setup.city.text"),
            form: Form(
                id: "city-form", action: Route.setupCity.path,
                fields: [
                    FormField(
                        .line(type: "text"), name: "name-hans", label: words("setup.city.name-hans"),
                        value: value("name-hans", name?.zhHans), isRequired: true, isHalf: true),
                    FormField(
                        .line(type: "text"), name: "name-hant", label: words("setup.city.name-hant"),
                        value: value("name-hant", name?.zhHant), isHalf: true),
                    FormField(
                        .line(type: "text"), name: "name-en", label: words("setup.city.name-en"), value: value("name-en", name?.en),
                        isHalf: true),
                    FormField(
                        .line(type: "date"), name: "cut-over", label: words("setup.cut-over"),
                        value: value("cut-over", (state.cutOver ?? visit.today).description), hint: words("setup.cut-over.hint"),
                        isRequired: true, isHalf: true),
                ], submit: words("setup.save")))
    }
}
