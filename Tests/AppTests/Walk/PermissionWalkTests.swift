import Accounts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Testing
import Web

@testable import App

/// Every endpoint × role × place of the record, asked as a browser and as a program would, against the permission table.
@Suite struct PermissionWalkTests {
    @Test func everyCellOfTheTableHolds() async throws {
        try await WalkWorld.with { world in
            let entered = Set(WalkMap.paths.keys)
            let unknown = world.site.endpoints.filter { WalkMap.path($0) == nil }.map(\.pattern)
            #expect(unknown.isEmpty, "say in WalkMap what these lead to: \(unknown)")
            #expect(world.site.endpoints.count > 30 && !entered.isEmpty)
            try await Application(router: world.site.router()).test(.router) { client in
                let walk = Walk(world: world, client: client)
                var cells = 0
                var faults: [String] = []
                for role in Role.assignable {
                    let found = try await walk.faults(of: role)
                    cells += found.cells
                    faults += found.faults
                }
                #expect(cells > world.site.endpoints.count * Role.assignable.count)
                #expect(faults.isEmpty, "\(faults.count) of \(cells) cells:\n\(faults.prefix(60).joined(separator: "\n"))")
                try await walk.strangersAreSentToSignIn()
                try await walk.whatIsNotServedIsRefusedByName()
                try await walk.tokensDoNoMoreThanTheirScopes()
            }
        }
    }

    /// The walk must see a page that forgot to ask, one that asks too much, and one that answers for another unit's record.
    @Test func aWrongEntryIsSeen() {
        let path = WalkPath.of(.project)
        for (role, place, status) in [
            (Role.applicant, WalkPlace.otherUnit, 200), (.applicant, .ownUnit, 403), (.applicant, .otherJurisdiction, 403),
            (.leader, .otherTenant, 200), (.systemAdministrator, .ownUnit, 404), (.inspector, .ownUnit, 500),
        ] {
            #expect(
                !WalkVerdict(.action(.projectRead), path, role: role, at: place).agrees(with: status, path), "\(role) \(place) \(status)")
        }
        #expect(WalkVerdict(.action(.projectRead), path, role: .applicant, at: .ownUnit).agrees(with: 200, path))
        #expect(WalkVerdict(.action(.projectEdit), path, role: .leader, at: .ownUnit).agrees(with: 403, path))
        #expect(WalkMap.path(.get("/nowhere/{id}", .open) { _ in Response(status: .ok) }) == nil)
    }

    /// The same on a live page: one that asks for nothing where the table asks for an administrator.
    @Test func anEndpointThatForgotToAskIsCaught() async throws {
        try await WalkWorld.with { world in
            let open = Endpoint.get("/settings/people", .open) { _ in Response(status: .ok) }
            let declared = Endpoint.get("/settings/people", .action(.userRead)) { _ in Response(status: .ok) }
            let site = Site(services: world.site.services, collections: [Forgetful(endpoints: [open])])
            try await Application(router: site.router()).test(.router) { client in
                let walk = Walk(world: world, client: client)
                let status = try await walk.ask(declared, "/settings/people", .plain, at: .ownUnit, try await world.pass(.expert))
                #expect(!WalkVerdict(declared.access, .plain, role: .expert, at: .ownUnit).agrees(with: status, .plain))
            }
        }
    }
}

private struct Forgetful: EndpointCollection { let endpoints: [Endpoint] }

struct Walk: Sendable {
    let world: WalkWorld
    let client: any TestClientProtocol

    func ask(_ endpoint: Endpoint, _ address: String, _ path: WalkPath, at place: WalkPlace, _ pass: WalkWorld.Pass) async throws -> Int {
        var headers: HTTPFields = [.cookie: "lantu_session=\(pass.cookie)"]
        let body = world.body(endpoint, path, at: place, csrf: pass.csrf)
        if let body { headers[.contentType] = body.type }
        if endpoint.method != .get, let name = HTTPField.Name("X-CSRF-Token") { headers[name] = pass.csrf }
        return try await client.execute(uri: address, method: endpoint.method, headers: headers, body: body?.bytes).status.code
    }

