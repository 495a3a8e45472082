import Accounts
import Exchange
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

/// 開城: a workbook becomes a city in one transaction, on both engines.
@Suite struct CityOpeningTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct World: Sendable {
        let base: ProjectWorld
        let desk: SetupDesk
        let today = CivilDate(iso: "2026-11-24") ?? CivilDate(daysSince1970: 20_000)

        init(_ database: any Database) async throws {
            base = try await ProjectWorld(database)
            let packs = ActivePacks(queries: PackStore(database: database))
            _ = try await packs.activate(
                PackLoader.archive(directory: CityOpeningTests.root.appendingPathComponent("Packs/city").path),
                effective: CivilDate(daysSince1970: 0), context: base.context(), unitOfWork: base.work)
            desk = SetupDesk(queries: SetupStore(database: database), packs: packs, unitOfWork: base.work)
        }

        var state: SetupState {
            get async throws {
                var state = try await desk.queries.setup(tenant: base.tenant)
                state.city = LocalizedText(zhHans: "澜川市", zhHant: "瀾川市", en: "Lanchuan")
                state.cutOver = CivilDate(iso: "2026-01-01")
                return state
            }
        }

        /// The workbook with only these records.
        func data(_ records: [SetupSheet: [[String: String]]]) throws -> Data {
            let pack = try #require(desk.packs.pack(base.tenant, on: today))
            let sheets = records.mapValues { rows in
                rows.enumerated().map { index, cells in
                    SetupWorkbook.Record(line: index + 2, cells: cells.mapValues { .text($0) })
                }
            }
            return try SetupWorkbook(sheets: sheets).xlsx(.zhHant, pack: pack)
        }

        func check(_ data: Data) async throws -> SetupReport {
            try await desk.check(data, try await state, today: today, locale: .zhHant, context: base.context())
        }

        func open(_ data: Data) async throws -> SetupState {
            try await desk.open(data, try await state, today: today, locale: .zhHant, context: base.context())
        }
    }

    private static let units: [[String: String]] = [
        ["code": "b1", "name": "科室", "kind": "部門", "parent": "a1"], ["code": "a1", "name": "數據局", "kind": "lead"],
    ]
    private static let old = [
        "code": "X1", "name": "舊項目", "unit": "b1", "class": "新建", "stage": "實施", "pillar": "", "no-clause": "舊賬", "start": "2024-05-01",
        "end": "2026-12-01",
    ]

    @Test func aParentMayStandBelowItsChildAndChoicesAreWordsOrCodes() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let opened = try await world.open(try world.data([.organizations: Self.units, .projects: [Self.old]]))
            #expect(opened.opened?.counts.organizations == 2)
            #expect(opened.opened?.counts.projects == 1)
        }
    }

    @Test func whatBeganBeforeTheCutOverDateIsNotAssessedAndLacksItsOldMaterials() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            var new = Self.old
            (new["code"], new["name"], new["start"], new["stage"]) = ("X2", "新項目", "2026-03-01", "實施")
            _ = try await world.open(try world.data([.organizations: Self.units, .projects: [Self.old, new]]))
            let page = try await world.base.found { $0.text = "項目" }
            let projects = Dictionary(page.projects.map { ($0.fields.code, $0) }, uniquingKeysWith: { first, _ in first })
            let before = try #require(projects["X1"])
            #expect(before.historicMissing)
            #expect(before.lights.computed == .notAssessed)
            #expect(projects["X2"]?.historicMissing == false)
        }
    }

    @Test func aDryRunLeavesNothingAndNamesEveryFaultWithItsPlace() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            var wrong = Self.old
            (wrong["unit"], wrong["stage"]) = ("nowhere", "不存在的階段")
            let people = [["code": "x", "name": "甲", "unit": "a1", "role": "system-administrator"]]
            let credit = ["code": "c1", "name": "丙局", "kind": "department", "credit-code": "12345"]
            let report = try await world.check(
                try world.data([.organizations: Self.units + [credit], .people: people, .projects: [Self.old, wrong]]))
            #expect(report[.projects].accepted == 1)
            #expect(report[.projects].rejected == 1)
            #expect(report[.people].rejected == 1)
            #expect(report.faults.contains { $0.code == "LT4309" && $0.line == 4 && $0.column == "統一社會信用代碼" && $0.file == "單位" })
            #expect(report.faults.contains { $0.code == "LT4305" && $0.file == "項目台賬" && $0.line == 3 })
            let ground = try await world.desk.queries.ground(tenant: world.base.tenant)
            #expect(ground.organizations["a1"] == nil)
            #expect(ground.projects.isEmpty)
        }
    }

    @Test func faultsRefuseTheWholeOpening() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            var wrong = Self.old
            wrong["unit"] = "nowhere"
            let data = try world.data([.organizations: Self.units, .projects: [Self.old, wrong]])
            let error = await #expect(throws: AppError.self) { try await world.open(data) }
            #expect(error?.code == "LT4300")
            #expect(try await world.desk.queries.ground(tenant: world.base.tenant).organizations["a1"] == nil)
            #expect(try await world.desk.queries.setup(tenant: world.base.tenant).opened == nil)
        }
    }

    @Test func theSameWorkbookAgainEntersNothingTwiceAndNewRowsJoin() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let people = [["code": "wang", "name": "王", "unit": "a1", "role": "portfolio-office"]]
            let data = try world.data([.organizations: Self.units, .people: people, .projects: [Self.old]])
            _ = try await world.open(data)
            let again = try await world.check(data)
            #expect(again.accepted == 0)
            #expect(again[.people].known == 1)
            var more = Self.old
            more["code"] = "X9"
            let opened = try await world.open(try world.data([.organizations: Self.units, .projects: [Self.old, more]]))
            #expect(opened.opened?.counts.projects == 1)
            #expect(opened.opened?.counts.organizations == 0)
        }
    }

    @Test func peopleComeWithAPostAndWithoutAPassword() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            let people = [["code": "Wang.Li", "name": "王莉", "unit": "a1", "role": "portfolio-office", "title": "處長"]]
            _ = try await world.open(try world.data([.organizations: Self.units, .people: people]))
            let waiting = try await world.desk.queries.accountsWithoutPassword(tenant: world.base.tenant, limit: 10)
            #expect(waiting.map(\.name.text).contains("wang.li"))
            #expect(try await world.desk.queries.duties(tenant: world.base.tenant).contains(.business))
        }
    }

    @Test func answersBecomeTheLocalPackAndTwoSaversAreToldApart() async throws {
        try await withEachDatabase { database in
            let world = try await World(database)
            var state = try await world.state
            state.answers = ["red-gap": "25"]
            state.calendar = "2027-01-01 2027-01-03 元旦\n2027-01-09 班 元旦調休"
            let pack = try await world.desk.writePack(state, effective: world.today, context: world.base.context())
            #expect(pack.thresholds.number("red-gap") == 25)
            #expect(pack.thresholds.number("yellow-gap") == 10)
            #expect(pack.calendar.years.contains(2027))
            #expect(pack.calendar.years.contains(2026))
            #expect(pack.reference.description == "local@1.0.0")
            let error = await #expect(throws: AppError.self) {
                try await world.desk.save(state, "again", context: world.base.context())
            }
            #expect(error?.code == "LT4308")
            var next = try await world.desk.queries.setup(tenant: world.base.tenant)
            next.answers["red-gap"] = "40"
            let later = try await world.desk.writePack(next, effective: world.today.adding(days: 1), context: world.base.context())
            #expect(later.reference.description == "local@1.0.1")
            #expect(later.thresholds.number("red-gap") == 40)
        }
    }
}
