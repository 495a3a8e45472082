import Kernel
import Localization
import Office
import Policy
import Supervision

/// Orders as a list: how many, how many late, then filters and rows.
package struct OrderListPage: Page {
    package static let template = "registers/list"

    let header: PageHeader
    let tabs: Tabs?
    let filter: FilterBar
    let hint: String?
    let table: DataTable

    init(_ page: OrderPage, query: OrderListQuery, today: CivilDate, pack: PackWords) {
        let words = pack.words
        header = PageHeader(
            words("registers.orders.title"),
            subtitle: words("registers.orders.subtitle", count: page.count, ["count": words.count(page.count)]))
        tabs = nil
        hint = nil
        filter = Self.filter(query, pack)
        table = DataTable(
            id: "orders", caption: words("registers.orders.caption"),
            columns: [
                TableColumn(words("registers.column.order")), TableColumn(words("registers.column.lead")),
                TableColumn(words("registers.column.state")), TableColumn(words("registers.column.lights"), .light),
                TableColumn(words("registers.column.progress")), TableColumn(words("registers.column.deadline"), .date),
            ],
            rows: page.lines.map { Self.row($0, today: today, pack: pack) },
            empty: EmptyState(words("registers.orders.empty"), words("registers.orders.empty.text")),
            pager: Pager(
                shown: page.lines.count, total: page.count,
                previous: query.after == nil ? nil : Route.orders(query.with { _ in }.form).path,
                next: page.next.map { next in Route.orders(query.with { $0.after = next }.form).path }, words: words))
    }

    private static func row(_ line: OrderLine, today: CivilDate, pack: PackWords) -> TableRow {
        let words = pack.words
        let order = line.order
        return TableRow(
            id: order.id.description, name: words(order.title),
            [
                TableCell(words(order.title), href: Route.order(order.id).path, second: "\(order.code) · \(pack.pillar(order.pillar))"),
                TableCell(words(line.lead)), TableCell(pack.label("order-states", order.state.rawValue)),
                TableCell(lights: pack.lights(order)),
                TableCell(
                    progress: ProgressBar(
                        label: words(order.title), percent: order.actual, planned: order.planned, text: "\(order.actual)%")),
                TableCell(words.shortDate(order.deadline), second: order.isOpen ? words.deadline(order.deadline, today: today) : nil),
            ])
    }

    private static func filter(_ query: OrderListQuery, _ pack: PackWords) -> FilterBar {
        let words = pack.words
        func options(_ choices: [(String, String)], _ chosen: String?) -> [FieldOption] {
            [FieldOption(words("registers.filter.any"), value: "", isSelected: chosen == nil)]
                + choices.map { FieldOption($0.1, value: $0.0, isSelected: $0.0 == chosen) }
        }
        let states = pack.pack?.labels.set("order-states")?.items.map { ($0.id, words($0.name)) } ?? []
        let pillars = pack.pillars.map { ($0, pack.pillar($0)) }
        let colours = [LightColour.green, .yellow, .red].map { ($0.rawValue, pack.colour($0)) }
        let yes = [("1", words("registers.filter.yes"))]
        var chips: [FilterChip] = []
        func chip(_ label: String, _ without: (inout OrderListQuery) -> Void) {
            chips.append(FilterChip(label, without: Route.orders(query.with(without).form).path))
        }
        if !query.text.isEmpty { chip("“\(query.text)”") { $0.text = "" } }
        if let state = query.state { chip(pack.label("order-states", state)) { $0.state = nil } }
        if let pillar = query.pillar { chip(pack.pillar(pillar)) { $0.pillar = nil } }
        func light(_ mark: String, _ colour: String?, _ without: (inout OrderListQuery) -> Void) {
            guard let colour else { return }
            chip("\(words("light.\(mark)")) · \(pack.colour(LightColour(rawValue: colour)))", without)
        }
        light("declared", query.declared) { $0.declared = nil }
        light("computed", query.computed) { $0.computed = nil }
        light("confirmed", query.confirmed) { $0.confirmed = nil }
        if query.isDivergent { chip(words("registers.filter.divergent")) { $0.isDivergent = false } }
        if query.isOverdue { chip(words("registers.filter.overdue")) { $0.isOverdue = false } }
        if query.isOpen { chip(words("registers.filter.open")) { $0.isOpen = false } }
        if query.unit != nil { chip(words("registers.filter.unit")) { $0.unit = nil } }
        let exported = query.with { _ in }.form
        return FilterBar(
            action: Route.orders().path, label: words("registers.orders.title"),
            search: SearchBox(value: query.text, label: words("registers.orders.search")),
            selects: [
                FilterSelect(name: "state", label: words("registers.column.state"), options(states, query.state)),
                FilterSelect(name: "pillar", label: words("registers.column.pillar"), options(pillars, query.pillar)),
                FilterSelect(name: "confirmed", label: words("light.confirmed"), options(colours, query.confirmed)),
                FilterSelect(name: "divergent", label: words("registers.filter.divergent"), options(yes, query.isDivergent ? "1" : nil)),
                FilterSelect(name: "overdue", label: words("registers.filter.overdue"), options(yes, query.isOverdue ? "1" : nil)),
            ],
            hidden: [
                ("declared", query.declared), ("computed", query.computed), ("unit", query.unit?.description),
                ("open", query.isOpen ? "1" : nil),
            ]
            .compactMap { name, value in value.map { HiddenField(name, $0) } },
            chips: chips, reset: Route.orders().path,
            exports: ["xlsx", "csv"].map { Action($0.uppercased(), href: Route.orderExport($0, exported).path, icon: "download") })
    }
}
