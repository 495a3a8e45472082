import Crypto
import Foundation
import Kernel
import Office
import Operations
import Persistence
import Projects
import Store
import TestSupport
import Testing

/// An import that is stopped, however and whenever, has written nothing; run again it takes effect once.
@Suite struct ImportJobTests {
    /// A unit of work that does everything and then loses the process: what was not committed is gone.
    private struct Killed: UnitOfWork {
        struct Kill: Error {}
        let work: StoreUnitOfWork
        func write<T: Sendable>(
            _ context: WriteContext, answer: (@Sendable (T) -> StoredAnswer)?, _ body: @Sendable @escaping (any Transaction) throws -> T
        ) async throws -> T {
            try await work.write(context, answer: answer) { tx in
                _ = try body(tx)
                throw Kill()
            }
        }
    }

    private struct World: Sendable {
        let base: ImportPublicationTests.World
        let queue: JobStore
        let kind: JobKind
        var work: StoreUnitOfWork { base.base.work }

        init(_ database: any Database) async throws {
            base = try await ImportPublicationTests.World(database)
            queue = JobStore(database: database)
            let world = base.base
            let files = FileStore(database: database, clock: world.clock)
            let intake = FileIntake(
                chunks: files, unitOfWork: world.work, ids: IDGenerator(node: 1, clock: world.clock), clock: world.clock,
                limits: FileLimits(),
                textOf: { _, _ in [] })
            let rows = (1...300).map { "B\($0),系統\($0),數據局" }.joined(separator: "\n")
            let csv = "編號,名稱,單位\n" + rows + "\n"
            let definition = ImportDraft.Definition(
                portfolio: "P9", name: LocalizedText(zhHans: "组合", zhHant: "組合", en: "Portfolio"), currency: .cny,
                asOf: try #require(CivilDate(iso: "2026-02-28")),
                mapping:
                    "id: t\ncolumns:\n  - {field: externalCode, header: 編號}\n  - {field: name, header: 名稱}\n  - {field: organization, header: 單位}\n"
            )
            let id = ImportID(77)
            _ = try await intake.receive(
                .init(name: "t.csv", owner: .init(kind: "import", id: id.rawValue)),
                body: AsyncStream<[UInt8]> { continuation in
                    continuation.yield(Array(csv.utf8))
                    continuation.finish()
                }, context: world.context()
            ) { tx, file in
                let job = try tx.enqueue(
                    kind: ImportJob.kind, key: id.description, payload: try ImportJob.Payload(draft: id).canonicalJSON())
                try tx.save(
                    ImportDraft(
                        id: id, file: file.id, fileName: file.name, fileHash: "00", definition: definition, state: .queued, job: job,
                        createdAt: tx.now, createdBy: nil))
            }
            kind = ImportJob.jobKind(base.desk, drafts: ImportStore(database: database), files: files, intake: intake)
        }

        func claim(lease: Int64 = 60_000) async throws -> (job: Job, lease: JobLease) {
            try #require(try await queue.claim(kinds: [ImportJob.kind], node: 0, leaseMilliseconds: lease))
        }

        func run(_ claim: (job: Job, lease: JobLease), _ work: (any UnitOfWork)? = nil) async throws -> String {
            try await kind.run(JobContext(job: claim.job, lease: claim.lease, queue: queue, unitOfWork: work ?? self.work))
        }

        /// Projects, rounds, units and open drafts: everything an import writes.
        func traces() async throws -> [Int64] {
            try await base.base.database.read { connection in
                let tables: [SQL] = ["projects", "reporting_rounds", "portfolios", "organizations", "round_figures", "project_lights"]
                return try tables.map { try connection.count("select count(*) from \($0)") }
            }
        }
    }

    @Test func killedWithEverythingWrittenAndNothingCommittedItLeavesNothing() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let first = try await world.claim(lease: 1)
            await #expect(throws: Killed.Kill.self) { _ = try await world.run(first, Killed(work: world.work)) }
            #expect(try await world.traces().allSatisfy { $0 == 0 })
            // The lease runs out and another worker takes the job over.
            try await Task.sleep(for: .milliseconds(50))
            let second = try await world.claim()
            #expect(second.job.id == first.job.id && second.lease.token > first.lease.token)
            // The first, come back to life, writes nothing any more.
            await #expect(throws: JobInterruption.leaseLost) { _ = try await world.run(first) }
            #expect(try await world.traces().allSatisfy { $0 == 0 })
            try await world.queue.succeed(second.lease, result: try await world.run(second))
            let traces = try await world.traces()
            #expect(traces[0] == 300 && traces[1] == 1 && traces[4] == 300)
            #expect(try await world.queue.claim(kinds: [ImportJob.kind], node: 0, leaseMilliseconds: 1000) == nil)
        }
    }

    @Test func cancelledItLeavesNothingAndMayBeTriedAgain() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let claim = try await world.claim()
            #expect(try await world.work.write(world.base.base.context()) { try $0.requestCancel(of: claim.job.id) })
            // The worker hears of it with its next heartbeat, and stops its task.
            #expect(try await world.queue.renew(claim.lease, leaseMilliseconds: 60_000))
            let running = Task { try await world.run(claim) }
            running.cancel()
            await #expect(throws: (any Error).self) { _ = try await running.value }
            try await world.queue.finishCancelled(claim.lease)
            #expect(try await world.traces().allSatisfy { $0 == 0 })
            #expect(try await world.work.write(world.base.base.context()) { try $0.requeue(claim.job.id) })
            let again = try await world.claim()
            try await world.queue.succeed(again.lease, result: try await world.run(again))
            #expect(try await world.traces()[0] == 300)
        }
    }

    @Test func aLongFileIsPreviewedByItsBeginning() async throws {
        try await withEachDatabase { database in
            let world = try await ImportPublicationTests.World(database)
            let definition = ImportDraft.Definition(
                portfolio: "P1", name: LocalizedText(zhHans: "a", zhHant: "b", en: "c"), currency: .cny,
                asOf: CivilDate(daysSince1970: 20_000),
                mapping: "id: t\ncolumns:\n  - {field: name, header: 名稱}\n  - {field: organization, header: 單位}\n")
            let data = Data(("名稱,單位\n" + (1...40).map { "系統\($0),數據局\n" }.joined()).utf8)
            let part = try await world.desk.prepare(data, fileName: "t.csv", definition, tenant: world.base.tenant, atMost: 15)
            #expect(part.plan.entries.count == 15 && part.unseenRows == 25 && part.plan.vanished.isEmpty)
            let whole = try await world.desk.prepare(data, fileName: "t.csv", definition, tenant: world.base.tenant)
            #expect(whole.plan.entries.count == 40 && whole.unseenRows == 0)
        }
    }
}
