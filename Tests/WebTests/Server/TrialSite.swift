import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Localization
import NIOCore
import Office
import Operations
import Testing

@testable import Web

/// A site of endpoints made to try the dispatcher on: no database, one person, one token.
enum TrialSite {
    static let session = "trial-session", csrf = "the-form-token-of-that-session", token = "lantu_trial"
    static let unsafe = ["/form", "/files", "/api/things", "/preferences/language", "/preferences/theme"]

    static func run(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await Application(router: try site().router()).test(.router) { try await body($0) }
    }

    static func site(secure: Bool = false) throws -> Site {
        var settings = WebSettings()
        settings.secureCookies = secure
        settings.spool = FileManager.default.temporaryDirectory.path
        let services = WebServices(
            renderer: try PageRenderer.bundled(pages: [ErrorPage.self, InsideErrorPage.self, HelpPage.self, NoticesPage.self]),
            unitOfWork: NoUnitOfWork(),
            idempotency: NoIdempotency(), callers: OneCaller(), clock: SystemClock(), packVersion: { _ in "trial@1" }, settings: settings,
            observer: NoObserver())
        return Site(services: services, collections: [try ShellPages(), TrialEndpoints()])
    }

    /// Headers of a signed-in browser.
    static func browser(_ more: HTTPFields = [:]) -> HTTPFields {
        var headers: HTTPFields = [.cookie: "lantu_session=\(session)"]
        for field in more { headers.append(field) }
        return headers
    }

    static let formType: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
}

struct TrialEndpoints: EndpointCollection {
    struct Boom: Error { let secret = "stack-frame-of-the-database" }

    var endpoints: [Endpoint] {
        [
            .get("/open", .open) { visit in Self.text(visit.query.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "|")) },
            .get("/private", .signedIn) { _ in Self.text("seen") },
            .get("/boom", .open) { _ in throw Boom() },
            .get("/api/boom", .open) { _ in throw Boom() },
            .get("/api/things", .signedIn) { visit in try visit.json(["name": "thing"]) },
            .post("/form", .signedIn) { visit in Self.text(visit.form.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "|")) },
            .post("/api/things", .signedIn, body: .json(limit: 2000)) { visit in
                try visit.json(try visit.decode([String: String].self), status: .created)
            },
            .post("/files", .signedIn, body: .upload(limit: 20_000)) { visit in
                let files = visit.uploads.map { "\($0.field):\($0.fileName):\($0.size)" }
                return Self.text((visit.form.fields.map { "\($0.name)=\($0.value)" } + files).joined(separator: "|"))
            },
            Endpoint(.get, "/slow", .open, deadline: .seconds(1)) { _ in
                try await ContinuousClock().sleep(for: .seconds(60))
                return Self.text("late")
            },
        ]
    }

    static func text(_ text: String) -> Response {
        Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

private struct OneCaller: CallerSource {
    func caller(session token: String, address: String) async throws -> Caller? {
        token == TrialSite.session ? caller(TrialSite.csrf) : nil
    }
    func caller(apiToken token: String, address: String) async throws -> Caller? { token == TrialSite.token ? caller(nil) : nil }

    private func caller(_ csrf: String?) -> Caller {
        Caller(
            tenant: TenantID(1), account: AccountID(1), person: PersonID(1), name: "王芳", organization: nil,
            organizationName: LocalizedText(zhHans: "局", zhHant: "局", en: "Bureau"), jurisdiction: nil, permissions: .system, locale: nil,
            csrfToken: csrf, isToken: csrf == nil)
    }
}

private struct NoUnitOfWork: UnitOfWork {
    func write<T: Sendable>(
        _ context: WriteContext, answer: (@Sendable (T) -> StoredAnswer)?, _ body: @Sendable @escaping (any Transaction) throws -> T
    ) async throws -> T { throw AppError("LT5001", .internal) }
}

private struct NoIdempotency: IdempotencyQueries {
    func lookUp(_ key: IdempotencyKey, tenant: TenantID, actor: Actor) async throws -> IdempotencyLookup { .fresh }
}

private struct NoObserver: RequestObserver {
    func answered(method: String, pattern: String, status: Int, seconds: Double) {}
}
