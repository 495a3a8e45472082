import Kernel
import Office
import Operations
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing

@Suite struct ProjectStoreTests {
    @Test func aProjectComesBackAsItWasEntered() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            var fields = ProjectWorld.fields("LC-001", "政务云扩容")
            fields.names = LocalizedText(zhHans: "政务云扩容", zhHant: "政務雲擴容", en: "Cloud extension")
            fields.jurisdiction = JurisdictionID(3)
            fields.state = "held"
            fields.need = "容量不足"
            (fields.clause, fields.noClauseReason) = (ClauseID(7), nil)
            fields.goals = [GoalID(1), GoalID(2)]
            fields.tags = ["雲", "信創"]
            fields.secrecy = .public
            fields.plannedStart = CivilDate(iso: "2026-02-10")
            fields.plannedEnd = CivilDate(iso: "2027-03-31")
            fields.plannedProgress = 62.5
            fields.rhythm = "month"
            let id = try await world.add(fields, estimate: 4680_0000_00)
            let stored = try #require(try await world.get(id))
            #expect(stored.fields == fields)
            #expect(stored.money[.estimate] == 4680_0000_00)
            #expect(stored.version == 2 && stored.packVersion == "city@1.0.0")
            #expect(try await world.store.project(tenant: world.tenant, code: "LC-001", sight: .everything)?.id == id)
        }
    }

    @Test func aCodeIsGivenOnceInATenant() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            try await world.add(ProjectWorld.fields("A", "一"))
            await #expect { try await world.add(ProjectWorld.fields("A", "二")) } throws: { ($0 as? AppError)?.code == "LT3011" }
            try await world.add(ProjectWorld.fields("A", "三"), tenant: 2)
            #expect(try await world.codes() == ["A"])
        }
    }

    @Test func aStaleEditIsRefusedAndToldWhatChanged() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let seen = try #require(try await world.get(id))
            var first = seen.fields
            first.name = "一期"
            _ = try await world.commands.edit(
                id, ProjectEdit(fields: first, version: seen.version), vocabulary: ProjectWorld.vocabulary, context: world.context("李"))
            var second = seen.fields
            second.stage = "acceptance"
            await #expect {
                try await world.commands.edit(
                    id, ProjectEdit(fields: second, version: seen.version), vocabulary: ProjectWorld.vocabulary, context: world.context())
            } throws: {
                ($0 as? AppError)?.code == "LT3009" && ($0 as? AppError)?.category == .stale
            }
            let difference = try await ProjectDifference.since(
                seen.updatedAt, project: try #require(try await world.get(id)), typed: second, tenant: world.tenant,
                audit: AuditStore(database: database))
            #expect(difference.steps.map(\.by) == ["李"])
            #expect(difference.steps.first?.changes == [FieldChange("name", "一", "一期")])
            #expect(difference.conflicts == [FieldChange("name", "一期", "一"), FieldChange("stage", "delivery", "acceptance")])
        }
    }

    @Test func twoEditorsOfOneVersionNeverBothWin() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let seen = try #require(try await world.get(id))
            let wins = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        var fields = seen.fields
                        fields.name = "第\(number)"
                        return
                            (try? await world.commands.edit(
                                id, ProjectEdit(fields: fields, version: seen.version), vocabulary: ProjectWorld.vocabulary,
                                context: world.context("\(number)"))) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
        }
    }

    @Test func everyFigureKeepsItsHistory() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"), estimate: 100)
            for (kind, amount) in [(FigureKind.estimate, Int64(120)), (.appropriation, 110), (.contract, 90)] {
                try await world.commands.recordFigure(
                    kind, Money(minor: amount, currency: .cny), on: ProjectWorld.due, document: "澜财〔2026〕1号", project: id,
                    context: world.context())
            }
            #expect(try await world.store.figures(tenant: world.tenant, of: id).map(\.amount.minor) == [100, 120, 110, 90])
            let money = try #require(try await world.get(id)).money
            #expect(money[.estimate] == 120 && money.headline == 110 && money[.contract] == 90)
            await #expect {
                try await world.commands.recordFigure(
                    .paid, Money(minor: -1, currency: .gbp), on: ProjectWorld.due, document: nil, project: id, context: world.context())
            } throws: { ($0 as? AppError)?.diagnostics.map(\.code) == ["LT3021", "LT3022"] }
        }
    }

    @Test(arguments: [
        "project_baselines set reason = 'x'", "project_figures set amount = 0", "project_lights set note = 'x'",
    ]) func historiesRefuseToBeRewritten(change: String) async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"), estimate: 100)
            let end = try #require(CivilDate(iso: "2027-01-01"))
            let number = try await world.commands.addBaseline(
                start: nil, end: end, amount: 100, reason: "", document: nil, approvedOn: end, project: id, context: world.context())
            try await world.commands.report(
                ProgressReport(colour: .green, asOf: end, progress: 10), project: id, due: ProjectWorld.due, context: world.context())
            #expect(number == 1)
            let statement: SQL =
                switch change.split(separator: " ").first {
                case "project_baselines": "update project_baselines set reason = 'x'"
                case "project_figures": "update project_figures set amount = 0"
                default: "update project_lights set note = 'x'"
                }
            await #expect(throws: DatabaseFailure.self) { try await database.write { try $0.execute(statement) } }
        }
    }

    @Test func theFirstPromiseStaysBesideTheLatest() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let ends = ["2027-01-01", "2027-06-30", "2028-01-01"].compactMap { CivilDate(iso: $0) }
            for end in ends {
                _ = try await world.commands.addBaseline(
                    start: nil, end: end, amount: nil, reason: "變更", document: nil, approvedOn: end, project: id, context: world.context())
            }
            let detail = try #require(try await world.store.detail(tenant: world.tenant, id: id, sight: .everything))
            #expect(detail.baselines.map(\.end) == ends)
            #expect(detail.project.fields.plannedEnd == ends.last)
            await #expect {
                _ = try await world.commands.addBaseline(
                    start: nil, end: ends[0], amount: nil, reason: " ", document: nil, approvedOn: ends[0], project: id,
                    context: world.context())
            } throws: { ($0 as? AppError)?.diagnostics.map(\.code) == ["LT3024"] }
        }
    }

    @Test func aDetailTakesFourStatements() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let before = database.counters.statements
            _ = try await world.store.detail(tenant: world.tenant, id: id, sight: .everything)
            #expect(database.counters.statements - before <= 6)
        }
    }
}
