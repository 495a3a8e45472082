import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office

/// 我的賬戶: password, second factor, sessions, API tokens.
package struct OwnAccountEndpoints: EndpointCollection {
    let tenant: TenantID
    let own: OwnAccountDesk
    let queries: any SignInQueries
    let policy: PasswordPolicy

    package init(tenant: TenantID, own: OwnAccountDesk, queries: any SignInQueries, policy: PasswordPolicy) {
        (self.tenant, self.own, self.queries, self.policy) = (tenant, own, queries, policy)
    }

    package var endpoints: [Endpoint] {
        [
            .get("/account", .action(.selfRead)) { visit in try await page(visit) },
            .post("/account/password", .action(.selfEdit), changePassword),
            .get("/account/second-factor", .action(.selfEdit)) { visit in
                let (totp, sealed) = try own.beginSecondFactor(try visit.caller.account)
                return try enrolment(visit, totp, sealed, nil)
            },
            .post("/account/second-factor", .action(.selfEdit), enrol),
            .post("/account/second-factor/removal", .action(.selfEdit)) { visit in
                let token = try await own.removeSecondFactor(
                    password: Secret(visit.form["removal-password"] ?? ""), session: try await session(visit), origin: visit.origin(tenant))
                return renewed(visit, token, "accounts.flash.second-factor-removed")
            },
            .post("/account/sessions/ending", .action(.selfEdit)) { visit in
                try await own.endSession(label: nil, of: try await session(visit), context: try visit.writeContext)
                return visit.redirect(to: .account, flash: FlashMessage(.success, "accounts.flash.sessions"))
            },
            .post("/account/sessions/{label}/ending", .action(.selfEdit)) { visit in
                try await own.endSession(
                    label: visit.parameters.get("label") ?? "", of: try await session(visit), context: try visit.writeContext)
                return visit.redirect(to: .account, flash: FlashMessage(.success, "accounts.flash.sessions"))
            },
            .post("/account/tokens", .action(.selfEdit), makeToken),
            .post("/account/tokens/{id}/revocation", .action(.selfEdit)) { visit in
                try await own.revokeToken(
                    try visit.id("id", APITokenID.self), account: try visit.caller.account, context: try visit.writeContext)
                return visit.redirect(to: .account, flash: FlashMessage(.success, "accounts.flash.token-revoked"))
            },
        ]
    }

    /// A change of access needs a browser's session: a token cannot make it.
    private func session(_ visit: Visit) async throws -> Session {
        guard let session = try await visit.session(queries, tenant), session.stage == .full else {
            throw AppError("LT1101", .unauthenticated)
        }
        return session
    }

    private func renewed(_ visit: Visit, _ token: SessionToken, _ flash: String) -> Response {
        var response = visit.redirect(to: .account, flash: FlashMessage(.success, flash))
        response.headers[values: .setCookie].append(visit.cookie(token))
        return response
    }

    private func changePassword(_ visit: Visit) async throws -> Response {
        do {
            let token = try await own.changePassword(
                from: Secret(visit.form["current"] ?? ""), to: visit.form["password"] ?? "", repeated: visit.form["repeated"] ?? "",
                session: try await session(visit), origin: visit.origin(tenant))
            return renewed(visit, token, "accounts.flash.password")
        } catch let error as AppError where error.category == .unprocessable {
            return try await page(visit, passwordError: error)
        }
    }

    private func enrol(_ visit: Visit) async throws -> Response {
        let sealed = visit.form["sealed"] ?? ""
        let words = visit.words
        do {
            let (token, recovery) = try await own.enrol(
                sealed: sealed, code: visit.form["code"] ?? "", session: try await session(visit), origin: visit.origin(tenant))
            let page = SectionsPage(
                PageHeader(words("accounts.recovery.title"), primary: Action(words("accounts.recovery.done"), href: Route.account.path)),
                sections: [
                    .init(
                        "recovery", title: words("accounts.recovery.codes"), text: words("accounts.recovery.hint"), secrets: recovery.texts)
                ])
            var response = try visit.page(page, title: words("accounts.recovery.title"))
            response.headers[values: .setCookie].append(visit.cookie(token))
            return response
        } catch let error as AppError where error.code == "LT1103" {
            return try enrolment(visit, try own.reopen(sealed, for: try visit.caller.account), sealed, error)
        }
    }

    private func enrolment(_ visit: Visit, _ totp: TOTP, _ sealed: String, _ error: AppError?) throws -> Response {
        let words = visit.words
        let uri = totp.uri(issuer: words("shell.product"), account: try visit.caller.name)
        let page = SectionsPage(
            PageHeader(words("accounts.second-factor.title"), subtitle: words("accounts.second-factor.why")),
            alert: try visit.caller.mustEnrol ? words("accounts.second-factor.required") : nil,
            sections: [
                .init(
                    "scan", title: words("accounts.second-factor.scan"), text: words("accounts.second-factor.manual"),
                    secrets: [Base32.encode(totp.secret.bytes)], code: QRCode(uri), codeLabel: words("accounts.second-factor.scan")),
                .init(
                    "confirm", title: words("accounts.second-factor.confirm"),
                    form: Form(
                        id: "enrolment", action: Route.secondFactor.path,
                        fields: [
                            FormField(
                                .line(type: "text"), name: "code", label: words("accounts.second-factor.code"),
                                error: error.map { words.error($0).sentence }, isRequired: true, autocomplete: "one-time-code")
                        ], hidden: [HiddenField("sealed", sealed)], submit: words("accounts.second-factor.submit"),
                        cancel: Route.account.path)),
            ])
        return try visit.page(
            page, title: words("accounts.second-factor.title"), breadcrumb: [Crumb(words("accounts.title"), href: Route.account.path)],
            status: error == nil ? .ok : .unprocessableContent)
    }

    private func makeToken(_ visit: Visit) async throws -> Response {
        let words = visit.words
        let caller = try visit.caller
        _ = try await session(visit)
        let scopes = Set(Accounts.Action.allCases.filter { visit.form["scope-\($0.rawValue)"] != nil })
        let text = try await own.makeToken(
            name: visit.form.text("token-name") ?? "", scopes: scopes, days: visit.form.int("days") ?? 0, account: caller.account,
            permissions: caller.permissions, context: try visit.writeContext)
        let page = SectionsPage(
            PageHeader(words("accounts.token.made"), primary: Action(words("accounts.recovery.done"), href: Route.account.path)),
            sections: [
                .init(
                    "token", title: words("accounts.token.text"), text: words("accounts.token.once"),
                    secrets: [String(decoding: text.bytes, as: UTF8.self)])
            ])
        return try visit.page(page, title: words("accounts.token.made"))
    }
}

