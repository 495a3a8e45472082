import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office

/// 設置 → 人員與單位: people, their accounts and posts, handover, the organization tree.
package struct DirectoryEndpoints: EndpointCollection {
    let tenant: TenantID
    let desk: DirectoryDesk
    let queries: any AccountQueries

    package init(tenant: TenantID, desk: DirectoryDesk, queries: any AccountQueries) {
        (self.tenant, self.desk, self.queries) = (tenant, desk, queries)
    }

    package var endpoints: [Endpoint] {
        [
            .get("/settings/people", .action(.userRead), people),
            .get("/settings/people/new", .action(.userManage)) { visit in try await newPerson(visit, nil) },
            .post("/settings/people", .action(.userManage), addPerson),
            .get("/settings/people/{id}", .action(.userRead)) { visit in try await person(visit, nil) },
            .post("/settings/people/{id}", .action(.userManage), editPerson),
            .post("/settings/people/{id}/assignments", .action(.roleAssign), assign),
            .post("/settings/people/{id}/assignments/{assignment}/ending", .action(.roleAssign), endAssignment),
            .post("/settings/people/{id}/accounts", .action(.userManage), openAccount),
            .post("/settings/accounts/{id}/state", .action(.sessionRevoke), setState),
            .post("/settings/accounts/{id}/password", .action(.userManage), resetPassword),
            .get("/settings/people/{id}/handover", .action(.userHandover)) { visit in try await handoverPage(visit, nil) },
            .post("/settings/people/{id}/handover", .action(.userHandover), handOver),
            .get("/settings/organizations", .action(.organizationRead), organizations),
            .get("/settings/organizations/new", .action(.organizationManage)) { visit in try await organizationPage(visit, nil, nil) },
            .post("/settings/organizations", .action(.organizationManage), addOrganization),
            .get("/settings/organizations/{id}", .action(.organizationManage)) { visit in
                let tree = try await queries.organizations(tenant: tenant)
                guard let unit = tree[try visit.id("id")] else { throw AppError("LT1107", .notFound) }
                return try await organizationPage(visit, unit, nil)
            },
            .post("/settings/organizations/{id}", .action(.organizationManage), editOrganization),
            .get(
                "/api/people", .action(.userRead),
                operation: Operation(
                    "listPeople", query: [.init("q"), .init("unit", .id), .init("after", .id), .init("limit", .integer)],
                    answer: PersonResource.pageShape), peopleAPI),
            .get(
                "/api/organizations", .action(.organizationRead),
                operation: Operation("listOrganizations", answer: OrganizationResource.shape),
                organizationsAPI),
        ]
    }

    // MARK: People

    /// Whom the address asks for, as far as they may be seen.
    func personFilter(_ visit: Visit, _ tree: OrganizationTree) -> PersonFilter {
        var filter = PersonFilter()
        filter.text = visit.query.text("q") ?? ""
        filter.after = visit.query.id("after")
        filter.organizations = reachable(visit.permissions.visible(for: .userRead).open, tree)
        if let unit = visit.query.id("unit", OrganizationID.self), filter.organizations?.contains(unit) ?? true {
            filter.organizations = [unit]
        }
        return filter
    }

    private func people(_ visit: Visit) async throws -> Response {
        let tree = try await queries.organizations(tenant: tenant)
        let filter = personFilter(visit, tree)
        let rows = try await queries.people(tenant: tenant, matching: filter)
        return try visit.page(
            DirectoryPages.people(rows, tree, filter, visit), title: visit.words("accounts.people.title"))
    }

    /// Units whose people may be seen; nil: all.
    private func reachable(_ reach: Reach, _ tree: OrganizationTree) -> Set<OrganizationID>? {
        if reach.all { return nil }
        let here = tree.nodes.values.filter { reach.jurisdictions.contains($0.jurisdiction) }.map(\.id)
        return reach.organizations.union(here)
    }

    /// The person, if in sight of `action`; "not found" otherwise.
    private func file(_ visit: Visit, _ action: Accounts.Action) async throws -> (PersonFile, OrganizationTree) {
        let file = try await queries.file(tenant: tenant, of: try visit.id("id"))
        let tree = try await queries.organizations(tenant: tenant)
        try visit.permissions.require(
            action,
            on: Resource(
                organization: file.person.organization, jurisdiction: tree[file.person.organization]?.jurisdiction, owner: file.person.id))
        return (file, tree)
    }

    private func person(_ visit: Visit, _ error: AppError?) async throws -> Response {
        let (file, tree) = try await file(visit, .userRead)
        return try visit.page(
            DirectoryPages.person(file, tree, error, visit), title: file.person.name,
            breadcrumb: [Crumb(visit.words("accounts.people.title"), href: Route.people().path)],
            status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    private func newPerson(_ visit: Visit, _ error: AppError?) async throws -> Response {
        try visit.page(
            DirectoryPages.newPerson(try await queries.organizations(tenant: tenant), error, visit),
            title: visit.words("accounts.people.new"),
            breadcrumb: [Crumb(visit.words("accounts.people.title"), href: Route.people().path)],
            status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    private func addPerson(_ visit: Visit) async throws -> Response {
        do {
            let form = visit.form
            guard let name = form.text("name"), name.count <= 80 else { throw visit.wrong("accounts.person.name") }
            guard let unit = form.id("unit", OrganizationID.self) else { throw visit.wrong("accounts.person.unit") }
            guard let signIn = form.text("sign-in-name").flatMap({ SignInName($0) }) else {
                throw visit.wrong("accounts.person.sign-in-name")
            }
            let duty = form["duty"].flatMap { Duty(rawValue: $0) } ?? .business
            let (person, password) = try await desk.add(
                name: name, title: form.text("title") ?? "", organization: unit, signInName: signIn, duty: duty,
                context: try visit.writeContext)
            return try issued(visit, signIn.text, password, person)
        } catch let error as AppError where error.category == .unprocessable || error.category == .conflict {
            return try await newPerson(visit, error)
        }
    }

    /// The page that shows a first password, once.
    private func issued(_ visit: Visit, _ name: String, _ password: Secret, _ person: PersonID) throws -> Response {
        let words = visit.words
        let page = SectionsPage(
            PageHeader(words("accounts.issued.title"), primary: Action(words("accounts.issued.next"), href: Route.person(person).path)),
            sections: [
                .init(
                    "issued", title: words("accounts.issued.for", ["name": name]), text: words("accounts.issued.hint"),
                    secrets: [String(decoding: password.bytes, as: UTF8.self)])
            ])
        return try visit.page(page, title: words("accounts.issued.title"))
    }

    private func editPerson(_ visit: Visit) async throws -> Response {
        do {
            let (file, _) = try await file(visit, .userManage)
            var person = file.person
            guard let name = visit.form.text("name"), name.count <= 80 else { throw visit.wrong("accounts.person.name") }
            (person.name, person.title) = (name, visit.form.text("title") ?? "")
            (person.phone, person.email) = (visit.form.text("phone") ?? "", visit.form.text("email") ?? "")
            person.organization = visit.form.id("unit") ?? person.organization
            person.version = Int64(visit.form["version"] ?? "") ?? 0
            try await desk.save(person, context: try visit.writeContext)
            return visit.redirect(to: .person(person.id), flash: FlashMessage(.success, "accounts.flash.saved"))
        } catch let error as AppError where error.category == .unprocessable || error.category == .stale {
            return try await self.person(visit, error)
        }
    }

    private func openAccount(_ visit: Visit) async throws -> Response {
        let (file, _) = try await file(visit, .userManage)
        do {
            guard let name = visit.form.text("sign-in-name").flatMap({ SignInName($0) }) else {
                throw visit.wrong("accounts.person.sign-in-name")
            }
            guard let duty = visit.form["duty"].flatMap({ Duty(rawValue: $0) }) else { throw visit.wrong("accounts.person.duty") }
            let password = try await desk.openAccount(person: file.person, name: name, duty: duty, context: try visit.writeContext)
            return try issued(visit, name.text, password, file.person.id)
        } catch let error as AppError where error.category == .unprocessable || error.category == .conflict {
            return try await person(visit, error)
        }
    }

    // MARK: Posts and accounts

    private func assign(_ visit: Visit) async throws -> Response {
        do {
            let (file, _) = try await file(visit, .roleAssign)
            let form = visit.form
            guard let role = form["role"].flatMap({ Role(rawValue: $0) }) else { throw visit.wrong("accounts.post.role") }
            guard let unit = form.id("post-unit", OrganizationID.self) else { throw visit.wrong("accounts.person.unit") }
            guard let account = file.accounts.first(where: { $0.duty == role.duty && $0.state != .closed }) else {
                throw AppError("LT1110", .conflict, ["name": file.person.name])
            }
            try await desk.assign(
                role, at: unit, to: account, from: form.date("from") ?? visit.today, until: form.date("until"),
                clearance: form["clearance"] == Secrecy.workSecret.rawValue ? .workSecret : .internal, context: try visit.writeContext)
            return visit.redirect(to: .person(file.person.id), flash: FlashMessage(.success, "accounts.flash.assigned"))
        } catch let error as AppError where error.category == .unprocessable || error.category == .conflict || error.code == "LT1122" {
            return try await person(visit, error)
        }
    }

    private func endAssignment(_ visit: Visit) async throws -> Response {
        let (file, _) = try await file(visit, .roleAssign)
        let id = try visit.id("assignment", AssignmentID.self)
        guard let assignment = file.assignments.first(where: { $0.id == id }) else { throw AppError("LT1107", .notFound) }
        try await desk.end(assignment, on: visit.today, context: try visit.writeContext)
        return visit.redirect(to: .person(file.person.id), flash: FlashMessage(.success, "accounts.flash.ended"))
    }

    /// The account of a path, with its person in sight.
    private func account(_ visit: Visit, _ action: Accounts.Action) async throws -> Account {
        guard let person = visit.form.id("person", PersonID.self) else { throw AppError("LT1107", .notFound) }
        let file = try await queries.file(tenant: tenant, of: person)
        let tree = try await queries.organizations(tenant: tenant)
        try visit.permissions.require(
            action, on: Resource(organization: file.person.organization, jurisdiction: tree[file.person.organization]?.jurisdiction))
        let id = try visit.id("id", AccountID.self)
        guard let account = file.accounts.first(where: { $0.id == id }) else { throw AppError("LT1107", .notFound) }
        return account
    }

    private func setState(_ visit: Visit) async throws -> Response {
        let account = try await account(visit, .sessionRevoke)
        guard let state = visit.form["state"].flatMap({ Account.State(rawValue: $0) }) else { throw AppError("LT1002", .invalid) }
        try await desk.set(state, of: account, context: try visit.writeContext)
        return visit.redirect(to: .person(account.person), flash: FlashMessage(.success, "accounts.flash.saved"))
    }

    private func resetPassword(_ visit: Visit) async throws -> Response {
        let account = try await account(visit, .userManage)
        let password = try await desk.resetPassword(account, context: try visit.writeContext)
        return try issued(visit, account.name.text, password, account.person)
    }

    // MARK: Handover

    private func handoverPage(_ visit: Visit, _ error: AppError?) async throws -> Response {
        let (file, tree) = try await file(visit, .userHandover)
        var filter = PersonFilter()
        filter.limit = 200
        filter.text = visit.query.text("q") ?? ""
        let people = try await queries.people(tenant: tenant, matching: filter).filter {
            $0.person.id != file.person.id && $0.person.isActive
        }
        return try visit.page(
            DirectoryPages.handover(
                file, people.map(\.person), try await queries.charge(tenant: tenant, of: file.person.id, on: visit.today),
                try await queries.delegations(tenant: tenant, of: file.person.id, on: visit.today), tree, error, visit),
            title: visit.words("accounts.handover.title"),
            breadcrumb: [
                Crumb(visit.words("accounts.people.title"), href: Route.people().path),
                Crumb(file.person.name, href: Route.person(file.person.id).path),
            ], status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    private func handOver(_ visit: Visit) async throws -> Response {
        do {
            let (file, _) = try await file(visit, .userHandover)
            guard let taker = visit.form.id("taker", PersonID.self) else { throw visit.wrong("accounts.handover.taker") }
            let handover = try await desk.handOver(
                from: file.person.id, to: taker, on: visit.today, own: try visit.caller.person, context: try visit.writeContext)
            return visit.redirect(
                to: .person(taker), flash: FlashMessage(.success, "accounts.flash.handed-over", ["count": String(handover.changes.count)]))
        } catch let error as AppError where error.category == .unprocessable || error.category == .conflict || error.code == "LT1122" {
            return try await handoverPage(visit, error)
        }
    }

    // MARK: Organizations

    private func organizations(_ visit: Visit) async throws -> Response {
        async let organizations = queries.organizations(tenant: tenant)
        async let jurisdictions = queries.jurisdictions(tenant: tenant)
        return try visit.page(
            DirectoryPages.organizations(try await organizations, try await jurisdictions, visit),
            title: visit.words("accounts.organizations.title"))
    }

    private func organizationPage(_ visit: Visit, _ unit: Organization?, _ error: AppError?) async throws -> Response {
        async let organizations = queries.organizations(tenant: tenant)
        async let jurisdictions = queries.jurisdictions(tenant: tenant)
        let title = unit?.name.text(in: visit.locale) ?? visit.words("accounts.organizations.new")
        return try visit.page(
            DirectoryPages.organization(unit, try await organizations, try await jurisdictions, error, visit), title: title,
            breadcrumb: [Crumb(visit.words("accounts.organizations.title"), href: Route.organizations.path)],
            status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    private func addOrganization(_ visit: Visit) async throws -> Response {
        do {
            let unit = try organization(visit, id: desk.newOrganizationID(), version: 1)
            try await desk.save(unit, context: try visit.writeContext)
            return visit.redirect(to: .organizations, flash: FlashMessage(.success, "accounts.flash.saved"))
        } catch let error as AppError where [.unprocessable, .conflict, .invalid].contains(error.category) {
            return try await organizationPage(visit, nil, error)
        }
    }

    private func editOrganization(_ visit: Visit) async throws -> Response {
        let tree = try await queries.organizations(tenant: tenant)
        guard let known = tree[try visit.id("id")] else { throw AppError("LT1107", .notFound) }
        do {
            let unit = try organization(visit, id: known.id, version: Int64(visit.form["version"] ?? "") ?? 0)
            try await desk.save(unit, context: try visit.writeContext)
            return visit.redirect(to: .organizations, flash: FlashMessage(.success, "accounts.flash.saved"))
        } catch let error as AppError where [.unprocessable, .conflict, .invalid, .stale].contains(error.category) {
            return try await organizationPage(visit, known, error)
        }
    }

    private func organization(_ visit: Visit, id: OrganizationID, version: Int64) throws(AppError) -> Organization {
        let form = visit.form
        guard let hans = form.text("name-hans"), hans.count <= 120 else { throw visit.wrong("accounts.organization.name") }
        guard let code = form.text("code"), code.count <= 40 else { throw visit.wrong("accounts.organization.code") }
        guard let kind = form["kind"].flatMap({ Organization.Kind(rawValue: $0) }) else { throw visit.wrong("accounts.organization.kind") }
        guard let place = form.id("jurisdiction", JurisdictionID.self) else { throw visit.wrong("accounts.organization.jurisdiction") }
        var creditCode: CreditCode?
        if let typed = form.text("credit-code") {
            guard let read = CreditCode(typed) else { throw AppError("LT1114", .unprocessable, ["value": String(typed.prefix(40))]) }
            creditCode = read
        }
        return Organization(
            id: id, parent: form.id("parent"), jurisdiction: place, kind: kind,
            name: LocalizedText(zhHans: hans, zhHant: form.text("name-hant") ?? hans, en: form.text("name-en") ?? ""),
            creditCode: creditCode, code: code, isActive: form["active"] != nil, version: version)
    }
}

extension Visit {
    /// `LT1121` naming the field in the reader's language.
    func wrong(_ label: String) -> AppError { AppError("LT1121", .unprocessable, ["field": words(label)]) }
}
