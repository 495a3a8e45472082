import Kernel
import Office
import Operations
import ServiceLifecycle
import Store
import Testing

@testable import App

@Suite struct JobRunnerTests {
    private func runner(
        _ world: ServiceWorld, _ kinds: [JobKind], lease: Duration = .seconds(5), grace: Duration = .milliseconds(100)
    ) -> JobRunner {
        JobRunner(
            kinds: kinds, queue: JobStore(database: world.database), unitOfWork: world.work, node: 0, workers: 2, lease: lease,
            pause: .milliseconds(20), grace: grace, metrics: world.metrics, logger: world.logger)
    }

    private func enqueue(_ world: ServiceWorld, _ kind: String) async throws -> JobID {
        try await world.write { try $0.enqueue(kind: kind, key: "k", payload: "{}") }
    }

    private func job(_ world: ServiceWorld, _ id: JobID) async throws -> Job? {
        try await JobStore(database: world.database).job(id, tenant: world.tenant)
    }

    @Test func aJobRunsWritesAndSucceeds() async throws {
        try await ServiceWorld.with { world in
            let id = try await enqueue(world, "work")
            let runner = runner(
                world,
                [
                    JobKind("work") { context in
                        try await context.report(done: 1, of: 2, "half")
                        try await context.write { $0.record(AuditDraft("project.edit", "project", 1)) }
                        return "{\"done\":2}"
                    }
                ])
            #expect(try await runner.runNext())
            #expect(try await runner.runNext() == false)
            let job = try await job(world, id)
            #expect(job?.state == .succeeded && job?.result == "{\"done\":2}" && job?.progress.message == "half")
            #expect(await world.metrics.rendered().contains("lantu_job_runs_total{kind=\"work\",outcome=\"succeeded\"} 1"))
        }
    }

    @Test func badInputFailsAtOnceAndBadLuckIsTriedAgain() async throws {
        struct Luck: Error {}
        try await ServiceWorld.with { world in
            let bad = try await enqueue(world, "bad")
            let unlucky = try await enqueue(world, "unlucky")
            let runner = runner(
                world, [JobKind("bad") { _ in throw AppError("LT4001", .unprocessable) }, JobKind("unlucky") { _ in throw Luck() }])
            #expect(try await runner.runNext())
            #expect(try await runner.runNext())
            #expect(try await job(world, bad)?.state == .failed)
            #expect(try await job(world, bad)?.error == "LT4001")
            #expect(try await job(world, unlucky)?.state == .queued)
        }
    }

    @Test func aCancelReachesARunningJob() async throws {
        try await ServiceWorld.with { world in
            let id = try await enqueue(world, "long")
            let runner = runner(
                world,
                [
                    JobKind("long") { context in
                        while true {
                            try await context.report(done: 0, of: nil)
                            try await Task.sleep(for: .milliseconds(20))
                        }
                    }
                ], lease: .milliseconds(600))
            async let ran = runner.runNext()
            while try await job(world, id)?.state != .running { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await world.write { try $0.requestCancel(of: id) })
            #expect(try await ran)
            #expect(try await job(world, id)?.state == .cancelled)
        }
    }

    @Test("A shutdown lets a short job finish and gives a long one back unharmed")
    func shutdown() async throws {
        try await ServiceWorld.with { world in
            let short = try await enqueue(world, "short")
            let long = try await enqueue(world, "long")
            let runner = runner(
                world,
                [
                    JobKind("short") { _ in
                        try await Task.sleep(for: .milliseconds(150))
                        return "{}"
                    },
                    JobKind("long") { _ in
                        try await Task.sleep(for: .seconds(60))
                        return "{}"
                    },
                ], grace: .milliseconds(600))
            let group = ServiceGroup(configuration: .init(services: [.init(service: runner)], logger: world.logger))
            async let served: Void = group.run()
            while try await job(world, long)?.state != .running { try await Task.sleep(for: .milliseconds(5)) }
            let began = ContinuousClock.now
            await group.triggerGracefulShutdown()
            try await served
            #expect(ContinuousClock.now - began < .seconds(8))
            #expect(try await job(world, short)?.state == .succeeded)
            let given = try await job(world, long)
            #expect(given?.state == .queued && given?.attempts == 0)
        }
    }
}
