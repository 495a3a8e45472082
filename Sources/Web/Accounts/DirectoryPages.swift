import Accounts
import Kernel
import Localization

/// Page models of people and organizations.
enum DirectoryPages {
    static func tabs(_ words: Phrases, isPeople: Bool) -> Tabs {
        Tabs(
            label: words("accounts.settings"),
            [
                .init(words("accounts.people.title"), href: Route.people().path, isCurrent: isPeople),
                .init(words("accounts.organizations.title"), href: Route.organizations.path, isCurrent: !isPeople),
            ])
    }

    static func people(_ rows: [PersonRow], _ tree: OrganizationTree, _ filter: PersonFilter, _ visit: Visit) -> SectionsPage {
        let words = visit.words
        let lines = rows.map { row in
            let posts = row.assignments.filter { $0.isAhead(of: visit.today) }.map { words("accounts.role.\($0.role.rawValue)") }
            let accounts = row.accounts.map {
                "\($0.name)" + ($0.state == .active ? "" : " · " + words("accounts.state.\($0.state.rawValue)"))
            }
            return TableRow(
                id: "person-\(row.person.id)", name: row.person.name,
                [
                    TableCell(
                        row.person.name, href: Route.person(row.person.id).path, second: row.person.title.isEmpty ? nil : row.person.title),
                    TableCell(tree[row.person.organization]?.name.text(in: visit.locale) ?? ""),
                    TableCell(accounts.joined(separator: "、")), TableCell(posts.isEmpty ? "—" : posts.joined(separator: "、")),
                ])
        }
        var actions: [Action] = []
        if rows.count >= filter.limit, let last = rows.last {
            var query = FormData()
            for field in visit.query.fields where field.name == "q" || field.name == "unit" { query.append(field.name, field.value) }
            query.append("after", last.person.id.description)
            actions.append(Action(words("accounts.people.more"), href: Route.people(query).path))
        }
        return SectionsPage(
            PageHeader(
                words("accounts.people.title"), subtitle: words("accounts.people.subtitle"),
                primary: visit.permissions.allows(.userManage) ? Action(words("accounts.people.new"), href: Route.newPerson.path) : nil),
            tabs: tabs(words, isPeople: true), filter: filterBar(tree, filter, visit),
            sections: [
                .init(
                    "people", title: words("accounts.people.list"),
                    table: DataTable(
                        id: "people-list", caption: words("accounts.people.list"),
                        columns: [
                            TableColumn(words("accounts.person.name")), TableColumn(words("accounts.person.unit")),
                            TableColumn(words("accounts.person.account")), TableColumn(words("accounts.person.roles")),
                        ], rows: lines, empty: EmptyState(words("accounts.people.list"), words("accounts.people.none"))),
                    actions: actions)
            ])
    }

    private static func filterBar(_ tree: OrganizationTree, _ filter: PersonFilter, _ visit: Visit) -> FilterBar {
        let words = visit.words
        let unit = visit.query.id("unit", OrganizationID.self)
        var chips: [FilterChip] = []
        func without(_ name: String) -> String {
            Route.people(FormData(visit.query.fields.filter { $0.name != name && $0.name != "after" })).path
        }
        if !filter.text.isEmpty { chips.append(FilterChip("「\(filter.text)」", without: without("q"))) }
        if let unit, let node = tree[unit] { chips.append(FilterChip(node.name.text(in: visit.locale), without: without("unit"))) }
        return FilterBar(
            action: Route.people().path, label: words("accounts.people.search"),
            search: SearchBox(value: filter.text, label: words("accounts.people.search")),
            selects: [
                FilterSelect(
                    name: "unit", label: words("accounts.person.unit"),
                    [FieldOption(words("accounts.people.every-unit"), value: "", isSelected: unit == nil)]
                        + unitOptions(tree, selected: unit, visit.locale))
            ], chips: chips, reset: Route.people().path)
    }

    static func unitOptions(_ tree: OrganizationTree, selected: OrganizationID?, _ locale: LocaleTag) -> [FieldOption] {
        tree.indented.filter { $0.node.isActive || $0.node.id == selected }.map { node, depth in
            FieldOption(
                String(repeating: "　", count: depth) + node.name.text(in: locale), value: node.id.description,
                isSelected: node.id == selected)
        }
    }

