import Kernel
import Office
import Operations
import Persistence
import Store
import TestSupport
import Testing

@Suite struct JobStoreTests {
    private func enqueue(_ world: OfficeWorld, _ key: String = "k", kind: String = "import") async throws -> JobID {
        try await world.write { try $0.enqueue(kind: kind, key: key, payload: "{}") }
    }

    @Test func aJobIsQueuedOncePerKindAndKey() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let first = try await enqueue(world)
            #expect(try await enqueue(world) == first)
            #expect(try await enqueue(world, "other") != first)
            #expect(try await enqueue(world, kind: "export") != first)
        }
    }

    @Test func sixteenClaimersShareOutTheJobsWithoutOverlap() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            for number in 0..<24 { _ = try await enqueue(world, "\(number)") }
            let store = JobStore(database: database)
            let claimed = try await withThrowingTaskGroup(of: [JobID].self) { group in
                for node in 0..<16 {
                    group.addTask {
                        var mine: [JobID] = []
                        while let claim = try await store.claim(kinds: ["import"], node: node, leaseMilliseconds: 60_000) {
                            mine.append(claim.job.id)
                        }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 24 && Set(claimed).count == 24)
        }
    }

    @Test func aLateWorkerWritesNothing() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            _ = try await enqueue(world)
            let store = JobStore(database: database)
            let late = try #require(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 1500))
            #expect(try await store.claim(kinds: ["import"], node: 1, leaseMilliseconds: 60_000) == nil)
            try await Task.sleep(for: .milliseconds(1600))
            let next = try #require(try await store.claim(kinds: ["import"], node: 1, leaseMilliseconds: 60_000))
            #expect(next.job.id == late.job.id && next.lease.token > late.lease.token)

            let lateContext = JobContext(job: late.job, lease: late.lease, queue: store, unitOfWork: world.work)
            await #expect(throws: JobInterruption.leaseLost) {
                try await lateContext.write { $0.record(AuditDraft("project.edit", "project", 1)) }
            }
            await #expect(throws: JobInterruption.leaseLost) { try await lateContext.report(done: 9, of: nil) }
            await #expect(throws: JobInterruption.leaseLost) { try await store.succeed(late.lease, result: "{}") }
            await #expect(throws: JobInterruption.leaseLost) { _ = try await store.renew(late.lease, leaseMilliseconds: 1000) }
            #expect(try await AuditStore(database: database).entries(tenant: world.tenant, matching: .init()).isEmpty)

            let context = JobContext(job: next.job, lease: next.lease, queue: store, unitOfWork: world.work)
            try await context.write { $0.record(AuditDraft("project.edit", "project", 1)) }
            try await store.succeed(next.lease, result: "{\"rows\":3}")
            let done = try #require(try await store.job(next.job.id, tenant: world.tenant))
            #expect(done.state == .succeeded && done.result == "{\"rows\":3}" && done.finishedAt != nil)
        }
    }

    @Test func aCheckpointOutlivesItsWorker() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let id = try await enqueue(world)
            let store = JobStore(database: database)
            let first = try #require(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 30))
            try await world.write { tx in
                try tx.hold(first.lease)
                try tx.saveCheckpoint("{\"line\":500}", of: first.lease)
            }
            try await store.report(.init(done: 500, total: 900, message: "import.reading"), of: first.lease)
            try await Task.sleep(for: .milliseconds(80))
            let second = try #require(try await store.claim(kinds: ["import"], node: 1, leaseMilliseconds: 1000))
            #expect(second.job.id == id && second.job.checkpoint == "{\"line\":500}" && second.job.attempts == 2)
            #expect(second.job.progress == .init(done: 500, total: 900, message: "import.reading"))
        }
    }

    @Test func failuresAreRetriedWithBackOffAndThenGivenUp() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let id = try await enqueue(world)
            let store = JobStore(database: database)
            for attempt in 1...Int(JobStore.mostAttempts) {
                let claim = try #require(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 1000))
                #expect(claim.job.attempts == attempt)
                // The first wait is long enough to be seen on a busy machine; the others only have to end.
                let delay: Int64 = attempt == 1 ? 1500 : 1
                try await store.fail(claim.lease, error: "LT5101", retryAfterMilliseconds: delay)
                if attempt == 1 { #expect(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 1000) == nil) }
                try await Task.sleep(for: .milliseconds(delay + 50))
            }
            #expect(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 1000) == nil)
            #expect(try await store.job(id, tenant: world.tenant)?.state == .failed)
            #expect(try await world.write { try $0.requeue(id) })
            #expect(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 1000) != nil)
        }
    }

    @Test func aJobThatKillsItsWorkersIsGivenUp() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let id = try await enqueue(world)
            let store = JobStore(database: database)
            for _ in 1...JobStore.mostAttempts {
                _ = try #require(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 10))
                try await Task.sleep(for: .milliseconds(40))
            }
            #expect(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 10) == nil)
            let job = try await store.job(id, tenant: world.tenant)
            #expect(job?.state == .failed && job?.error == "LT5102")
        }
    }

    @Test func cancelEndsAQueuedJobAndAsksARunningOne() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let store = JobStore(database: database)
            let queued = try await enqueue(world, "queued")
            #expect(try await world.write { try $0.requestCancel(of: queued) })
            #expect(try await store.job(queued, tenant: world.tenant)?.state == .cancelled)
            let running = try await enqueue(world, "running")
            let claim = try #require(try await store.claim(kinds: ["import"], node: 0, leaseMilliseconds: 5000))
            #expect(try await store.renew(claim.lease, leaseMilliseconds: 5000) == false)
            #expect(try await world.write { try $0.requestCancel(of: running) })
            #expect(try await store.renew(claim.lease, leaseMilliseconds: 5000))
            try await store.finishCancelled(claim.lease)
            #expect(try await world.write { try $0.requestCancel(of: running) } == false)
            #expect(try await store.countsByState() == [.cancelled: 2])
        }
    }

    @Test func theOutboxDeliversToOneAtATimeAndOnce() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let outbox = OutboxStore(database: database)
            for _ in 0..<2 { try await world.write { try $0.post(topic: "mail", key: "a", payload: "{}") } }
            let first = try await outbox.claim(topics: ["mail"], limit: 10, leaseMilliseconds: 1500)
            #expect(first.count == 1)
            #expect(try await outbox.claim(topics: ["mail"], limit: 10, leaseMilliseconds: 1500).isEmpty)
            try await Task.sleep(for: .milliseconds(1600))
            let second = try await outbox.claim(topics: ["mail"], limit: 10, leaseMilliseconds: 5000)
            #expect(second.count == 1)
            #expect(try await outbox.delivered(first[0].message, token: first[0].token) == false)
            #expect(try await outbox.delivered(second[0].message, token: second[0].token))
            #expect(try await outbox.delivered(second[0].message, token: second[0].token) == false)
        }
    }
}

