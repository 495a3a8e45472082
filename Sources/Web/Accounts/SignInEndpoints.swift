import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office

/// Signing in: name and password, then the one-time code, then a new password where one is due; signing out.
package struct SignInEndpoints: EndpointCollection {
    let tenant: TenantID
    let desk: SignInDesk
    let own: OwnAccountDesk
    let queries: any SignInQueries
    /// Accounts a demo server shows beside the form; nil elsewhere.
    let demo: (@Sendable (LocaleTag) -> SignInPage.Demo)?

    package init(
        tenant: TenantID, desk: SignInDesk, own: OwnAccountDesk, queries: any SignInQueries,
        demo: (@Sendable (LocaleTag) -> SignInPage.Demo)? = nil
    ) {
        (self.tenant, self.desk, self.own, self.queries, self.demo) = (tenant, desk, own, queries, demo)
    }

    package var endpoints: [Endpoint] {
        [
            .get("/sign-in", .open) { visit in
                if visit.signedIn != nil { return Self.forward(visit, nil) }
                return try form(visit, name: visit.query["name"] ?? "")
            },
            .post("/sign-in", .open, signIn),
            .get("/sign-in/code", .open) { visit in
                guard try await visit.session(queries, tenant)?.stage == .secondFactor else { return visit.redirect(to: .signIn) }
                return try form(visit, asksCode: true)
            },
            .post("/sign-in/code", .open, confirm),
            .get("/sign-in/password", .open) { visit in
                guard try await visit.session(queries, tenant)?.stage == .passwordChange else { return visit.redirect(to: .signIn) }
                return try passwordPage(visit, nil)
            },
            .post("/sign-in/password", .open, changePassword),
            .post("/sign-out", .signedIn) { visit in
                if let session = try await visit.session(queries, tenant) {
                    try await desk.signOut(session, context: try visit.writeContext)
                }
                var response = visit.redirect(to: .signIn)
                response.headers[values: .setCookie].append(SessionCookie.clearing(secure: visit.services.settings.secureCookies))
                return response
            },
        ]
    }

    private func signIn(_ visit: Visit) async throws -> Response {
        let former = try await visit.session(queries, tenant)
        let name = visit.form["name"] ?? ""
        let outcome = try await desk.signIn(
            name: name, password: Secret(visit.form["password"] ?? ""), from: visit.origin(tenant), former: former?.digest)
        return try answer(visit, outcome, name: name, asksCode: false)
    }

    private func confirm(_ visit: Visit) async throws -> Response {
        guard let session = try await visit.session(queries, tenant) else { return visit.redirect(to: .signIn) }
        let outcome = try await desk.confirm(code: visit.form["code"] ?? "", session: session, from: visit.origin(tenant))
        return try answer(visit, outcome, name: "", asksCode: true)
    }

    private func answer(_ visit: Visit, _ outcome: SignInDesk.Outcome, name: String, asksCode: Bool) throws -> Response {
        switch outcome {
        case .refused(let error):
            return try form(visit, name: name, asksCode: asksCode, error: error)
        case .admitted(let token, let stage):
            var response: Response
            switch stage {
            case .secondFactor:
                var query = FormData()
                if let back = LocalPath(visit.form["return"]) { query.append("return", back.text) }
                response = visit.redirect(to: .signInCode(query))
            case .passwordChange: response = visit.redirect(to: .signInPassword)
            case .full: response = Self.forward(visit, LocalPath(visit.form["return"]))
            }
            response.headers[values: .setCookie].append(visit.cookie(token))
            return response
        }
    }

    private func form(_ visit: Visit, name: String = "", asksCode: Bool = false, error: AppError? = nil) throws -> Response {
        let back = LocalPath(visit.form["return"] ?? visit.query["return"])?.text ?? "/"
        let page = SignInPage(
            action: asksCode ? Route.signInCode().path : Route.signIn.path, returnPath: back, name: String(name.prefix(64)),
            asksCode: asksCode, error: error.map { visit.words.error($0).sentence }, demo: asksCode ? nil : demo?(visit.locale))
        let status = error.map { HTTPResponse.Status(code: $0.category.rawValue) } ?? .ok
        return try visit.page(page, title: visit.words("sign-in.title"), status: status)
    }

    private static func forward(_ visit: Visit, _ back: LocalPath?) -> Response {
        guard let back else { return visit.redirect(to: .home) }
        return Response(status: .seeOther, headers: [.location: back.text])
    }

    private func changePassword(_ visit: Visit) async throws -> Response {
        guard let session = try await visit.session(queries, tenant), session.stage == .passwordChange else {
            return visit.redirect(to: .signIn)
        }
        do {
            let token = try await own.changePassword(
                from: Secret(visit.form["current"] ?? ""), to: visit.form["password"] ?? "", repeated: visit.form["repeated"] ?? "",
                session: session, origin: visit.origin(tenant))
            var response = visit.redirect(to: .home, flash: FlashMessage(.success, "accounts.flash.password"))
            response.headers[values: .setCookie].append(visit.cookie(token))
            return response
        } catch let error as AppError where error.category == .unprocessable {
            return try passwordPage(visit, error)
        }
    }

    private func passwordPage(_ visit: Visit, _ error: AppError?) throws -> Response {
        let words = visit.words
        let page = SectionsPage(
            PageHeader(words("accounts.password.due"), subtitle: words("accounts.password.due.why")),
            sections: [
                .init(
                    "password", title: words("accounts.password.title"),
                    form: PasswordForm.form(action: Route.signInPassword.path, policy: desk.policy, error: error, words: words))
            ])
        return try visit.page(
            page, title: words("accounts.password.due"), status: error == nil ? .ok : .unprocessableContent)
    }
}

