import Accounts
import Kernel
import Persistence
import Store
import TestSupport
import Testing

/// 三員分立 on both engines: through the ports, by SQL, and by two connections at the same moment.
@Suite struct DutySeparationTests {
    @Test func theStoreRefusesASecondDuty() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            for duty in Duty.allCases {
                let (person, account) = try await world.person("holder-\(duty.rawValue)", duty: duty)
                for role in Role.assignable {
                    let post = world.post(person, account, role)
                    let code = try await refusal { try await world.write { try $0.save(post) } }
                    let expected = role.duty == duty ? nil : role.duty.isAdministrator && duty.isAdministrator ? "LT1109" : "LT1110"
                    #expect(code == expected, "\(duty) \(role)")
                }
            }
        }
    }

    @Test func aPersonGetsNoSecondAdministratorAccount() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (person, _) = try await world.person("one", duty: .system)
            func open(_ name: String, _ duty: Duty) async throws -> String? {
                let account = Account(id: world.ids.next(), person: person.id, name: try #require(SignInName(name)), duty: duty)
                return try await refusal { try await world.write { try $0.open(account) } }
            }
            #expect(try await open("two", .audit) == "LT1109")
            #expect(try await open("three", .system) == "LT1123")
            #expect(try await open("one", .business) == "LT1116")
            #expect(try await open("four", .business) == nil)
        }
    }

    /// What someone with the database's own console could try.
    @Test func sqlCannotGiveASecondDutyEither() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (person, account) = try await world.person("sys", duty: .system)
            let post = world.post(person, account, .systemAdministrator)
            try await world.write { try $0.save(post) }
            let tenant = world.tenant, unit = world.water
            func insertPost(role: String, duty: String) -> SQL {
                """
                insert into assignments (tenant_id, id, person_id, account_id, duty, organization_id, role, from_date, clearance)
                values (\(tenant), \(world.ids.nextRaw()), \(person.id), \(account.id), \(duty), \(unit), \(role), '2026-01-01', 'internal')
                """
            }
            let attempts: [(SQL, Set<DatabaseFailure.Kind>)] = [
                (insertPost(role: "audit-administrator", duty: "audit"), [.foreignKey]),
                (insertPost(role: "audit-administrator", duty: "system"), [.check]),
                (insertPost(role: "applicant", duty: "business"), [.foreignKey]),
                (insertPost(role: "applicant", duty: "system"), [.check]),
                ("update assignments set role = 'audit-administrator' where tenant_id = \(tenant)", [.check]),
                ("update assignments set role = 'audit-administrator', duty = 'audit' where tenant_id = \(tenant)", [.foreignKey]),
                ("update accounts set duty = 'audit' where tenant_id = \(tenant)", [.foreignKey]),
                (
                    """
                    insert into accounts (tenant_id, id, person_id, name, duty, state, must_change_password, version)
                    values (\(tenant), 99, \(person.id), 'other', 'audit', 'active', 0, 1)
                    """, [.unique]
                ),
            ]
            for (sql, kinds) in attempts {
                do {
                    _ = try await database.write { try $0.execute(sql) }
                    Issue.record("accepted: \(sql.rendered(for: .sqlite).text)")
                } catch let failure as DatabaseFailure { #expect(kinds.contains(failure.kind), "\(failure)") }
            }
            // The control: the same statement with the duty the account has.
            let allowed = insertPost(role: "system-administrator", duty: "system")
            let changed = try await database.write { try $0.execute(allowed) }
            #expect(changed == 1)
        }
    }

    /// Two connections race to give one person two administrator accounts, and one account two duties' posts.
    @Test func ofTwoRacersOneIsRefused() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            for round in 0..<12 {
                let (person, _) = try await world.person("racer\(round)")
                let outcomes = await withTaskGroup(of: String.self) { group in
                    for duty in [Duty.system, .security, .audit] {
                        let id: AccountID = world.ids.next()
                        group.addTask {
                            do {
                                guard let name = SignInName("racer\(round)-\(duty.rawValue)") else { return "name" }
                                try await world.write { try $0.open(Account(id: id, person: person.id, name: name, duty: duty)) }
                                return "opened"
                            } catch let error as AppError { return error.code } catch { return "\(error)" }
                        }
                    }
                    return await group.reduce(into: [String]()) { $0.append($1) }
                }
                #expect(outcomes.sorted() == ["LT1109", "LT1109", "opened"])
                // Below the ports, without the directory's lock: the schema alone decides.
                let (other, _) = try await world.person("raw\(round)")
                let tenant = world.tenant
                let raw = await withTaskGroup(of: Bool.self) { group in
                    for duty in ["system", "audit"] {
                        let id = world.ids.nextRaw()
                        group.addTask {
                            do {
                                _ = try await database.write { connection in
                                    try connection.execute(
                                        """
                                        insert into accounts (tenant_id, id, person_id, name, duty, state, must_change_password, version)
                                        values (\(tenant), \(id), \(other.id), \("raw\(round)-\(duty)"), \(duty), 'active', 0, 1)
                                        """)
                                }
                                return true
                            } catch { return false }
                        }
                    }
                    return await group.reduce(into: [Bool]()) { $0.append($1) }
                }
                #expect(raw.filter { $0 }.count == 1)
            }
        }
    }
}
