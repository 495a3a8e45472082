import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Operations
import Persistence
import Store
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// Runs `body` against a site with accounts and a small city, on each engine.
func withSite(
    secondFactor: SecondFactorRule = .optional,
    collections: @Sendable (Installation) throws -> [any EndpointCollection] = { _ in [] },
    _ body: @Sendable (TestSite) async throws -> Void
) async throws {
    try await withEachDatabase { database in
        let site = try await TestSite(database, secondFactor: secondFactor, collections: collections)
        try await Application(router: site.site.router()).test(.router) { client in
            site.client.withLock { $0 = client }
            try await body(site)
        }
    }
}

final class TestSite: Sendable {
    final class SettableClock: Clock {
        private let instant = Mutex(Instant(microseconds: 1_795_000_000_000_000))
        func now() -> Instant { instant.withLock { $0 } }
        func advance(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
    }
    struct Parts: Sendable {
        let callers: SessionCallers
        let accounts: AccountStore
        let tenant: TenantID
        func people(_ id: PersonID) async throws -> PersonFile { try await accounts.file(tenant: tenant, of: id) }
    }

    let clock = SettableClock()
    let site: Site
    let parts: Parts
    let client = Mutex<(any TestClientProtocol)?>(nil)
    let tenant = TenantID(1)
    let unit = OrganizationID(10), otherUnit = OrganizationID(11)
    let database: any Database
    private let account: AccountParts
    private let unitOfWork: any UnitOfWork
    private let ids: IDGenerator
    private let known = Mutex<[String: PersonID]>([:])
    var people: [String: PersonID] { known.withLock { $0 } }
    var endpoints: [Endpoint] { site.endpoints }
    var today: CivilDate { clock.now().civilDate(offsetMinutes: 480) }

    init(
        _ database: any Database, secondFactor: SecondFactorRule = .optional,
        collections: (Installation) throws -> [any EndpointCollection] = { _ in [] }
    ) async throws {
        self.database = database
        _ = try await Migration.apply(Schema.migrations, to: database, now: 0)
        ids = IDGenerator(node: 0, clock: clock)
        let unitOfWork = StoreUnitOfWork(database: database, ids: ids, clock: clock, node: 0)
        self.unitOfWork = unitOfWork
        let installation = Installation(
            database: database, ids: ids, clock: clock, node: 0, unitOfWork: unitOfWork, migrated: [])
        let tenant = tenant, units = [unit, otherUnit]
        try await database.write { connection in
            _ = try connection.execute("insert into tenants (id, name, created_at) values (\(tenant), 'x', 0)")
        }
        try await unitOfWork.write(WriteContext(tenant: tenant, actor: .system("test"), packVersion: "")) { transaction in
            let name = LocalizedText(zhHans: "澜川", zhHant: "瀾川", en: "Lanchuan")
            try transaction.save(Jurisdiction(id: .init(1), level: .province, name: name))
            try transaction.save(Jurisdiction(id: .init(2), parent: .init(1), level: .city, name: name))
            for id in units {
                try transaction.save(Organization(id: id, jurisdiction: .init(2), kind: .department, name: name, code: "\(id)"))
            }
        }
        account = try AccountParts(
            installation, tenant: tenant, keys: InstallationKeys(master: Secret([UInt8](repeating: 3, count: 32))),
            policy: PasswordPolicy(.asvs), secondFactor: secondFactor,
            cost: .init(memory: 64, passes: 1, lanes: 1))
        parts = Parts(callers: account.callers, accounts: AccountStore(database: database), tenant: tenant)
        let services = WebServices(
            renderer: try PageRenderer.bundled(pages: Serving.pages + AccountParts.pages), unitOfWork: unitOfWork,
            idempotency: IdempotencyStore(database: database, clock: clock), callers: account.callers, clock: clock,
            packVersion: { _ in "" },
            settings: WebSettings(), observer: MetricsObserver(metrics: MetricRegistry()))
        site = Site(services: services, collections: account.collections() + [try ShellPages()] + (try collections(installation)))
    }

    private var context: WriteContext { WriteContext(tenant: tenant, actor: .system("test"), packVersion: "") }