@Suite struct ExpiredRowsTests {
    @Test func onlyWhatHasServedItsTimeGoes() async throws {
        struct Later: Clock { func now() -> Instant { SystemClock().now().adding(seconds: 31 * 86400) } }
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let key = IdempotencyKey(key: "k", payloadHash: [1])
            let context = WriteContext(tenant: world.tenant, actor: .system("test"), packVersion: "-", idempotency: key)
            let answer: @Sendable (Bool) -> StoredAnswer = { _ in StoredAnswer(status: 200) }
            _ = try await world.work.write(context, answer: answer) { tx in
                try tx.post(topic: "mail", key: "delivered", payload: "{}")
                try tx.post(topic: "mail", key: "waiting", payload: "{}")
                return true
            }
            let outbox = OutboxStore(database: database)
            for (message, token) in try await outbox.claim(topics: ["mail"], limit: 10, leaseMilliseconds: 60_000)
            where message.key == "delivered" {
                #expect(try await outbox.delivered(message, token: token))
            }
            #expect(try await ExpiredRows(database: database, clock: world.clock).sweep() == 0)
            #expect(try await ExpiredRows(database: database, clock: Later()).sweep() == 2)
            let left = try await database.read { try $0.query("select message_key from outbox").map { try $0.text("message_key") } }
            #expect(left == ["waiting"])
        }
    }
}
