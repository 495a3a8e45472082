import Accounts
import Kernel
import Localization

/// A person's page: who, accounts, posts; each with what the reader may change.
enum PersonSections {
    /// What passes to the taker, and how: with the posts, or by itself.
    static func charge(_ charge: Charge, _ delegations: [Delegation], _ visit: Visit) -> SectionsPage.Section {
        let words = visit.words
        func row(_ name: String, _ count: Int) -> TableRow {
            TableRow(
                id: "charge-\(name)", name: words("accounts.charge.\(name)"),
                [
                    TableCell(words("accounts.charge.\(name)")), TableCell(words.number(count)),
                    TableCell(words("accounts.charge.\(name).how")),
                ])
        }
        return .init(
            "charge", title: words("accounts.charge.title"),
            table: DataTable(
                id: "charge-list", caption: words("accounts.charge.title"),
                columns: [
                    TableColumn(words("accounts.charge.what")), TableColumn(words("accounts.charge.count"), .number),
                    TableColumn(words("accounts.charge.how")),
                ],
                rows: [
                    row("projects", charge.projects), row("orders", charge.openOrders), row("verifications", charge.verifications),
                    row("delegations", delegations.count), row("views", charge.holdings.count),
                ], empty: EmptyState(words("accounts.charge.title"), "")))
    }

    static func posts(_ file: PersonFile, _ tree: OrganizationTree, _ visit: Visit, editable: Bool) -> SectionsPage.Section {
        let words = visit.words
        let current = file.assignments.filter { $0.isAhead(of: visit.today) }
        let rows = file.assignments.sorted { $0.from > $1.from }.map { post in
            TableRow(
                id: "post-\(post.id)", name: words("accounts.role.\(post.role.rawValue)"),
                [
                    TableCell(
                        words("accounts.role.\(post.role.rawValue)"),
                        second: post.delegatedFrom == nil ? nil : words("accounts.post.stand-in")),
                    TableCell(tree[post.organization]?.name.text(in: visit.locale) ?? ""), TableCell(post.from.description),
                    TableCell(post.until?.description ?? words("accounts.post.open")),
                    TableCell(post.clearance == .workSecret ? words("accounts.secrecy.work-secret") : "—"),
                ])
        }
        return .init(
            "posts", title: words("accounts.post.title"),
            table: DataTable(
                id: "post-list", caption: words("accounts.post.title"),
                columns: [
                    TableColumn(words("accounts.post.role")), TableColumn(words("accounts.person.unit")),
                    TableColumn(words("accounts.post.from"), .date), TableColumn(words("accounts.post.until"), .date),
                    TableColumn(words("accounts.post.clearance")),
                ], rows: rows, empty: EmptyState(words("accounts.post.title"), words("accounts.post.none"))),
            actions: editable
                ? current.map {
                    Action(
                        words("accounts.post.end", ["role": words("accounts.role.\($0.role.rawValue)")]),
                        href: Route.assignmentEnding(file.person.id, $0.id).path, posts: true, confirm: words("accounts.post.end.confirm"))
                } : [])
    }
}

extension DirectoryPages {
    static func person(_ file: PersonFile, _ tree: OrganizationTree, _ error: AppError?, _ visit: Visit) -> SectionsPage {
        let words = visit.words
        let permissions = visit.permissions
        let isSelf = file.person.id == visit.signedIn?.person
        var sections: [SectionsPage.Section] = []
        if permissions.allows(.userManage) { sections.append(record(file, tree, visit)) }
        sections.append(accounts(file, visit))
        for account in file.accounts where account.state != .closed && permissions.allows(.sessionRevoke) && !isSelf {
            sections.append(state(account, file, words))
        }
        for account in file.accounts where account.state != .closed && permissions.allows(.userManage) {
            sections.append(reset(account, file, words))
        }
        let mayAssign = permissions.allows(.roleAssign) && !isSelf
        sections.append(PersonSections.posts(file, tree, visit, editable: mayAssign))
        if mayAssign, file.accounts.contains(where: { $0.state != .closed }) { sections.append(newPost(file, tree, visit)) }
        let taken = Set(file.accounts.filter { $0.state != .closed }.map(\.duty))
        if permissions.allows(.userManage), taken.count < 2 { sections.append(newAccount(file, taken, words)) }
        return SectionsPage(
            PageHeader(
                file.person.name, subtitle: tree[file.person.organization]?.name.text(in: visit.locale),
                overline: file.person.title.isEmpty ? nil : file.person.title,
                secondary: permissions.allows(.userHandover) && !isSelf
                    ? [Action(words("accounts.handover.title"), href: Route.handover(file.person.id).path)] : []),
            alert: error.map { words.error($0).sentence + " " + words.error($0).hint }, sections: sections)
    }

    private static func record(_ file: PersonFile, _ tree: OrganizationTree, _ visit: Visit) -> SectionsPage.Section {
        let (words, person) = (visit.words, file.person)
        func line(_ name: String, _ type: String, _ value: String, required: Bool = false) -> FormField {
            FormField(
                .line(type: type), name: name, label: words("accounts.person.\(name)"), value: visit.form[name] ?? value,
                isRequired: required,
                isHalf: true)
        }
        return .init(
            "record", title: words("accounts.person.record"),
            form: Form(
                id: "person-form", action: Route.person(person.id).path,
                fields: [
                    line("name", "text", person.name, required: true), line("title", "text", person.title),
                    line("phone", "tel", person.phone),
                    line("email", "email", person.email),
                    FormField(
                        .select(unitOptions(tree, selected: visit.form.id("unit") ?? person.organization, visit.locale)), name: "unit",
                        label: words("accounts.person.unit"), isRequired: true),
                ], hidden: [HiddenField("version", visit.form["version"] ?? String(person.version))],
                submit: words("accounts.organization.save")))
    }