    static func dutyOptions(_ words: Phrases, without taken: Set<Duty> = []) -> [FieldOption] {
        Duty.allCases.filter { !taken.contains($0) }.map { FieldOption(words("accounts.duty.\($0.rawValue)"), value: $0.rawValue) }
    }

    static func newPerson(_ tree: OrganizationTree, _ error: AppError?, _ visit: Visit) -> SectionsPage {
        let words = visit.words
        let form = visit.form
        return SectionsPage(
            PageHeader(words("accounts.people.new")), alert: error.map { words.error($0).sentence },
            sections: [
                .init(
                    "person", title: words("accounts.people.new"), text: words("accounts.people.new.hint"),
                    form: Form(
                        id: "person-form", action: Route.people().path,
                        fields: [
                            FormField(
                                .line(type: "text"), name: "name", label: words("accounts.person.name"), value: form["name"] ?? "",
                                isRequired: true, isHalf: true),
                            FormField(
                                .line(type: "text"), name: "title", label: words("accounts.person.title"), value: form["title"] ?? "",
                                isHalf: true),
                            FormField(
                                .select(unitOptions(tree, selected: form.id("unit"), visit.locale)), name: "unit",
                                label: words("accounts.person.unit"), isRequired: true),
                            FormField(
                                .line(type: "text"), name: "sign-in-name", label: words("accounts.person.sign-in-name"),
                                value: form["sign-in-name"] ?? "", hint: words("accounts.person.sign-in-name.hint"), isRequired: true,
                                autocomplete: "off", isHalf: true),
                            FormField(
                                .select(dutyOptions(words)), name: "duty", label: words("accounts.person.duty"),
                                hint: words("accounts.person.duty.hint"), isHalf: true),
                        ], submit: words("accounts.people.add"), cancel: Route.people().path))
            ])
    }

    static func handover(
        _ file: PersonFile, _ people: [Person], _ charge: Charge, _ delegations: [Delegation], _ tree: OrganizationTree, _ error: AppError?,
        _ visit: Visit
    ) -> SectionsPage {
        let words = visit.words
        let options = people.map { person in
            FieldOption("\(person.name) · \(tree[person.organization]?.name.text(in: visit.locale) ?? "")", value: person.id.description)
        }
        return SectionsPage(
            PageHeader(words("accounts.handover.title"), subtitle: file.person.name), alert: error.map { words.error($0).sentence },
            sections: [
                .init(
                    "handover", title: words("accounts.handover.what"), text: words("accounts.handover.hint"),
                    form: Form(
                        id: "handover-form", action: Route.handover(file.person.id).path,
                        fields: [FormField(.select(options), name: "taker", label: words("accounts.handover.taker"), isRequired: true)],
                        submit: words("accounts.handover.submit"), cancel: Route.person(file.person.id).path)),
                PersonSections.charge(charge, delegations, visit),
                PersonSections.posts(file, tree, visit, editable: false),
            ])
    }

    static func organizations(_ tree: OrganizationTree, _ places: JurisdictionTree, _ visit: Visit) -> SectionsPage {
        let words = visit.words
        let mayEdit = visit.permissions.allows(.organizationManage)
        let rows = tree.indented.map { node, depth in
            TableRow(
                id: "unit-\(node.id)", name: node.name.text(in: visit.locale),
                [
                    TableCell(
                        String(repeating: "　", count: depth) + node.name.text(in: visit.locale),
                        href: mayEdit ? Route.organization(node.id).path : nil,
                        second: node.isActive ? nil : words("accounts.organization.inactive")),
                    TableCell(words("accounts.kind.\(node.kind.rawValue)")),
                    TableCell(places[node.jurisdiction]?.name.text(in: visit.locale) ?? ""),
                    TableCell(node.code), TableCell(node.creditCode?.text ?? "—"),
                ])
        }
        return SectionsPage(
            PageHeader(
                words("accounts.organizations.title"), subtitle: words("accounts.organizations.subtitle"),
                primary: mayEdit ? Action(words("accounts.organizations.new"), href: Route.newOrganization.path) : nil),
            tabs: tabs(words, isPeople: false),
            sections: [
                .init(
                    "units", title: words("accounts.organizations.list"),
                    table: DataTable(
                        id: "unit-list", caption: words("accounts.organizations.list"),
                        columns: [
                            TableColumn(words("accounts.organization.name")), TableColumn(words("accounts.organization.kind")),
                            TableColumn(words("accounts.organization.jurisdiction")), TableColumn(words("accounts.organization.code")),
                            TableColumn(words("accounts.organization.credit-code")),
                        ], rows: rows, empty: EmptyState(words("accounts.organizations.list"), words("accounts.organizations.none"))))
            ])
    }

