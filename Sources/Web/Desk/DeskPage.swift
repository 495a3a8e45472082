import Kernel
import Localization
import Office
import Operations
import Policy
import Projects

/// 工作台: what this person must do, by deadline, each with its reason and one button; then what others changed.
package struct DeskPage: Page {
    package static let template = "desk/desk"

    struct Item: Component {
        let title: String
        /// Why: what asks for it.
        let reason: String
        let clause: ClauseChip?
        let name: String
        let unit: String
        let href: String
        let due: String
        let left: String
        let isLate: Bool
        let action: Action
    }

    let header: PageHeader
    let tiles: [StatTile]
    let hasItems: Bool
    let items: [Item]
    let empty: EmptyState?
    let changes: Timeline?
    let quiet: String?
    let since: String

    init(_ desk: DeskSnapshot, name: String, today: CivilDate, offsetMinutes: Int, pack: PackWords) {
        let words = pack.words
        let late = desk.items.filter { $0.due.map { $0 < today } ?? false }.count
        let soon = desk.items.filter { $0.due.map { $0 >= today && $0 <= today.adding(days: 7) } ?? false }.count
        header = PageHeader(
            words("desk.greeting", ["name": name]),
            subtitle: desk.items.isEmpty
                ? words("desk.subtitle.none")
                : words("desk.subtitle", count: desk.items.count, ["late": words.number(late), "soon": words.number(soon)]))
        tiles = []
        hasItems = !desk.items.isEmpty
        items = desk.items.map { Self.item($0, today: today, pack: pack) }
        empty = desk.items.isEmpty ? EmptyState(words("desk.empty"), words("desk.empty.text")) : nil
        let time = words.time(desk.since, offsetMinutes: offsetMinutes)
        since = words("desk.since", ["time": time])
        changes =
            desk.changes.isEmpty
            ? nil
            : Timeline(
                label: words("desk.changes"), desk.changes.map { Self.event($0, today: today, offsetMinutes: offsetMinutes, pack: pack) })
        quiet = desk.changes.isEmpty ? words("desk.quiet") : nil
    }

    private static func item(_ item: DeskItem, today: CivilDate, pack: PackWords) -> Item {
        let words = pack.words
        let (href, act) = links(item)
        let clause = clauseCode(item.kind).flatMap { pack.pack?.clause($0) }
        return Item(
            title: words("desk.item.\(item.kind.rawValue)"), reason: words("desk.item.\(item.kind.rawValue).reason"),
            clause: clause.map { ClauseChip(number: $0.number ?? words($0.title), title: words($0.title)) },
            name: item.code.isEmpty ? words(item.name) : "\(item.code) \(words(item.name))", unit: words(item.unit), href: href,
            due: item.due.map(words.shortDate) ?? words("desk.no-date"), left: item.due.map { words.deadline($0, today: today) } ?? "",
            isLate: item.due.map { $0 < today } ?? false, action: Action(words("desk.item.\(item.kind.rawValue).action"), href: act))
    }

    /// Where the record is, and where the button leads.
    private static func links(_ item: DeskItem) -> (String, String) {
        let project = ProjectID(item.id), order = Route.order(OrderID(item.id)).path
        let page = Route.project(project).path
        switch item.kind {
        case .explainLight: return (page, Route.projectTab(project, .lights).path)
        case .confirmLight: return (page, Route.projectConfirmation(project).path)
        case .answerAbsence: return (page, page)
        case .reportProject: return (page, Route.projectReport(project).path)
        case .acceptOrder, .reportOrder, .finishOrder, .closeOrder: return (order, order)
        case .secondFactor: return (Route.account.path, Route.account.path)
        case .openCity: return (Route.setup.path, Route.setup.path)
        }
    }

    /// The clause of the pack that asks for it.
    private static func clauseCode(_ kind: DeskItem.Kind) -> String? {
        switch kind {
        case .explainLight, .confirmLight, .acceptOrder, .reportOrder, .finishOrder, .closeOrder: "own-supervision-rules"
        case .reportProject, .answerAbsence: "own-project-rules"
        case .secondFactor: "cybersecurity-law"
        case .openCity: nil
        }
    }

    private static func event(_ change: DeskChange, today: CivilDate, offsetMinutes: Int, pack: PackWords) -> Timeline.Event {
        let words = pack.words
        let href = change.subject == .project ? Route.project(ProjectID(change.id)).path : Route.order(OrderID(change.id)).path
        let key = "desk.change.\(change.action)"
        let what = words.catalogue.contains(key, words.locale) ? words(key) : words("desk.change.other")
        return Timeline.Event(
            when: words.time(change.at, offsetMinutes: offsetMinutes),
            relative: words.relative(change.at.civilDate(offsetMinutes: offsetMinutes), today: today),
            title: words("desk.change.title", ["what": what, "name": words(change.name)]), detail: change.payload?.note, who: change.actor,
            href: href)
    }
}