    private static func accounts(_ file: PersonFile, _ visit: Visit) -> SectionsPage.Section {
        let words = visit.words
        return .init(
            "accounts", title: words("accounts.person.account"),
            table: DataTable(
                id: "account-list", caption: words("accounts.person.account"),
                columns: [
                    TableColumn(words("accounts.person.sign-in-name")), TableColumn(words("accounts.person.duty")),
                    TableColumn(words("accounts.person.state")), TableColumn(words("accounts.second-factor.title")),
                    TableColumn(words("accounts.person.password-set"), .date),
                ],
                rows: file.accounts.map { account in
                    TableRow(
                        id: "account-\(account.id)", name: account.name.text,
                        [
                            TableCell(account.name.text), TableCell(words("accounts.duty.\(account.duty.rawValue)")),
                            TableCell(words("accounts.state.\(account.state.rawValue)")),
                            TableCell(words(account.hasSecondFactor ? "accounts.on" : "accounts.off")),
                            TableCell(account.passwordSetAt.map(visit.clockText) ?? "—"),
                        ])
                }, empty: EmptyState(words("accounts.person.account"), words("accounts.person.no-account"))))
    }

    private static func state(_ account: Account, _ file: PersonFile, _ words: Phrases) -> SectionsPage.Section {
        let target: Account.State = account.state == .active ? .locked : .active
        let label = words("accounts.state.set.\(target.rawValue)", ["name": account.name.text])
        return .init(
            "state-\(account.id)", title: label, text: words("accounts.state.hint"),
            form: Form(
                id: "state-form-\(account.id)", action: Route.accountState(account.id).path, fields: [],
                hidden: [HiddenField("person", file.person.id.description), HiddenField("state", target.rawValue)], submit: label))
    }

    private static func reset(_ account: Account, _ file: PersonFile, _ words: Phrases) -> SectionsPage.Section {
        let label = words("accounts.reset.submit", ["name": account.name.text])
        return .init(
            "reset-\(account.id)", title: label, text: words("accounts.reset.hint"),
            form: Form(
                id: "reset-form-\(account.id)", action: Route.accountPassword(account.id).path, fields: [],
                hidden: [HiddenField("person", file.person.id.description)], submit: label))
    }

    private static func newPost(_ file: PersonFile, _ tree: OrganizationTree, _ visit: Visit) -> SectionsPage.Section {
        let (words, form) = (visit.words, visit.form)
        let duties = Set(file.accounts.filter { $0.state != .closed }.map(\.duty))
        let roles = Role.assignable.filter { duties.contains($0.duty) }.map {
            FieldOption(words("accounts.role.\($0.rawValue)"), value: $0.rawValue, isSelected: $0.rawValue == form["role"])
        }
        let levels = [Secrecy.internal, .workSecret].map { FieldOption(words("accounts.secrecy.\($0.rawValue)"), value: $0.rawValue) }
        return .init(
            "new-post", title: words("accounts.post.new"),
            form: Form(
                id: "post-form", action: Route.personRoles(file.person.id).path,
                fields: [
                    FormField(.select(roles), name: "role", label: words("accounts.post.role"), isRequired: true, isHalf: true),
                    FormField(
                        .select(unitOptions(tree, selected: form.id("post-unit") ?? file.person.organization, visit.locale)),
                        name: "post-unit",
                        label: words("accounts.person.unit"), isRequired: true, isHalf: true),
                    FormField(
                        .line(type: "date"), name: "from", label: words("accounts.post.from"),
                        value: form["from"] ?? visit.today.description,
                        isRequired: true, isHalf: true),
                    FormField(
                        .line(type: "date"), name: "until", label: words("accounts.post.until"), value: form["until"] ?? "",
                        hint: words("accounts.post.until.hint"), isHalf: true),
                    FormField(.select(levels), name: "clearance", label: words("accounts.post.clearance"), isHalf: true),
                ], submit: words("accounts.post.submit")))
    }

    private static func newAccount(_ file: PersonFile, _ taken: Set<Duty>, _ words: Phrases) -> SectionsPage.Section {
        // One administrator's duty excludes the other two.
        let closed = taken.contains(where: \.isAdministrator) ? Set(Duty.allCases.filter(\.isAdministrator)).union(taken) : taken
        return .init(
            "new-account", title: words("accounts.account.new"), text: words("accounts.person.duty.hint"),
            form: Form(
                id: "account-form", action: Route.personAccounts(file.person.id).path,
                fields: [
                    FormField(
                        .line(type: "text"), name: "sign-in-name", label: words("accounts.person.sign-in-name"),
                        hint: words("accounts.person.sign-in-name.hint"), isRequired: true, autocomplete: "off", isHalf: true),
                    FormField(
                        .select(dutyOptions(words, without: closed)), name: "duty", label: words("accounts.person.duty"), isHalf: true),
                ], submit: words("accounts.account.submit")))
    }
}
