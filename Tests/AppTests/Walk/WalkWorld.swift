import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Persistence
import Policy
import Store
import Synchronization
import Testing
import Web

@testable import App

/// The demonstration city, with two districts of its own that hold one record of each kind, and a second tenant like it.
final class WalkWorld: Sendable {
    typealias Ids = [WalkKind: [WalkPlace: String]]

    let serving: Serving
    let site: Site
    /// Unit and neighbour in one district, and a unit of another.
    let units: [WalkPlace: OrganizationID]
    private let known: Mutex<Ids>
    private let accounts: Mutex<[Role: AccountID]>
    private let folder: URL
    var ids: Ids { known.withLock { $0 } }

    static func with(_ body: @Sendable (WalkWorld) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-walk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let world = try await WalkWorld(folder)
        let result: Result<Void, any Error>
        do { result = .success(try await body(world)) } catch { result = .failure(error) }
        try await world.serving.installation.close()
        try result.get()
    }

    private init(_ folder: URL) async throws {
        let configuration = try #require(
            // What the table says is walked; that administrators enrol first has a test of its own.
            AppConfiguration.read(
                environment: [:], flags: ["data": folder.path, "metrics.enabled": "true", "accounts.second-factor": "optional"]
            ).configuration)
        let serving = try await Serving(configuration)
        (self.serving, self.folder) = (serving, folder)
        _ = try await Demonstration(serving).fill()
        try await Self.seedOther(serving)
        let units: [WalkPlace: OrganizationID] = [
            .ownUnit: serving.installation.ids.next(), .otherUnit: serving.installation.ids.next(),
            .otherJurisdiction: serving.installation.ids.next(),
        ]
        self.units = units
        let (records, holders) = try await Self.place(serving, units)
        known = Mutex(records)
        accounts = Mutex(holders)
        site = try await serving.site()
    }

    /// The same city again as another tenant: what no one here may ever see.
    private static func seedOther(_ serving: Serving) async throws {
        let files = try serving.shipped.demoFiles()
        let city = try DemoCity.read(files).shifted(to: serving.today)
        let pack = try #require(serving.packs.pack(Serving.tenant, on: serving.today))
        let seeding = DemoSeeding(city: city, pack: pack, password: PasswordHash(phc: "-"))
        let context = WriteContext(tenant: TenantID(2), actor: .system("test"), packVersion: pack.reference.description)
        _ = try await serving.installation.unitOfWork.write(context) { try seeding.seed($0) }
    }

    private static func place(_ serving: Serving, _ units: [WalkPlace: OrganizationID]) async throws -> (Ids, [Role: AccountID]) {
        let ids = serving.installation.ids
        let database = serving.installation.database
        let today = serving.today
        let tenant = Serving.tenant
        let name = LocalizedText(zhHans: "试区", zhHant: "試區", en: "Trial district")
        let root: JurisdictionID = try await database.read {
            try $0.query("select id from jurisdictions where tenant_id = \(tenant) and parent_id is null")[0].id("id")
        }
        let districts: [WalkPlace: JurisdictionID] = [.ownUnit: ids.next(), .otherJurisdiction: ids.next()]
        struct Holder { let person: PersonID, account: AccountID, assignment: AssignmentID }
        func holder() -> Holder { Holder(person: ids.next(), account: ids.next(), assignment: ids.next()) }
        let walkers = Dictionary(uniqueKeysWithValues: Role.assignable.map { ($0, holder()) })
        let people = units.mapValues { _ in holder() }
        let here = try #require(districts[.ownUnit]), there = try #require(districts[.otherJurisdiction])
        let places = units.map { place, unit in (place, unit, place == .otherJurisdiction ? there : here) }

        try await serving.installation.unitOfWork.write(Serving.localContext()) { transaction in
            for (_, district) in districts {
                try transaction.save(Jurisdiction(id: district, parent: root, level: .district, name: name))
            }
            for (place, unit, district) in places {
                try transaction.save(
                    Organization(id: unit, jurisdiction: district, kind: .district, name: name, code: "walk-\(place)"))
            }
            func open(_ holder: Holder, _ role: Role, _ unit: OrganizationID, _ name: String) throws {
                try transaction.save(Person(id: holder.person, name: name, organization: unit))
                guard let signIn = SignInName(name) else { return }
                try transaction.open(
                    Account(id: holder.account, person: holder.person, name: signIn, duty: role.duty, mustChangePassword: false))
                try transaction.save(
                    Assignment(
                        id: holder.assignment, person: holder.person, account: holder.account, organization: unit, role: role, from: today))
            }
            guard let own = units[.ownUnit] else { return }
            for (role, walker) in walkers { try open(walker, role, own, "walk-\(role.rawValue)") }
            for (place, unit, _) in places {
                guard let person = people[place] else { continue }
                try open(person, .archives, unit, "met-\("\(place)".lowercased())")
            }
        }

        var records: Ids = [:]
        for (place, holder) in people {
            records[.person, default: [:]][place] = "\(holder.person)"
            records[.account, default: [:]][place] = "\(holder.account)"
            records[.assignment, default: [:]][place] = "\(holder.assignment)"
        }
        let found: Ids = try await database.write { connection in
            var found: Ids = [:]
            func take(_ kind: WalkKind, _ sql: SQL, _ other: SQL) throws -> [Int64] {
                let rows = try connection.query(sql).map { try $0.int("id") }
                guard rows.count == 3 else { throw AppError("LT5001", .internal, ["kind": "\(kind)"]) }
                for (place, id) in zip(WalkPlace.allCases, rows) { found[kind, default: [:]][place] = "\(id)" }
                found[kind, default: [:]][.otherTenant] = try connection.first(other).map { "\(try $0.int("id"))" }
                return rows
            }
            let ordered = places.sorted { WalkPlace.allCases.firstIndex(of: $0.0) ?? 0 < WalkPlace.allCases.firstIndex(of: $1.0) ?? 0 }
            let projects = try take(
                .project, "select id from projects where tenant_id = \(tenant) and secrecy = 'internal' order by id limit 3",
                "select id from projects where tenant_id <> \(tenant) order by id limit 1")
            let orders = try take(
                .order, "select id from orders where tenant_id = \(tenant) order by id limit 3",
                "select id from orders where tenant_id <> \(tenant) order by id limit 1")
            let systems = try take(
                .system, "select id from systems where tenant_id = \(tenant) order by id limit 3",
                "select id from systems where tenant_id <> \(tenant) order by id limit 1")
            let data = try take(
                .dataResource, "select id from data_resources where tenant_id = \(tenant) order by id limit 3",
                "select id from data_resources where tenant_id <> \(tenant) order by id limit 1")
            let items = try take(
                .businessItem, "select id from business_items where tenant_id = \(tenant) order by id limit 3",
                "select id from business_items where tenant_id <> \(tenant) order by id limit 1")
            let facilities = try take(
                .facility, "select id from facilities where tenant_id = \(tenant) order by id limit 3",
                "select id from facilities where tenant_id <> \(tenant) order by id limit 1")
            // The fourth is another district's as well, and our unit builds it.
            if let own = units[.ownUnit],
                let row = try connection.first(
                    "select id from projects where tenant_id = \(tenant) and secrecy = 'internal' and id > \(projects[2]) order by id limit 1"
                )
            {
                let id = try row.int("id")
                found[.project, default: [:]][.contract] = "\(id)"
                _ = try connection.execute(
                    """
                    update projects set organization_id = \(units[.otherJurisdiction]), jurisdiction_id = \(there),
                      parties = \("contractor:\(own)") where tenant_id = \(tenant) and id = \(id)
                    """)
                _ = try connection.execute("delete from project_parties where tenant_id = \(tenant) and project_id = \(id)")
                _ = try connection.execute(
                    """
                    insert into project_parties (tenant_id, project_id, organization_id, role)
                    values (\(tenant), \(id), \(own), 'contractor')
                    """)
            }
            for (index, (_, unit, district)) in ordered.enumerated() {
                _ = try connection.execute(
                    "update projects set organization_id = \(unit), jurisdiction_id = \(district), parties = '' where tenant_id = \(tenant) and id = \(projects[index])"
                )
                _ = try connection.execute("delete from project_parties where tenant_id = \(tenant) and project_id = \(projects[index])")
                _ = try connection.execute(
                    "update orders set lead_id = \(unit), supervisor_id = \(unit) where tenant_id = \(tenant) and id = \(orders[index])")
                _ = try connection.execute("delete from order_partners where tenant_id = \(tenant) and order_id = \(orders[index])")
                _ = try connection.execute(
                    "update systems set organization_id = \(unit) where tenant_id = \(tenant) and id = \(systems[index])")
                _ = try connection.execute(
                    "update data_resources set owner_id = \(unit) where tenant_id = \(tenant) and id = \(data[index])")
                _ = try connection.execute(
                    "update facilities set owner_id = \(unit), is_shared = 0 where tenant_id = \(tenant) and id = \(facilities[index])")
                _ = try connection.execute(
                    "delete from business_item_organizations where tenant_id = \(tenant) and business_item_id = \(items[index])")
                _ = try connection.execute(
                    """
                    insert into business_item_organizations (tenant_id, business_item_id, organization_id, position)
                    values (\(tenant), \(items[index]), \(unit), 0)
                    """)
            }
            for (kind, here, there): (WalkKind, SQL, SQL) in [
                (
                    .clause, "select id from clauses where tenant_id = \(tenant) order by id limit 3",
                    "select id from clauses where tenant_id <> \(tenant) order by id limit 1"
                ),
                (
                    .goal, "select id from goals where tenant_id = \(tenant) order by id limit 3",
                    "select id from goals where tenant_id <> \(tenant) order by id limit 1"
                ),
                (
                    .organization, "select id from organizations where tenant_id = \(tenant) order by id limit 3",
                    "select id from organizations where tenant_id <> \(tenant) order by id limit 1"
                ),
            ] { _ = try take(kind, here, there) }
            for (kind, sql): (WalkKind, SQL) in [
                (.person, "select id from people where tenant_id <> \(tenant) order by id limit 1"),
                (.account, "select id from accounts where tenant_id <> \(tenant) order by id limit 1"),
                (.assignment, "select id from assignments where tenant_id <> \(tenant) order by id limit 1"),
            ] { found[kind, default: [:]][.otherTenant] = try connection.first(sql).map { "\(try $0.int("id"))" } }
            return found
        }
        records.merge(found) { $0.merging($1) { mine, _ in mine } }
        return (records, walkers.mapValues(\.account))
    }

    // MARK: Walking

    struct Pass: Sendable {
        let cookie: String
        let csrf: String
    }

    /// A new session of the account that holds `role` in the walkers' own unit.
    func pass(_ role: Role) async throws -> Pass {
        let account = try #require(accounts.withLock { $0[role] })
        let token = SessionToken(random: SystemRandomBytes())
        let now = serving.installation.clock.now()
        try await serving.installation.unitOfWork.write(Serving.localContext()) {
            try $0.save(Session(digest: token.digest, account: account, stage: .full, createdAt: now, address: "::1", agent: "walk"))
        }
        let caller = try #require(try await serving.accounts.callers.caller(session: token.cookie, address: "::1"))
        return Pass(cookie: token.cookie, csrf: try #require(caller.csrfToken))
    }

    /// An API token of that account for these actions.
    func token(_ role: Role, _ scopes: Set<Accounts.Action>) async throws -> String {
        let account = try #require(accounts.withLock { $0[role] })
        let pass = try await pass(role)
        let caller = try #require(try await serving.accounts.callers.caller(session: pass.cookie, address: "::1"))
        let (token, text) = try APIToken.make(
            id: serving.installation.ids.next(), name: "walk", scopes: scopes, days: 1, for: account, permissions: caller.permissions,
            now: serving.installation.clock.now(), random: SystemRandomBytes())
        try await serving.installation.unitOfWork.write(Serving.localContext()) { try $0.save(token) }
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// The address of a record at `place`; nil where the kind has none there.
    func address(_ pattern: String, _ path: WalkPath, at place: WalkPlace) -> String? {
        var address = pattern
        for (name, kind) in path.parameters {
            guard let value = value(kind, at: place) else { return nil }
            address = address.replacing("{\(name)}", with: value)
        }
        return address
    }

    func value(_ kind: WalkKind, at place: WalkPlace) -> String? {
        switch kind {
        case .fixed(let text), .absent(let text): text
        default: ids[kind]?[place]
        }
    }

    /// The least body of the endpoint's kind: the form token, and what the handler reads to find the record.
    func body(_ endpoint: Endpoint, _ path: WalkPath, at place: WalkPlace, csrf: String?) -> (type: String, bytes: ByteBuffer)? {
        var fields = path.fields.compactMapValues { value($0, at: place) }
        fields["csrf"] = csrf
        switch endpoint.body {
        case .none: return nil
        case .form:
            return ("application/x-www-form-urlencoded", ByteBuffer(string: FormData(fields.map { ($0.key, $0.value) }).queryString))
        case .json: return ("application/json", ByteBuffer(string: "{}"))
        case .upload:
            let parts = fields.map { "--walk\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n" }
            return ("multipart/form-data; boundary=walk", ByteBuffer(string: parts.joined() + "--walk--\r\n"))
        }
    }
}
