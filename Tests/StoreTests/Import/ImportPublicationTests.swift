import Accounts
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

/// Files into the register, on both engines.
@Suite struct ImportPublicationTests {
    struct World: Sendable {
        let base: ProjectWorld
        let desk: ImportDesk

        init(_ database: any Database) async throws {
            base = try await ProjectWorld(database)
            let packs = ActivePacks(queries: PackStore(database: database))
            _ = try await packs.activate(
                PackLoader.archive(directory: Self.root.appendingPathComponent("Packs/city").path), effective: CivilDate(daysSince1970: 0),
                context: base.context(), unitOfWork: base.work)
            desk = ImportDesk(
                ImportDesk.Ports(
                    projects: base.store, portfolios: base.portfolios, directory: AccountStore(database: database), packs: packs,
                    clock: base.clock, offsetMinutes: 480))
        }

        static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()

        func load(_ csv: String, asOf: String, options: ImportOptions = .init()) async throws -> ImportOutcome {
            let day = try #require(CivilDate(iso: asOf))
            let mapping = """
                id: t
                currency: CNY
                unit: 10000
                columns:
                  - {field: externalCode, header: 編號}
                  - {field: name, header: 名稱}
                  - {field: organization, header: 單位}
                  - {field: approved, header: 金額}
                  - {field: plannedEnd, header: 期限}
                  - {field: declaredLight, header: 亮燈}
                """
            let definition = ImportDraft.Definition(
                portfolio: "P1", name: LocalizedText(zhHans: "组合", zhHant: "組合", en: "Portfolio"), currency: .cny, asOf: day,
                mapping: mapping, options: options)
            let prepared = try await desk.prepare(
                Data(("編號,名稱,單位,金額,期限,亮燈\n" + csv).utf8), fileName: "t.csv", definition, tenant: base.tenant)
            return try await desk.publish(prepared, options: options) { [base] publish in try await base.work.write(base.context(), publish)
            }
        }

        func projects() async throws -> [String: Project] {
            let page = try await base.found { $0.portfolio = .any }
            return Dictionary(page.projects.map { ($0.fields.code, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    static let first = "A1,甲平台,數據局,100,2026-06-30,綠\nA2,乙系統,教育局,50,2026-09-30,黃\n"

    @Test func aRoundMakesProjectsWithTheirFiguresPromisesAndLights() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let outcome = try await world.load(Self.first, asOf: "2026-01-31")
            #expect(outcome.counts.accepted == 2 && !outcome.wasThere)
            let project = try #require(try await world.projects()["P1-A1"])
            #expect(project.money[.appropriation] == 100_000_000 && project.lights.declared == .green)
            let detail = try #require(try await world.base.store.detail(tenant: world.base.tenant, id: project.id, sight: .everything))
            #expect(detail.baselines.map(\.number) == [1])
            #expect(try await world.base.store.rounds(tenant: world.base.tenant, of: project.id).first?.figure.raw["金額"] == "100")
            let units = try await world.desk.ports.directory.organizations(tenant: world.base.tenant)
            #expect(units.nodes.values.filter { $0.name.zhHant == "教育局" }.map(\.isActive) == [false])
        }
    }

    @Test func theSameFileTwiceChangesNothing() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            _ = try await world.load(Self.first, asOf: "2026-01-31")
            let before = try await world.projects()
            let again = try await world.load(Self.first, asOf: "2026-01-31")
            #expect(again.wasThere)
            #expect(try await world.projects() == before)
        }
    }

