import Exchange
import Kernel
import Projects
import Testing

@testable import Office

@Suite struct ImportPlannerTests {
    let mapping = ImportMapping(
        id: "t",
        columns: [
            .init(.externalCode, "編號"), .init(.name, "項目名稱"), .init(.organization, "單位"),
            .init(.estimate, "總投資（萬元）", power: 4), .init(.plannedEnd, "完成時限"), .init(.declaredLight, "亮燈"),
        ])

    func source(_ rows: [[String]], header: [String] = ["編號", "項目名稱", "單位", "總投資（萬元）", "完成時限", "亮燈"]) -> ImportSource {
        ImportSource(
            fileName: "t.csv", header: header,
            rows: rows.enumerated().map { TableRow(line: $0.offset + 2, cells: $0.element.map { Cell.text($0) }) })
    }

    func faults(_ plan: ImportPlan) -> [String] { plan.entries.flatMap(\.diagnostics).filter { $0.severity == .error }.map(\.code) }

    @Test func everyFaultIsToldAtItsLineAndColumn() throws {
        let plan = try ImportFixture().plan(
            source([
                ["A1", "平台", "數據局", "1,2x", "2026-02-30", "紫"], ["A2", "", "數據局"], ["", "系統", "數據局"], ["A4", "系統", "數據局", "-5"],
            ]), mapping, asOf: "2026-01-01")
        let told = plan.entries.flatMap(\.diagnostics).map { "\($0.line ?? 0) \($0.column ?? "") \($0.code)" }
        #expect(told.contains("2 總投資（萬元） LT4030"))
        #expect(told.contains("2 完成時限 LT4041"))
        #expect(told.contains("2 亮燈 LT4212"))
        #expect(told.contains("3 項目名稱 LT4211"))
        #expect(told.contains("4 編號 LT4211"))
        #expect(told.contains("5 總投資（萬元） LT4224"))
        #expect(plan.counts.rejected == 4)
        #expect(!plan.isClean)
    }

    @Test func theSecondOfTwoEqualCodesIsRejectedAndNamesTheFirst() throws {
        let plan = try ImportFixture().plan(source([["A1", "甲", "局"], ["A1", "乙", "局"]]), mapping, asOf: "2026-01-01")
        #expect(faults(plan) == ["LT4213"])
        #expect(plan.entries[1].diagnostics.first?.arguments["first"] == "2")
    }

    @Test func aChangeIsToldFieldByField() throws {
        var world = try ImportFixture()
        try world.apply(world.plan(source([["A1", "甲", "局", "100", "2026-06-30", "綠"]]), mapping, asOf: "2026-01-01"))
        let plan = try world.plan(source([["A1", "甲二", "局", "120", "", "紅"]]), mapping, asOf: "2026-02-01")
        let changes = try #require(plan.entries.first).changes
        #expect(changes.contains(FieldChange("name", "甲", "甲二")))
        #expect(changes.contains(FieldChange("estimate", "1000000.00", "1200000.00")))
        #expect(changes.contains(FieldChange("declared-light", "green", "red")))
        #expect(changes.count == 3, "a blank is unknown: it takes nothing away")
        #expect(plan.counts.renamed == 1)
    }

    @Test func aProjectTheFileNoLongerNamesIsAskedAbout() throws {
        var world = try ImportFixture()
        try world.apply(world.plan(source([["A1", "甲", "局"], ["A2", "乙", "局"]]), mapping, asOf: "2026-01-01"))
        let plan = try world.plan(source([["A1", "甲", "局"]]), mapping, asOf: "2026-02-01")
        #expect(plan.vanished.map(\.fields.name) == ["乙"])
        let partial = try world.plan(
            source([["A1", "甲", "局"], ["A2", "", ""]]), mapping, asOf: "2026-02-01", options: ImportOptions(leavesOutRejected: true))
        #expect(partial.vanished.isEmpty, "a rejected row may be the missing project")
    }

    @Test func unknownUnitsAreEnteredOrRejectedAsChosen() throws {
        let world = try ImportFixture()
        let rows = source([["A1", "甲", "新局"]])
        #expect(try world.plan(rows, mapping, asOf: "2026-01-01").newOrganizations == ["新局"])
        let strict = try world.plan(rows, mapping, asOf: "2026-01-01", options: ImportOptions(createsOrganizations: false))
        #expect(faults(strict) == ["LT4214"])
    }

    @Test func aCellWithASecrecyMarkingRejectsItsRow() throws {
        let plan = try ImportFixture().plan(source([["A1", "甲（機密）", "局"]]), mapping, asOf: "2026-01-01")
        #expect(faults(plan) == ["LT4220"])
    }

    @Test func aColumnTheFileLacksIsToldBeforeAnyRow() {
        #expect(throws: (any Error).self) { try ImportFixture().plan(source([["x"]], header: ["別的"]), mapping, asOf: "2026-01-01") }
    }

    @Test func roundsGoForwardOnly() throws {
        var world = try ImportFixture()
        let day = try #require(CivilDate(iso: "2026-05-01"))
        world.ground.rounds = [
            ReportingRound(
                id: RoundID(1), portfolio: PortfolioID(1), asOf: day, sourceFile: "a", sourceHash: "", importedBy: "",
                importedAt: Instant(microseconds: 0), counts: .init())
        ]
        let rows = source([["A1", "甲", "局"]])
        #expect(try world.plan(rows, mapping, asOf: "2026-04-01").diagnostics.map(\.code) == ["LT4218"])
        #expect(try world.plan(rows, mapping, asOf: "2026-05-01").diagnostics.map(\.code) == ["LT4217"])
    }
}
