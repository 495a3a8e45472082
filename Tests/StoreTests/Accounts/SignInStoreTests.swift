import Accounts
import Kernel
import Office
import Persistence
import Store
import TestSupport
import Testing

@Suite struct SignInStoreTests {
    /// Forty wrong passwords at the same moment: five are counted, the rest are refused, whichever engine.
    @Test func guessesSentTogetherAreCountedOneAfterTheOther() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let now = world.clock.now()
            let codes = await withTaskGroup(of: String.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        do {
                            return try await world.write { transaction in
                                let found = try transaction.attempts(keys: ["name:x", "address:a"])
                                let decision = SignInDecision.afterPassword(
                                    matched: false, account: nil, policy: .init(.asvs), byName: found["name:x"],
                                    byAddress: found["address:a"],
                                    at: now)
                                try transaction.save(decision.byName, key: "name:x")
                                try transaction.save(decision.byAddress, key: "address:a")
                                guard case .refused(let error) = decision.answer else { return "admitted" }
                                return error.code
                            }
                        } catch { return "\(error)" }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(codes.filter { $0 == "LT1104" }.count == 5 && codes.filter { $0 == "LT1102" }.count == 35)
            let stored = try await world.signIns.attempts(tenant: world.tenant, keys: ["name:x", "address:a", "name:none"])
            #expect(stored["name:x"]?.isLocked(at: now) == true && stored["address:a"]?.failures == 5 && stored["name:none"] == nil)
            try await world.write { try $0.save(nil, key: "name:x") }
            #expect(try await world.signIns.attempts(tenant: world.tenant, keys: ["name:x"]).isEmpty)
        }
    }

    @Test func aTimeStepAndARecoveryCodeWorkOnceWhoeverRaces() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (_, account) = try await world.person("totp")
            try await world.write {
                try $0.setSecondFactor(SecondFactor(sealedSecret: [1, 2], recovery: [[7], [8]]), of: account.id)
            }
            let wins = try await withThrowingTaskGroup(of: (Bool, Bool).self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await world.write { (try $0.useStep(100, of: account.id), try $0.useRecoveryCode([7], of: account.id)) }
                    }
                }
                return try await group.reduce(into: [(Bool, Bool)]()) { $0.append($1) }
            }
            #expect(wins.filter(\.0).count == 1 && wins.filter(\.1).count == 1)
            #expect(try await world.write { try $0.useStep(99, of: account.id) } == false)
            let credentials = try #require(try await world.signIns.credentials(tenant: world.tenant, of: account.id))
            #expect(credentials.secondFactor == SecondFactor(sealedSecret: [1, 2], lastUsedStep: 100, recovery: [[8]]))
            #expect(credentials.account.hasSecondFactor)
            try await world.write { try $0.setSecondFactor(nil, of: account.id) }
            #expect(try await world.signIns.credentials(tenant: world.tenant, of: account.id)?.secondFactor == nil)
        }
    }

    @Test func passwordsKeepTheirHistoryAndNamesFold() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (_, account) = try await world.person("history")
            for index in 1...4 {
                world.clock.advance(seconds: 1)
                try await world.write { try $0.setPassword(PasswordHash(phc: "h\(index)"), of: account.id, mustChange: index == 1) }
            }
            let name = try #require(SignInName("HISTORY"))
            let credentials = try #require(try await world.signIns.credentials(tenant: world.tenant, named: name))
            #expect(credentials.password?.phc == "h4" && credentials.history.map(\.phc) == ["h4", "h3", "h2", "h1"])
            #expect(!credentials.account.mustChangePassword && credentials.account.passwordSetAt == world.clock.now())
            try await world.write { try $0.rehashPassword(PasswordHash(phc: "new"), replacing: PasswordHash(phc: "gone"), of: account.id) }
            #expect(try await world.signIns.credentials(tenant: world.tenant, of: account.id)?.password?.phc == "h4")
            #expect(try await world.signIns.credentials(tenant: TenantID(2), named: name) == nil)
        }
    }

    @Test func sessionsEndAloneTogetherAndWhenTheirTimeIsOver() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (person, account) = try await world.person("session")
            let start = world.clock.now()
            func open(_ digest: UInt8) async throws {
                let session = Session(
                    digest: [digest], account: account.id, stage: .full, createdAt: world.clock.now(), address: "::1", agent: "probe")
                try await world.write { try $0.save(session) }
            }
            for digest in UInt8(1)...4 { try await open(digest) }
            let found = try #require(try await world.signIns.signedIn(tenant: world.tenant, digest: [1]))
            #expect(found.identity.account.id == account.id && found.identity.organization == person.organization)
            #expect(found.identity.directoryVersion > 0)
            #expect(try await world.signIns.signedIn(tenant: TenantID(2), digest: [1]) == nil)
            world.clock.advance(seconds: 1000)
            try await world.write { try $0.touchSession([1]) }
            try await world.write { try $0.endSessions(.one(digest: [2])) }
            func left() async throws -> [UInt8] {
                try await world.signIns.sessions(tenant: world.tenant, of: account.id).flatMap(\.digest).sorted()
            }
            #expect(try await left() == [1, 3, 4])
            try await world.write { try $0.endSessions(.expired(before: start.adding(seconds: 1800), .standard)) }
            #expect(try await left() == [1])
            try await open(5)
            try await world.write { try $0.endSessions(.all(of: account.id, keeping: [5])) }
            #expect(try await left() == [5])
            var locked = try await world.accounts.file(tenant: world.tenant, of: person.id).accounts[0]
            locked.state = .locked
            let shut = locked
            try await world.write { try $0.save(shut) }
            #expect(try await left() == [])
        }
    }

    @Test func aTokenReadsBackWithItsScopes() async throws {
        try await withEachDatabase { database in
            let world = try await AccountWorld(database)
            let (_, account) = try await world.person("token")
            let now = world.clock.now()
            var token = APIToken(
                id: world.ids.next(), account: account.id, name: "报送", digest: [4, 2], scopes: [.projectRead, .projectImport],
                createdAt: now,
                expiresAt: now.adding(seconds: 60))
            let made = token
            try await world.write { try $0.save(made) }
            #expect(try await world.signIns.presented(tenant: world.tenant, digest: [4, 2])?.proof == .token(made))
            token.revokedAt = now
            let revoked = token
            try await world.write { try $0.save(revoked) }
            #expect(try await world.signIns.apiTokens(tenant: world.tenant, of: account.id) == [revoked])
        }
    }
}