    @Test func theNextRoundKeepsBothFiguresAndAsksAboutWhatVanished() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            _ = try await world.load(Self.first, asOf: "2026-01-31")
            let outcome = try await world.load("A1,甲平台二期,數據局,120,2026-12-31,紅\nA3,丙,數據局,5,,\n", asOf: "2026-02-28")
            #expect(outcome.counts.renamed == 1 && outcome.counts.joined == 1 && outcome.counts.vanished == 1)
            let projects = try await world.projects()
            #expect(projects["P1-A2"]?.presence == .vanished)
            let changed = try #require(projects["P1-A1"])
            #expect(changed.fields.name == "甲平台二期" && changed.lights.declared == .red)
            let store = world.base.store, tenant = world.base.tenant
            #expect(try await store.rounds(tenant: tenant, of: changed.id).map(\.figure.name) == ["甲平台", "甲平台二期"])
            let detail = try #require(try await store.detail(tenant: tenant, id: changed.id, sight: .everything))
            #expect(detail.baselines.map(\.end.description) == ["2026-06-30", "2026-12-31"], "the first promise stays")
            #expect(
                try await world.base.portfolios.openAbsences(tenant: tenant, sight: .everything).map(\.project.fields.code) == ["P1-A2"])
            // It comes back: nobody need answer.
            _ = try await world.load(
                "A1,甲平台二期,數據局,120,2026-12-31,紅\nA2,乙系統,教育局,50,2026-09-30,黃\nA3,丙,數據局,5,,\n", asOf: "2026-03-31")
            #expect(try await world.base.portfolios.openAbsences(tenant: tenant, sight: .everything).isEmpty)
            #expect(try await world.projects()["P1-A2"]?.presence == .active)
        }
    }

    @Test func oneRejectedRowKeepsTheWholeFileOut() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let csv = Self.first + "A3,丙,數據局,x,,\n"
            await #expect(throws: AppError.self) { _ = try await world.load(csv, asOf: "2026-01-31") }
            #expect(try await world.projects().isEmpty)
            #expect(try await world.base.portfolios.portfolios(tenant: world.base.tenant).isEmpty)
            let outcome = try await world.load(csv, asOf: "2026-01-31", options: ImportOptions(leavesOutRejected: true))
            #expect(outcome.counts.accepted == 2 && outcome.counts.rejected == 1)
        }
    }

    @Test func aProjectChangedAfterThePlanStopsTheWholeImport() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            _ = try await world.load(Self.first, asOf: "2026-01-31")
            let definition = ImportDraft.Definition(
                portfolio: "P1", name: LocalizedText(zhHans: "组合", zhHant: "組合", en: "Portfolio"), currency: .cny,
                asOf: try #require(CivilDate(iso: "2026-02-28")),
                mapping:
                    "id: t\ncolumns:\n  - {field: externalCode, header: 編號}\n  - {field: name, header: 名稱}\n  - {field: organization, header: 單位}\n"
            )
            let prepared = try await world.desk.prepare(
                Data("編號,名稱,單位\nA1,甲改,數據局\nA2,乙系統,教育局\n".utf8), fileName: "t2.csv", definition, tenant: world.base.tenant)
            let id = try #require(try await world.projects()["P1-A1"]).id
            try await world.base.work.write(world.base.context()) { tx in
                guard var project = try tx.project(id) else { return }
                project.version += 1
                try tx.update(project)
            }
            await #expect(throws: AppError.self) {
                _ = try await world.desk.publish(prepared, options: .init()) { [base = world.base] publish in
                    try await base.work.write(base.context(), publish)
                }
            }
            let portfolio = try #require(try await world.base.portfolios.portfolios(tenant: world.base.tenant).first)
            #expect(try await world.base.portfolios.rounds(tenant: world.base.tenant, of: portfolio.id).count == 1)
        }
    }

    @Test func draftsAndMappingsAreKept() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let store = ImportStore(database: database)
            let definition = ImportDraft.Definition(
                portfolio: "P", name: LocalizedText(zhHans: "a", zhHant: "b", en: "c"), currency: .gbp,
                asOf: CivilDate(daysSince1970: 20_000), mapping: "id: x", options: ImportOptions(leavesOutRejected: true))
            var draft = ImportDraft(
                id: ImportID(5), file: FileID(6), fileName: "f", fileHash: "00", definition: definition,
                createdAt: Instant(microseconds: 7), createdBy: nil)
            let first = draft
            try await world.base.work.write(world.base.context()) { tx in
                try tx.save(first)
                try tx.saveMapping(named: "m", yaml: "id: 1")
                try tx.saveMapping(named: "m", yaml: "id: 2")
            }
            #expect(try await store.draft(ImportID(5), tenant: world.base.tenant) == draft)
            draft.state = .queued
            draft.job = JobID(9)
            let second = draft
            try await world.base.work.write(world.base.context()) { try $0.save(second) }
            #expect(try await store.drafts(tenant: world.base.tenant) == [draft])
            #expect(try await store.drafts(tenant: TenantID(2)).isEmpty)
            #expect(try await store.mappings(tenant: world.base.tenant).map(\.yaml) == ["id: 2"])
        }
    }
}
