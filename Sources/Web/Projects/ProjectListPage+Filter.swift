import Kernel
import Localization
import Office
import Planning
import Policy
import Projects

extension ProjectListPage {
    static func filter(_ content: Content, _ words: ProjectWords) -> FilterBar {
        let query = content.query
        let filter = query.filter
        func select(_ name: String, _ options: [(value: String, label: String)], chosen: [String]) -> FilterSelect {
            FilterSelect(
                name: name, label: words("projects.filter.\(name)"),
                [FieldOption(words("projects.filter.any"), value: "", isSelected: chosen.isEmpty)]
                    + options.map { FieldOption($0.label, value: $0.value, isSelected: chosen.contains($0.value)) })
        }
        let colours: [(value: String, label: String)] = [LightColour.red, .yellow, .green].map { ($0.rawValue, words.light($0).word) }
        var selects = [
            select("pillar", words.pack?.framework.pillars.map { ($0.id, words.pillar($0.id)) } ?? [], chosen: filter.pillars),
            select("stage", words.pack?.lifecycle.stages.map { ($0.id, words.stage($0.id)) } ?? [], chosen: filter.stages),
            select("confirmed", colours, chosen: (filter.lights[.confirmed] ?? []).map(\.rawValue)),
            select("divergent", [("1", words("projects.filter.divergent.only"))], chosen: filter.divergentOnly ? ["1"] : []),
            select("overdue", [("1", words("projects.filter.overdue.only"))], chosen: filter.overdueOn != nil ? ["1"] : []),
        ]
        if !content.portfolios.isEmpty {
            let chosen: [String] =
                switch filter.portfolio {
                case .own: []
                case .any: ["all"]
                case .one(let id): [id.description]
                }
            let options =
                [("all", words("projects.filter.portfolio.all"))] + content.portfolios.map { ($0.id.description, words.words($0.name)) }
            selects.append(
                FilterSelect(
                    name: "portfolio", label: words("projects.filter.portfolio"),
                    [FieldOption(words("projects.filter.portfolio.own"), value: "", isSelected: chosen.isEmpty)]
                        + options.map { FieldOption($0.1, value: $0.0, isSelected: chosen.contains($0.0)) }))
        }
        let named = Set(selects.map(\.name) + ["q", "columns"])
        let hidden = query.with { _ in }.form.fields.filter { !named.contains($0.name) }.map { HiddenField($0.name, $0.value) }
        let exports =
            content.mayExport
            ? [
                Action("XLSX", href: Route.projectExport("xlsx", query.with { _ in }.form).path, icon: "download"),
                Action("CSV", href: Route.projectExport("csv", query.with { _ in }.form).path, icon: "download"),
            ]
            : []
        let address = query.with { _ in }.form.queryString
        return FilterBar(
            action: Route.projects().path, label: words("projects.filter.label"),
            search: SearchBox(value: filter.text, label: words("projects.search")), selects: selects, hidden: hidden,
            chips: chips(query, words), reset: Route.projects().path,
            columns: ProjectColumn.allCases.map {
                ColumnChoice(words("projects.column.\($0.rawValue)"), value: $0.rawValue, isShown: query.columns.contains($0))
            },
            exports: exports,
            views: content.views.map {
                FilterView($0.name, href: "\(Route.projects().path)?\($0.query)", isCurrent: $0.query == address)
            })
    }

    private static func chips(_ query: ProjectListQuery, _ words: ProjectWords) -> [FilterChip] {
        let filter = query.filter
        var chips: [FilterChip] = []
        func chip(_ label: String, _ change: (inout ProjectFilter) -> Void) {
            chips.append(FilterChip(label, without: query.with { change(&$0.filter) }.route.path))
        }
        if !filter.text.isEmpty { chip(words("projects.chip.text", ["text": filter.text])) { $0.text = "" } }
        for value in filter.pillars { chip(words.pillar(value)) { $0.pillars.removeAll { $0 == value } } }
        for value in filter.stages { chip(words.stage(value)) { $0.stages.removeAll { $0 == value } } }
        for value in filter.classes { chip(words.projectClass(value)) { $0.classes.removeAll { $0 == value } } }
        for value in filter.organizations { chip(words.unit(value)) { $0.organizations.removeAll { $0 == value } } }
        for source in LightSource.allCases {
            for colour in filter.lights[source] ?? [] {
                chip("\(words.source(source)) \(words.light(colour).word)") { $0.lights[source]?.removeAll { $0 == colour } }
            }
        }
        if filter.divergentOnly { chip(words("projects.filter.divergent.only")) { $0.divergentOnly = false } }
        if filter.vanishedOnly { chip(words("projects.presence.vanished")) { $0.vanishedOnly = false } }
        if filter.overdueOn != nil { chip(words("projects.filter.overdue.only")) { $0.overdueOn = nil } }
        if let amounts = filter.amounts {
            let least = words.money(amounts.lowerBound, .cny)
            let most = amounts.upperBound == .max ? "" : words.money(amounts.upperBound, .cny)
            chip("\(words("projects.column.amount")) \(least)–\(most)") { $0.amounts = nil }
        }
        if let goal = filter.goal { chip(words.names.goals[goal].map { words.words($0.name) } ?? goal.description) { $0.goal = nil } }
        if let clause = filter.clause { chip(words.names.clauses[clause]?.code ?? clause.description) { $0.clause = nil } }
        return chips
    }
}