extension OwnAccountEndpoints {
    private func page(_ visit: Visit, passwordError: AppError? = nil) async throws -> Response {
        let words = visit.words
        let caller = try visit.caller
        async let credentials = queries.credentials(tenant: tenant, of: caller.account)
        async let sessions = queries.sessions(tenant: tenant, of: caller.account)
        async let tokens = queries.apiTokens(tenant: tenant, of: caller.account)
        let present = try await visit.session(queries, tenant)
        let hasFactor = try await credentials?.secondFactor != nil
        let page = SectionsPage(
            PageHeader(
                words("accounts.title"), subtitle: "\(caller.name) · \(caller.organizationName.text(in: visit.locale))",
                secondary: [Action(words("accounts.delegation.title"), href: Route.delegations.path)]),
            sections: [
                .init(
                    "password", title: words("accounts.password.title"),
                    form: PasswordForm.form(action: Route.ownPassword.path, policy: policy, error: passwordError, words: words)),
                factor(hasFactor, words),
                sessionSection(try await sessions.filter { $0.end(at: visit.now) == nil }, present, visit),
                tokenSection(try await tokens.filter { $0.isValid(at: visit.now) }, visit),
                newToken(caller.permissions, words),
            ])
        return try visit.page(page, title: words("accounts.title"), status: passwordError == nil ? .ok : .unprocessableContent)
    }

    private func factor(_ isOn: Bool, _ words: Phrases) -> SectionsPage.Section {
        guard isOn else {
            return .init(
                "factor", title: words("accounts.second-factor.title"), text: words("accounts.second-factor.off"),
                actions: [Action(words("accounts.second-factor.begin"), href: Route.secondFactor.path)])
        }
        return .init(
            "factor", title: words("accounts.second-factor.title"), text: words("accounts.second-factor.on"),
            form: Form(
                id: "factor-removal", action: Route.secondFactorRemoval.path,
                fields: [
                    FormField(
                        .line(type: "password"), name: "removal-password", label: words("accounts.password.current"), isRequired: true,
                        autocomplete: "current-password", isHalf: true)
                ], submit: words("accounts.second-factor.remove")))
    }

