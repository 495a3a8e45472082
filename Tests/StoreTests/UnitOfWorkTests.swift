import Kernel
import Office
import Operations
import Persistence
import Store
import TestSupport
import Testing

@Suite struct UnitOfWorkTests {
    struct Refusal: Error {}
    let tenant = TenantID(1)
    let actor = Actor.system("test")

    func world(_ database: any Database, node: Int = 0) async throws -> StoreUnitOfWork {
        _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
        _ = try await database.write { [tenant] connection in
            try connection.execute("insert into tenants (id, name, created_at) values (\(tenant), 'test', 0) on conflict do nothing")
        }
        let clock = SystemClock()
        return StoreUnitOfWork(database: database, ids: IDGenerator(node: node, clock: clock), clock: clock, node: node)
    }

    var context: WriteContext { WriteContext(tenant: tenant, actor: actor, packVersion: "city@1.0.0") }

    @Test func aRefusalLeavesNoTrace() async throws {
        try await withEachDatabase { database in
            let work = try await world(database)
            await #expect(throws: Refusal.self) {
                try await work.write(context) { tx in
                    tx.record(AuditDraft("project.edit", "project", 7))
                    throw Refusal()
                }
            }
            #expect(try await AuditStore(database: database).entries(tenant: tenant, matching: AuditFilter()).isEmpty)
        }
    }

    @Test func sixteenWritersKeepEveryChainWhole() async throws {
        try await withEachDatabase { database in
            let work = try await world(database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        for number in 0..<20 {
                            try await work.write(context) { tx in
                                tx.record(
                                    AuditDraft("project.edit", "project", Int64(writer * 100 + number), payload: .init(note: "n\(number)")))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let report = try await AuditStore(database: database).verify(anchors: [])
            #expect(report.entries == 320)
            #expect(report.findings.isEmpty)
        }
    }

    @Test func theLedgerRefusesChangeAndDeletion() async throws {
        try await withEachDatabase { database in
            let work = try await world(database)
            try await work.write(context) { tx in tx.record(AuditDraft("project.edit", "project", 1)) }
            await #expect(throws: DatabaseFailure.self) {
                try await database.write { try $0.execute("update audit_entries set actor_name = 'nobody'") }
            }
            await #expect(throws: DatabaseFailure.self) { try await database.write { try $0.execute("delete from audit_entries") } }
        }
    }

    @Test func aRepeatedKeyIsAnsweredAsTheFirstTime() async throws {
        try await withEachDatabase { database in
            let work = try await world(database)
            let store = IdempotencyStore(database: database, clock: SystemClock())
            let key = IdempotencyKey(key: "abcdefgh", payloadHash: [1, 2, 3])
            #expect(try await store.lookUp(key, tenant: tenant, actor: actor) == .fresh)
            let keyed = WriteContext(tenant: tenant, actor: actor, packVersion: "p", idempotency: key)
            _ = try await work.write(keyed, answer: { (id: Int64) in StoredAnswer(status: 201, body: "\(id)") }) { _ in Int64(42) }
            #expect(try await store.lookUp(key, tenant: tenant, actor: actor) == .answered(StoredAnswer(status: 201, body: "42")))
            let other = IdempotencyKey(key: "abcdefgh", payloadHash: [9])
            #expect(try await store.lookUp(other, tenant: tenant, actor: actor) == .conflicting)
            await #expect(throws: DatabaseFailure.self) {
                _ = try await work.write(keyed, answer: { (id: Int64) in StoredAnswer(status: 201, body: "\(id)") }) { _ in Int64(43) }
            }
        }
    }
}