/// The three fields of a password change.
enum PasswordForm {
    static func form(action: String, policy: PasswordPolicy, error: AppError?, words: Phrases) -> Form {
        let hint = words("accounts.password.rule.\(policy.profile.rawValue)", ["minimum": String(policy.minimumLength)])
        func fault(_ column: String) -> String? {
            let own = error?.diagnostics.filter { $0.column == column } ?? []
            return own.isEmpty ? nil : own.map { words.diagnostic($0).sentence }.joined(separator: " ")
        }
        let wrong = error.flatMap { $0.code == "LT1104" ? words("accounts.password.wrong") : nil }
        return Form(
            id: "password-form", action: action,
            fields: [
                FormField(
                    .line(type: "password"), name: "current", label: words("accounts.password.current"), error: wrong, isRequired: true,
                    autocomplete: "current-password"),
                FormField(
                    .line(type: "password"), name: "password", label: words("accounts.password.new"), hint: hint, error: fault("password"),
                    isRequired: true, autocomplete: "new-password"),
                FormField(
                    .line(type: "password"), name: "repeated", label: words("accounts.password.repeat"), error: fault("repeated"),
                    isRequired: true, autocomplete: "new-password"),
            ], submit: words("accounts.password.submit"))
    }
}

extension Visit {
    /// The session this browser carries, at whatever stage, still alive.
    func session(_ queries: any SignInQueries, _ tenant: TenantID) async throws -> Session? {
        guard let cookie = request.cookies[SessionCookie.name(secure: services.settings.secureCookies)]?.value,
            let digest = SessionToken(cookie: cookie)?.digest,
            case .session(let session)? = try await queries.signedIn(tenant: tenant, digest: digest)?.proof, session.end(at: now) == nil
        else { return nil }
        return session
    }

    func origin(_ tenant: TenantID) -> SignInOrigin {
        SignInOrigin(
            tenant: tenant, address: address, agent: request.headers[.userAgent] ?? "", packVersion: services.packVersion(tenant))
    }

    func cookie(_ token: SessionToken) -> String {
        SessionCookie.setting(token.cookie, secure: services.settings.secureCookies)
    }
}