    private func sessionSection(_ sessions: [Session], _ present: Session?, _ visit: Visit) -> SectionsPage.Section {
        let words = visit.words
        let rows = sessions.map { session in
            let isPresent = session.digest == present?.digest
            return TableRow(
                id: "session-\(session.label)", name: session.address,
                [
                    TableCell(session.address, second: isPresent ? words("accounts.session.present") : nil),
                    TableCell(String(session.agent.prefix(60))),
                    TableCell(visit.clockText(session.createdAt)), TableCell(visit.clockText(session.lastSeenAt)),
                ])
        }
        let others = sessions.filter { $0.digest != present?.digest }
        return .init(
            "sessions", title: words("accounts.session.title"), text: words("accounts.session.hint"),
            table: DataTable(
                id: "session-list", caption: words("accounts.session.title"),
                columns: [
                    TableColumn(words("accounts.session.address")), TableColumn(words("accounts.session.agent")),
                    TableColumn(words("accounts.session.since"), .date), TableColumn(words("accounts.session.seen"), .date),
                ], rows: rows, empty: EmptyState(words("accounts.session.title"), words("accounts.session.none"))),
            actions: others.isEmpty
                ? []
                : others.prefix(5).map {
                    Action(words("accounts.session.end", ["address": $0.address]), href: Route.ownSession($0.label).path, posts: true)
                } + [Action(words("accounts.session.end-others"), href: Route.ownSessions.path, posts: true)])
    }

    private func tokenSection(_ tokens: [APIToken], _ visit: Visit) -> SectionsPage.Section {
        let words = visit.words
        return .init(
            "tokens", title: words("accounts.token.title"), text: words("accounts.token.hint"),
            table: DataTable(
                id: "token-list", caption: words("accounts.token.title"),
                columns: [
                    TableColumn(words("accounts.token.name")), TableColumn(words("accounts.token.scopes")),
                    TableColumn(words("accounts.token.expires"), .date), TableColumn(words("accounts.token.used"), .date),
                ],
                rows: tokens.map { token in
                    TableRow(
                        id: "token-\(token.id)", name: token.name,
                        [
                            TableCell(token.name), TableCell(token.scopes.map(\.rawValue).sorted().joined(separator: " ")),
                            TableCell(visit.clockText(token.expiresAt)), TableCell(token.lastUsedAt.map(visit.clockText) ?? "—"),
                        ])
                }, empty: EmptyState(words("accounts.token.title"), words("accounts.token.none"))),
            actions: tokens.map {
                Action(words("accounts.token.revoke", ["name": $0.name]), href: Route.ownToken($0.id).path, posts: true)
            })
    }

    /// What a token may be made for on the page.
    static let offered: [Accounts.Action] = [
        .projectRead, .projectExport, .projectImport, .projectProgress, .orderRead, .orderReport, .chainRead, .auditRead,
    ]

    private func newToken(_ permissions: Permissions, _ words: Phrases) -> SectionsPage.Section {
        let fields =
            [
                FormField(.line(type: "text"), name: "token-name", label: words("accounts.token.name"), isRequired: true, isHalf: true),
                FormField(
                    .line(type: "number"), name: "days", label: words("accounts.token.days"), value: "90", isRequired: true, isHalf: true),
            ]
            + Self.offered.filter { $0.isForTokens && permissions.allows($0) }.map { action in
                FormField(
                    .checkbox(isChecked: false), name: "scope-\(action.rawValue)", label: words("accounts.action.\(action.rawValue)"),
                    value: "1", isHalf: true)
            }
        return .init(
            "new-token", title: words("accounts.token.new"),
            form: Form(id: "token-form", action: Route.ownTokens.path, fields: fields, submit: words("accounts.token.submit")))
    }
}

extension Visit {
    /// A moment by the clock on the wall: `2026-11-23 09:05`.
    func clockText(_ instant: Instant) -> String {
        let shifted = instant.adding(seconds: Int64(services.settings.offsetMinutes) * 60)
        return String(shifted.iso8601.prefix(16)).replacing("T", with: " ")
    }
}
