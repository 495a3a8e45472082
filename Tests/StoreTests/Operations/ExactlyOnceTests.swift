import Kernel
import Office
import Operations
import Persistence
import Store
import TestSupport
import Testing

/// R7: a client whose connection dies after the commit sends its command again.
@Suite struct ExactlyOnceTests {
    /// The road of a command with a key: look up, else run; a repeat that ran meanwhile is answered from the record.
    private func send(_ world: OfficeWorld, _ number: Int, key: String?) async throws -> StoredAnswer {
        let lookup = IdempotencyStore(database: world.database, clock: world.clock)
        let key = key.map { IdempotencyKey(key: $0, payloadHash: [UInt8(truncatingIfNeeded: number)]) }
        if let key, case .answered(let answer) = try await lookup.lookUp(key, tenant: world.tenant, actor: world.context.actor) {
            return answer
        }
        let context = WriteContext(tenant: world.tenant, actor: world.context.actor, packVersion: "-", idempotency: key)
        do {
            let answer: @Sendable (ProjectID) -> StoredAnswer = { StoredAnswer(status: 201, body: "{\"id\":\"\($0)\"}") }
            return answer(
                try await world.work.write(context, answer: answer) { tx in
                    tx.record(AuditDraft("project.create", "project", Int64(number)))
                    return tx.newID(ProjectID.self)
                })
        } catch let error as DatabaseFailure where error.kind == .unique {
            guard let key, case .answered(let answer) = try await lookup.lookUp(key, tenant: world.tenant, actor: world.context.actor)
            else {
                throw error
            }
            return answer
        }
    }

    private func effects(_ world: OfficeWorld) async throws -> Int64 {
        try await world.database.read { try $0.count("select count(*) from audit_entries where action = 'project.create'") }
    }

    @Test("A thousand commands, each sent two to four times at once and after another, take effect once with one answer")
    func retries() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<8 {
                    group.addTask {
                        for number in stride(from: lane, to: 1000, by: 8) {
                            async let first = send(world, number, key: "k\(number)")
                            async let second = send(world, number, key: "k\(number)")
                            var answers = Set([try await first, try await second])
                            if number % 3 == 0 { answers.insert(try await send(world, number, key: "k\(number)")) }
                            #expect(answers.count == 1, "command \(number) was answered in two ways")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await effects(world) == 1000)
            #expect(try await AuditStore(database: database).verify(anchors: []).findings.isEmpty)
        }
    }

    @Test("Without a key the same retries do take effect twice: the test can fail") func negativeControl() async throws {
        try await withSQLite { database in
            let world = try await OfficeWorld(database)
            for _ in 0..<2 { _ = try await send(world, 1, key: nil) }
            #expect(try await effects(world) == 2)
        }
    }

    @Test func aKeyWithAnotherPayloadConflicts() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            _ = try await send(world, 1, key: "k")
            let lookup = IdempotencyStore(database: database, clock: world.clock)
            let other = IdempotencyKey(key: "k", payloadHash: [9])
            #expect(try await lookup.lookUp(other, tenant: world.tenant, actor: world.context.actor) == .conflicting)
        }
    }
}
