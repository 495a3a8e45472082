import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office

/// 我的賬戶 → 委託代理: who stands in for one's posts, and for whom one stands in.
package struct DelegationEndpoints: EndpointCollection {
    let tenant: TenantID
    let desk: DirectoryDesk
    let queries: any AccountQueries

    package init(tenant: TenantID, desk: DirectoryDesk, queries: any AccountQueries) {
        (self.tenant, self.desk, self.queries) = (tenant, desk, queries)
    }

    package var endpoints: [Endpoint] {
        [
            .get("/account/delegations", .action(.selfRead)) { visit in try await page(visit, nil) },
            .post("/account/delegations", .action(.selfEdit), delegate),
            .post("/account/delegations/{id}/ending", .action(.selfEdit)) { visit in
                try await desk.endDelegation(
                    try visit.id("id"), by: try person(visit), on: visit.today, context: try visit.writeContext)
                return visit.redirect(to: .delegations, flash: FlashMessage(.success, "accounts.flash.delegation-ended"))
            },
        ]
    }

    private func person(_ visit: Visit) throws -> PersonID {
        guard let person = try visit.caller.person else { throw AppError("LT1107", .notFound) }
        return person
    }

    private func delegate(_ visit: Visit) async throws -> Response {
        do {
            let form = visit.form
            guard let post = form.id("post", AssignmentID.self) else { throw visit.wrong("accounts.delegation.post") }
            guard let taker = form.id("taker", PersonID.self) else { throw visit.wrong("accounts.delegation.taker") }
            guard let from = form.date("from") else { throw visit.wrong("accounts.post.from") }
            guard let last = form.date("last") else { throw visit.wrong("accounts.delegation.last") }
            try await desk.delegate(
                post, of: try person(visit), to: taker, from: from, until: last.adding(days: 1), today: visit.today,
                context: try visit.writeContext)
            return visit.redirect(to: .delegations, flash: FlashMessage(.success, "accounts.flash.delegated"))
        } catch let error as AppError where error.category == .unprocessable || error.category == .conflict {
            return try await page(visit, error)
        }
    }

    private func page(_ visit: Visit, _ error: AppError?) async throws -> Response {
        let own = try person(visit)
        let words = visit.words
        let file = try await queries.file(tenant: tenant, of: own)
        let tree = try await queries.organizations(tenant: tenant)
        let delegations = try await queries.delegations(tenant: tenant, of: own, on: visit.today)
        let posts = file.assignments.filter {
            $0.isAhead(of: visit.today) && $0.delegatedFrom == nil && !$0.role.duty.isAdministrator
        }
        var sections = [
            list("given", delegations.filter { $0.giver.id == own }, other: \.taker, tree, visit),
            list("held", delegations.filter { $0.taker.id == own }, other: \.giver, tree, visit),
        ]
        if !posts.isEmpty { sections.append(form(posts, try await colleagues(of: file, tree), tree, error, visit)) }
        return try visit.page(
            SectionsPage(
                PageHeader(words("accounts.delegation.title"), subtitle: words("accounts.delegation.subtitle")),
                alert: error.map { words.error($0).sentence + " " + words.error($0).hint }, sections: sections),
            title: words("accounts.delegation.title"), breadcrumb: [Crumb(words("accounts.title"), href: Route.account.path)],
            status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    /// Active people of the whole unit one belongs to, sections included, oneself left out.
    private func colleagues(of file: PersonFile, _ tree: OrganizationTree) async throws -> [Person] {
        var root = file.person.organization
        if let parent = tree[root]?.parent, tree[parent]?.jurisdiction == tree[root]?.jurisdiction { root = parent }
        var filter = PersonFilter()
        filter.organizations = tree.subtree(of: root).union([root])
        filter.limit = 200
        return try await queries.people(tenant: tenant, matching: filter).map(\.person).filter { $0.isActive && $0.id != file.person.id }
    }

    private func list(
        _ name: String, _ delegations: [Delegation], other: (Delegation) -> Person, _ tree: OrganizationTree, _ visit: Visit
    ) -> SectionsPage.Section {
        let words = visit.words
        let title = words("accounts.delegation.\(name)")
        return .init(
            name, title: title,
            table: DataTable(
                id: "delegations-\(name)", caption: title,
                columns: [
                    TableColumn(words("accounts.post.role")), TableColumn(words("accounts.person.unit")),
                    TableColumn(words("accounts.delegation.\(name).who")), TableColumn(words("accounts.post.from"), .date),
                    TableColumn(words("accounts.delegation.last"), .date),
                ],
                rows: delegations.map { delegation in
                    let post = delegation.assignment
                    return TableRow(
                        id: "delegation-\(post.id)", name: other(delegation).name,
                        [
                            TableCell(words("accounts.role.\(post.role.rawValue)")),
                            TableCell(tree[post.organization]?.name.text(in: visit.locale) ?? ""), TableCell(other(delegation).name),
                            TableCell(post.from.description), TableCell(post.until?.adding(days: -1).description ?? "–"),
                        ])
                }, empty: EmptyState(words("accounts.delegation.\(name).none"), "")),
            actions: delegations.map {
                Action(
                    words("accounts.delegation.end", ["name": other($0).name]), href: Route.delegationEnding($0.assignment.id).path,
                    posts: true, confirm: words("accounts.delegation.end.confirm"))
            })
    }

    private func form(
        _ posts: [Assignment], _ people: [Person], _ tree: OrganizationTree, _ error: AppError?, _ visit: Visit
    ) -> SectionsPage.Section {
        let (words, form) = (visit.words, visit.form)
        func unit(_ id: OrganizationID) -> String { tree[id]?.name.text(in: visit.locale) ?? "" }
        func day(_ name: String, _ label: String, _ standard: CivilDate) -> FormField {
            FormField(
                .line(type: "date"), name: name, label: label, value: form[name] ?? standard.description, isRequired: true, isHalf: true)
        }
        return .init(
            "delegate", title: words("accounts.delegation.new"), text: words("accounts.delegation.hint"),
            form: Form(
                id: "delegation-form", action: Route.delegations.path,
                fields: [
                    FormField(
                        .select(
                            posts.map {
                                FieldOption(
                                    "\(words("accounts.role.\($0.role.rawValue)")) · \(unit($0.organization))", value: $0.id.description,
                                    isSelected: form["post"] == $0.id.description)
                            }), name: "post", label: words("accounts.delegation.post"), isRequired: true),
                    FormField(
                        .select(
                            people.map {
                                FieldOption(
                                    "\($0.name) · \(unit($0.organization))", value: $0.id.description,
                                    isSelected: form["taker"] == $0.id.description)
                            }), name: "taker", label: words("accounts.delegation.taker"), isRequired: true),
                    day("from", words("accounts.post.from"), visit.today),
                    day("last", words("accounts.delegation.last"), visit.today.adding(days: 6)),
                ], submit: words("accounts.delegation.submit")))
    }
}