    /// A person with a role; the first password.
    func person(_ name: String, _ role: Role, at organization: OrganizationID? = nil) async throws -> String {
        let signInName = try #require(SignInName(name))
        let (person, password) = try await account.directory.add(
            name: name, title: "", organization: organization ?? unit, signInName: signInName, duty: role.duty, context: context)
        known.withLock { $0[name] = person }
        let file = try await parts.people(person)
        try await account.directory.assign(
            role, at: organization ?? unit, to: try #require(file.accounts.first), from: today, until: nil, clearance: .internal,
            context: context)
        return String(decoding: password.bytes, as: UTF8.self)
    }

    /// The same with a password already chosen.
    func ready(_ name: String, _ role: Role, at organization: OrganizationID? = nil) async throws -> String {
        let first = try await person(name, role, at: organization)
        let visitor = try await visit()
        _ = try await visitor.post("/sign-in", ["name": name, "password": first])
        let chosen = "\(ids.nextRaw()) quiet water"
        let answer = try await visitor.post("/sign-in/password", ["current": first, "password": chosen, "repeated": chosen])
        #expect(answer.status == .seeOther)
        return chosen
    }

    func signedIn(_ name: String, _ role: Role) async throws -> Visitor {
        let password = try await ready(name, role)
        let visitor = try await visit()
        let answer = try await visitor.post("/sign-in", ["name": name, "password": password])
        #expect(answer.status == .seeOther)
        _ = try await visitor.get("/account")
        return visitor
    }

    /// A browser that has seen the sign-in page.
    func visit() async throws -> Visitor {
        let client = try #require(client.withLock { $0 })
        let visitor = Visitor(client)
        _ = try await visitor.get("/sign-in")
        return visitor
    }
}

/// A browser: keeps cookies, and the form token of the page it last saw.
final class Visitor: Sendable {
    struct Answer {
        let status: HTTPResponse.Status
        let location: String?
        let body: String
    }
    private struct State { var cookies: [String: String] = [:], csrf: String? }
    private let state = Mutex(State())
    private let client: any TestClientProtocol
    var csrf: String? { state.withLock { $0.csrf } }
    var cookies: [String: String] {
        get { state.withLock { $0.cookies } }
        set { state.withLock { $0.cookies = newValue } }
    }

    init(_ client: any TestClientProtocol) { self.client = client }

    func get(_ path: String) async throws -> Answer { try await send(.get, path, nil) }

    /// Posts with the form token of the last page.
    func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
        if path != "/sign-in", path.hasPrefix("/account") || path.hasPrefix("/settings") || path == "/sign-out" {
            _ = try await get("/account")
        }
        if path.hasPrefix("/sign-in") { _ = try await get(path) }
        return try await send(.post, path, fields.merging(["csrf": csrf ?? ""]) { mine, _ in mine })
    }

    /// Posts one file with its form, as a browser does.
    func upload(_ path: String, file: String, _ content: String, _ fields: [String: String] = [:]) async throws -> Answer {
        var text = ""
        for (name, value) in fields.merging(["csrf": csrf ?? ""], uniquingKeysWith: { mine, _ in mine }) {
            text += "--part\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        text +=
            "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file)\"\r\nContent-Type: text/plain\r\n\r\n\(content)\r\n"
        return try await execute(.post, path, type: "multipart/form-data; boundary=part", ByteBuffer(string: text + "--part--\r\n"))
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ fields: [String: String]?, origin: String? = nil) async throws -> Answer {
        let body = fields.map { fields in ByteBuffer(string: FormData(fields.map { ($0.key, $0.value) }).queryString) }
        return try await execute(method, path, type: body.map { _ in "application/x-www-form-urlencoded" }, body, origin: origin)
    }

    private func execute(
        _ method: HTTPRequest.Method, _ path: String, type: String?, _ body: ByteBuffer?, origin: String? = nil
    ) async throws -> Answer {
        var headers = HTTPFields()
        let jar = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !jar.isEmpty { headers[.cookie] = jar }
        if let origin { headers[.origin] = origin }
        headers[.contentType] = type
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
        for cookie in response.headers[values: .setCookie] {
            let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
        let text = String(buffer: response.body)
        if let token = text.firstMatch(of: /name="csrf" value="([^"]*)"/)?.1 { state.withLock { $0.csrf = String(token) } }
        return Answer(status: response.status, location: response.headers[.location], body: text)
    }
}

/// Nobody listens.
struct SilentObserver: RequestObserver {
    func answered(method: String, pattern: String, status: Int, seconds: Double) {}
}
