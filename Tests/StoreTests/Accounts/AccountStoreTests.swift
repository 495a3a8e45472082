import Accounts
import Kernel
import Office
import Persistence
import Store
import TestSupport
import Testing

@Suite struct AccountStoreTests {
    @Test func treesReadBackAndRefuseACircle() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let before = try await world.accounts.directoryVersion(tenant: world.tenant)
            var organizations = try await world.accounts.organizations(tenant: world.tenant)
            #expect(organizations.subtree(of: world.water) == [world.water, world.section])
            var water = try #require(organizations[world.water])
            water.parent = world.section
            let circle = water
            #expect(try await refusal { try await world.write { try $0.save(circle) } } == "LT1112")
            water.parent = world.schools
            water.creditCode = CreditCode("91330100799655058B")
            let moved = water
            try await world.write { try $0.save(moved) }
            #expect(try await refusal { try await world.write { try $0.save(moved) } } == "LT1120")
            organizations = try await world.accounts.organizations(tenant: world.tenant)
            #expect(organizations.path(to: world.section) == [world.section, world.water, world.schools])
            #expect(organizations[world.water]?.creditCode == moved.creditCode && organizations[world.water]?.version == 2)
            #expect(try await world.accounts.directoryVersion(tenant: world.tenant) == before + 1)
            #expect(try await world.accounts.organizations(tenant: TenantID(2)).nodes.isEmpty)
            let places = try await world.accounts.jurisdictions(tenant: world.tenant)
            #expect(places.subtree(of: world.city) == [world.city, world.district])
            let twice = Organization(
                id: .init(77), jurisdiction: world.city, kind: .department, name: AccountWorld.name("x"), code: moved.code)
            #expect(try await refusal { try await world.write { try $0.save(twice) } } == "LT1127")
        }
    }

    @Test func peopleAreFoundByNameAccountAndUnitAndPaged() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            for index in 0..<25 {
                _ = try await world.person("clerk\(index / 10)\(index % 10)", at: index % 2 == 0 ? world.water : world.schools)
            }
            _ = try await world.person("张伟")
            let odd = Person(id: world.ids.next(), name: "100%_!", organization: world.water)
            try await world.write { try $0.save(odd) }
            func names(_ change: (inout PersonFilter) -> Void) async throws -> [String] {
                var filter = PersonFilter()
                change(&filter)
                return try await world.accounts.people(tenant: world.tenant, matching: filter).map(\.person.name)
            }
            #expect(try await names { $0.text = "张" } == ["张伟"])
            #expect(try await names { $0.text = "CLERK1" }.count == 10)
            #expect(try await names { $0.text = "%_" } == ["100%_!"])
            #expect(try await names { $0.organizations = [world.schools] }.count == 12)
            #expect(try await names { $0.organizations = [] }.isEmpty)
            var seen: [String] = []
            var filter = PersonFilter()
            filter.limit = 10
            while true {
                let page = try await world.accounts.people(tenant: world.tenant, matching: filter)
                seen += page.map(\.person.name)
                guard let last = page.last else { break }
                filter.after = last.person.id
            }
            #expect(seen.count == 27 && seen == seen.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }

    @Test func aStalePersonIsRefused() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            var (person, _) = try await world.person("stale")
            person.title = "主任"
            let edited = person
            try await world.write { try $0.save(edited) }
            #expect(try await refusal { try await world.write { try $0.save(edited) } } == "LT1120")
            let file = try await world.accounts.file(tenant: world.tenant, of: person.id)
            #expect(file.person.title == "主任" && file.person.version == 2 && file.accounts.count == 1)
            #expect(try await refusal { _ = try await world.accounts.file(tenant: TenantID(2), of: edited.id) } == "LT1107")
        }
    }

    @Test func aHandoverMovesPostsDelegationsAndEndsSessions() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (giver, givers) = try await world.person("giver")
            let (taker, takers) = try await world.person("taker", at: world.schools)
            let (standIn, standIns) = try await world.person("standin")
            let lead = world.post(giver, givers, .unitLead), clerk = world.post(giver, givers, .applicant, at: world.section)
            let delegation = world.post(standIn, standIns, .unitLead, delegatedFrom: lead.id)
            let now = world.clock.now()
            let session = Session(digest: [1, 2, 3], account: givers.id, stage: .full, createdAt: now, address: "::1", agent: "x")
            let token = APIToken(
                id: world.ids.next(), account: givers.id, name: "t", digest: [9], scopes: [.projectRead], createdAt: now,
                expiresAt: now.adding(seconds: 99))
            try await world.write { transaction in
                for post in [lead, clerk, delegation] { try transaction.save(post) }
                try transaction.save(session)
                try transaction.save(token)
            }
            let today = world.today
            let handover = try await world.write { transaction in
                let files = try transaction.handoverFiles(from: giver.id, to: taker.id)
                let plan = try files.plan(on: today) { transaction.newID(AssignmentID.self) }
                try transaction.carryOut(plan)
                return plan
            }
            #expect(handover.changes.count == 6)
            let after = try await world.accounts.file(tenant: world.tenant, of: taker.id)
            #expect(
                Set(after.assignments.map(\.role)) == [.unitLead, .applicant] && after.assignments.allSatisfy { $0.account == takers.id })
            let before = try await world.accounts.assignments(tenant: world.tenant, of: givers.id)
            #expect(before.count == 2 && before.allSatisfy { !$0.holds(on: today) })
            let moved = try await world.accounts.assignments(tenant: world.tenant, of: standIns.id)
            #expect(moved.first?.delegatedFrom == after.assignments.first { $0.role == .unitLead }?.id)
            #expect(try await world.signIns.signedIn(tenant: world.tenant, digest: [1, 2, 3]) == nil)
            guard case .token(let revoked)? = try await world.signIns.presented(tenant: world.tenant, digest: [9])?.proof else {
                Issue.record("the token is gone")
                return
            }
            #expect(!revoked.isValid(at: now))
        }
    }

    /// The SQL of a scope accepts exactly the rows its domain meaning accepts.
    @Test func listConditionsAgreeWithTheDomain() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let organizations = try await world.accounts.organizations(tenant: world.tenant)
            let jurisdictions = try await world.accounts.jurisdictions(tenant: world.tenant)
            let (person, account) = try await world.person("reader")
            for role in Role.assignable where role.duty == .business {
                for clearance in [Secrecy.internal, .workSecret] {
                    let post = Assignment(
                        id: .init(1), person: person.id, account: account.id, organization: world.water, role: role, from: world.today,
                        clearance: clearance)
                    let scope = Permissions(
                        person: person.id, account: account.id, assignments: [post], organizations: organizations,
                        jurisdictions: jurisdictions, on: world.today
                    ).visible(for: .projectRead)
                    for unit in [world.water, world.section, world.schools] {
                        for secrecy in Secrecy.allCases {
                            for owner in [person.id, PersonID(5)] {
                                let found = try await StoreProbe.matches(
                                    scope, organization: unit, jurisdiction: world.city, owner: owner, secrecy: secrecy, in: database)
                                let record = Resource(organization: unit, jurisdiction: world.city, owner: owner, secrecy: secrecy)
                                #expect(found == scope.contains(record), "\(role) \(clearance) \(unit) \(secrecy)")
                            }
                        }
                    }
                }
            }
        }
    }
}
