import Foundation
import Kernel
import Office
import Operations
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing

/// What an act touched is judged with it; what only the days change is judged by the daily run.
@Suite struct LightRunTests {
    static let start = CivilDate(daysSince1970: 20_780)

    /// The register with the city's own rules, judged on `day`.
    private static func judging(_ world: ProjectWorld, _ packs: ActivePacks, on day: CivilDate) -> @Sendable (TenantID) -> LightJudge? {
        { tenant in packs.pack(tenant, on: day).map { LightJudge($0, on: day) } }
    }

    private func packs(_ world: ProjectWorld) async throws -> ActivePacks {
        try await ImportPublicationTests.World(world.database).desk.ports.packs
    }

    private func fields(_ code: String) -> ProjectFields {
        var fields = ProjectWorld.fields(code, "项目\(code)")
        (fields.plannedStart, fields.plannedEnd) = (Self.start.adding(days: -100), Self.start.adding(days: 200))
        (fields.plannedProgress, fields.actualProgress, fields.rhythm) = (60, 58, "month")
        return fields
    }

    @Test func anEditThatFallsBehindTurnsTheLightAndOpensAVerification() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let judge = Self.judging(world, try await packs(world), on: Self.start)
            let commands = ProjectCommands(unitOfWork: world.work, judge: judge)
            let id = try await commands.create(fields("A"), vocabulary: ProjectWorld.vocabulary, context: world.context())
            #expect(try await world.get(id)?.lights.computed == .green)
            try await commands.report(
                ProgressReport(colour: .green, asOf: Self.start, progress: 58), project: id, due: ProjectWorld.due, context: world.context()
            )
            #expect(try await world.store.pendingVerifications(tenant: world.tenant, sight: .everything).isEmpty)
            var behind = fields("A")
            behind.actualProgress = 5
            let version = try #require(try await world.get(id)).version
            _ = try await commands.edit(
                id, ProjectEdit(fields: behind, version: version), vocabulary: ProjectWorld.vocabulary, context: world.context())
            let detail = try #require(try await world.store.detail(tenant: world.tenant, id: id, sight: .everything))
            #expect(detail.project.lights.computed == .red && detail.project.version == version + 1)
            #expect(detail.latest(.computed)?.inputs["actual"] == "5.0" && detail.latest(.computed)?.by == "Lantu")
            #expect(detail.verifications.map(\.state) == [.open] && detail.verifications.first?.computed == .red)
        }
    }

    @Test func silenceAndLatenessComeWithTheDays() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let packs = try await packs(world)
            let commands = ProjectCommands(unitOfWork: world.work, judge: Self.judging(world, packs, on: Self.start))
            var ids: [ProjectID] = []
            for code in ["A", "B"] {
                let id = try await commands.create(fields(code), vocabulary: ProjectWorld.vocabulary, context: world.context())
                try await commands.report(
                    ProgressReport(colour: .green, asOf: Self.start), project: id, due: ProjectWorld.due, context: world.context())
                ids.append(id)
            }
            let versions = try await world.found().projects.map(\.version)
            // The next day nothing is different; after a quarter of silence everything is.
            #expect(try await Self.run(world, packs, on: Self.start.adding(days: 1)).changed == 0)
            let late = try await Self.run(world, packs, on: Self.start.adding(days: 120))
            #expect(late.judged == 2 && late.changed == 2)
            let projects = try await world.found().projects
            #expect(projects.allSatisfy { $0.lights.computed == .red })
            #expect(projects.map(\.version) == versions, "no open form becomes stale")
            #expect(try await world.store.pendingVerifications(tenant: world.tenant, sight: .everything).count == 2)
            #expect(try await Self.run(world, packs, on: Self.start.adding(days: 121)).changed == 0)
            let marks = try await world.store.lights(tenant: world.tenant, of: ids[0]).filter { $0.source == .computed }
            #expect(marks.count == 2, "a mark is appended when it changes, not every day")
        }
    }

    @Test func aDayIsQueuedOnce() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let first = try await world.work.write(world.context()) { try LightRun.enqueue(Self.start, $0) }
            let again = try await world.work.write(world.context()) { try LightRun.enqueue(Self.start, $0) }
            let next = try await world.work.write(world.context()) { try LightRun.enqueue(Self.start.adding(days: 1), $0) }
            #expect(first == again && next != first)
        }
    }

    private static func run(_ world: ProjectWorld, _ packs: ActivePacks, on day: CivilDate) async throws -> LightRun.Outcome {
        let queue = JobStore(database: world.database)
        _ = try await world.work.write(world.context()) { try LightRun.enqueue(day, $0) }
        let (job, lease) = try #require(try await queue.claim(kinds: [LightRun.kind], node: 0, leaseMilliseconds: 60_000))
        let kind = LightRun.jobKind(world.store, judge: judging(world, packs, on: day))
        let result = try await kind.run(JobContext(job: job, lease: lease, queue: queue, unitOfWork: world.work))
        try await queue.succeed(lease, result: result)
        return try JSONDecoder().decode(LightRun.Outcome.self, from: Data(result.utf8))
    }
}