    func faults(of role: Role) async throws -> (cells: Int, faults: [String]) {
        var pass = try await world.pass(role)
        var cells = 0
        var faults: [String] = []
        for (endpoint, path) in world.site.endpoints.flatMap({ endpoint in WalkMap.all(endpoint).map { (endpoint, $0) } }) {
            for place in path.parameters.isEmpty ? [.ownUnit] : WalkPlace.allCases {
                if place == .contract, !path.parameters.values.contains(.project) { continue }
                guard let address = world.address(endpoint.pattern, path, at: place) else {
                    faults.append("\(endpoint.pattern): no record at \(place)")
                    continue
                }
                // Fixed words and absent things are of no tenant.
                if place == .otherTenant, path.parameters.values.allSatisfy({ world.value($0, at: .ownUnit) == world.value($0, at: place) })
                {
                    continue
                }
                cells += 1
                let status = try await ask(endpoint, address, path, at: place, pass)
                let verdict = WalkVerdict(endpoint.access, path, role: role, at: place)
                if !verdict.agrees(with: status, path) {
                    faults.append("\(role.rawValue) \(endpoint.method) \(endpoint.pattern) \(place): \(status), not \(verdict)")
                }
                if endpoint.pattern == "/sign-out" { pass = try await world.pass(role) }
            }
        }
        return (cells, faults)
    }

    /// Without a session: pages lead to the sign-in page and back, programs and forms are told 401.
    func strangersAreSentToSignIn() async throws {
        for endpoint in world.site.endpoints where endpoint.access != .open {
            guard let path = WalkMap.path(endpoint), let address = world.address(endpoint.pattern, path, at: .ownUnit) else { continue }
            for cookie in [nil, "lantu_session=\(String(repeating: "A", count: 43))"] {
                var headers = HTTPFields()
                headers[.cookie] = cookie
                let answer = try await client.execute(uri: address, method: endpoint.method, headers: headers, body: nil)
                if endpoint.method == .get, !endpoint.isAPI {
                    #expect(answer.status == .seeOther && answer.headers[.location]?.hasPrefix("/sign-in?return=%2F") == true, "\(address)")
                } else {
                    #expect(answer.status == .unauthorized, "\(endpoint.method) \(address): \(answer.status)")
                }
            }
        }
    }

    func whatIsNotServedIsRefusedByName() async throws {
        let methods = Dictionary(grouping: world.site.endpoints, by: \.pattern)
        for (pattern, endpoints) in methods {
            guard let path = WalkMap.path(endpoints[0]), let address = world.address(pattern, path, at: .ownUnit) else { continue }
            let served = Set(endpoints.map(\.method))
            for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] where !served.contains(method) {
                let answer = try await client.execute(uri: address, method: method, headers: [:], body: nil)
                #expect(answer.status == .methodNotAllowed, "\(method) \(pattern): \(answer.status)")
                #expect(answer.headers[.allow] == served.map(\.rawValue).sorted().joined(separator: ", "))
            }
        }
        #expect(try await client.execute(uri: "/no/such/place", method: .get, headers: [:], body: nil).status == .notFound)
    }

    /// A token for reading projects does that and nothing else, whatever its owner may do.
    func tokensDoNoMoreThanTheirScopes() async throws {
        for (role, scopes) in [
            (Role.portfolioOffice, Set([Accounts.Action.projectRead])), (.applicant, [.projectRead, .projectEdit]), (.leader, [.orderRead]),
        ] {
            let token = try await world.token(role, scopes)
            for endpoint in world.site.endpoints {
                guard let path = WalkMap.path(endpoint), !endpoint.pattern.hasPrefix("/sign-") else { continue }
                for place in path.parameters.values.contains(where: \.isPlaced) ? WalkPlace.allCases : [.ownUnit] {
                    guard let address = world.address(endpoint.pattern, path, at: place) else { continue }
                    var headers: HTTPFields = [.authorization: "Bearer \(token)"]
                    let body = world.body(endpoint, path, at: place, csrf: nil)
                    if let body { headers[.contentType] = body.type }
                    // A browser form has its token even where a program sends it; preferences ask for a visitor's.
                    let status = try await client.execute(uri: address, method: endpoint.method, headers: headers, body: body?.bytes).status
                        .code
                    let verdict = WalkVerdict(endpoint.access, path, role: role, at: place, only: scopes)
                    #expect(
                        verdict.agrees(with: status, path), "token of \(role.rawValue): \(endpoint.method) \(address) \(place): \(status)")
                }
            }
        }
    }
}