    static func organization(
        _ unit: Organization?, _ tree: OrganizationTree, _ places: JurisdictionTree, _ error: AppError?, _ visit: Visit
    ) -> SectionsPage {
        let words = visit.words
        let form = visit.form
        func value(_ name: String, _ stored: String?) -> String { form[name] ?? stored ?? "" }
        let kind = form["kind"] ?? unit?.kind.rawValue ?? Organization.Kind.department.rawValue
        let parent = form.id("parent") ?? unit?.parent
        let below = unit.map { tree.subtree(of: $0.id) } ?? []
        let parents =
            [FieldOption(words("accounts.organization.no-parent"), value: "", isSelected: parent == nil)]
            + tree.indented.filter { !below.contains($0.node.id) }.map { node, depth in
                FieldOption(
                    String(repeating: "　", count: depth) + node.name.text(in: visit.locale), value: node.id.description,
                    isSelected: node.id == parent)
            }
        let placeOptions = places.indented.map { node, depth in
            FieldOption(
                String(repeating: "　", count: depth) + node.name.text(in: visit.locale), value: node.id.description,
                isSelected: node.id == (form.id("jurisdiction") ?? unit?.jurisdiction))
        }
        let kinds = Organization.Kind.allCases.map {
            FieldOption(words("accounts.kind.\($0.rawValue)"), value: $0.rawValue, isSelected: $0.rawValue == kind)
        }
        let fields = [
            FormField(
                .line(type: "text"), name: "name-hans", label: words("accounts.organization.name-hans"),
                value: value("name-hans", unit?.name.zhHans),
                isRequired: true),
            FormField(
                .line(type: "text"), name: "name-hant", label: words("accounts.organization.name-hant"),
                value: value("name-hant", unit?.name.zhHant),
                isHalf: true),
            FormField(
                .line(type: "text"), name: "name-en", label: words("accounts.organization.name-en"), value: value("name-en", unit?.name.en),
                isHalf: true),
            FormField(
                .line(type: "text"), name: "code", label: words("accounts.organization.code"), value: value("code", unit?.code),
                isRequired: true,
                isHalf: true),
            FormField(
                .line(type: "text"), name: "credit-code", label: words("accounts.organization.credit-code"),
                value: value("credit-code", unit?.creditCode?.text), hint: words("accounts.organization.credit-code.hint"), isHalf: true),
            FormField(.select(kinds), name: "kind", label: words("accounts.organization.kind"), isHalf: true),
            FormField(
                .select(placeOptions), name: "jurisdiction", label: words("accounts.organization.jurisdiction"), isRequired: true,
                isHalf: true),
            FormField(.select(parents), name: "parent", label: words("accounts.organization.parent")),
            FormField(
                .checkbox(isChecked: unit?.isActive ?? true), name: "active", label: words("accounts.organization.active"), value: "1"),
        ]
        return SectionsPage(
            PageHeader(unit?.name.text(in: visit.locale) ?? words("accounts.organizations.new")),
            alert: error.map { words.error($0).sentence },
            sections: [
                .init(
                    "unit", title: words("accounts.organization.record"),
                    form: Form(
                        id: "unit-form", action: unit.map { Route.organization($0.id).path } ?? Route.organizations.path, fields: fields,
                        hidden: unit.map { [HiddenField("version", form["version"] ?? String($0.version))] } ?? [],
                        submit: words("accounts.organization.save"), cancel: Route.organizations.path))
            ])
    }
}
