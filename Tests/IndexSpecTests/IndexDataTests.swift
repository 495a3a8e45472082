import Foundation
import IndexSpec
import Indicators
import Kernel
import Testing

@Suite struct IndexDataTests {
    private func panel(_ text: String, asOf: String? = nil) throws -> (panel: Panel, conflicts: [PanelBuilder.Conflict], faults: [String]) {
        var data = IndexData()
        try data.add(Data(text.utf8), file: "d.csv", asOf: asOf)
        let faults = data.diagnostics.map { "\($0.line ?? 0) \($0.code)" }
        let (panel, conflicts) = data.panel()
        return (panel, conflicts, faults)
    }

    @Test func aMarkBlanksAndWordsForMissingAreTolerated() throws {
        let text =
            "\u{FEFF}Unit, Period,indicator,VALUE\r\n甲,2024,x,1.5\r\n\"B, town\",2024,x,NA\r\nC,2024,x,\r\nD,2024,x,not-applicable\r\nE,2024,x,0\r\n"
        let (panel, conflicts, faults) = try panel(text)
        #expect(panel.units == ["甲", "B, town", "C", "D", "E"])
        let column = try #require(panel["x"])
        #expect((0..<5).map { column[$0] } == [.value(1.5), .missing, .missing, .notApplicable, .value(0)])
        #expect(conflicts.isEmpty && faults.isEmpty)
    }

    @Test func faultsHaveTheirLines() throws {
        #expect(try panel("unit,period,indicator,value\na,1,x,ten\n,1,x,2\na,1,x,3\n").faults == ["2 LT2421", "3 LT2422"])
        #expect(try panel("unit,period,value\na,1,2\n").faults == ["1 LT2420"])
    }

    @Test func twoFiguresForOneCellAreToldAndTheLastCounts() throws {
        let (panel, conflicts, _) = try panel("unit,period,indicator,value\na,1,x,3\na,1,x,4\na,1,y,5\na,1,y,5\n")
        #expect(panel["x"]?[0] == .value(4))
        #expect(conflicts.map(\.indicator) == ["x"])
    }

    @Test func dataAreThoseRecordedByTheDay() throws {
        let text = "unit,period,indicator,value,recorded\na,1,x,4,2025-03-01\na,1,x,3,2025-01-01\na,1,y,9,2025-06-01\n"
        let now = try panel(text)
        #expect(now.panel["x"]?[0] == .value(4))
        #expect(now.conflicts.isEmpty)
        let then = try panel(text, asOf: "2025-02-01")
        #expect(then.panel["x"]?[0] == .value(3))
        #expect(then.panel["y"] == nil)
    }

    @Test func unitsHaveGroupsAndDatedParents() throws {
        let text = "unit,parent,from,until,tier\nd1,city,,2024,A\nd1,new,2024,,\nd2,city,,,B\n"
        let (directory, diagnostics) = try IndexUnits.read(Data(text.utf8), file: "u.csv", columns: IndexSpec.UnitColumns())
        #expect(diagnostics.isEmpty)
        #expect(directory.attributes == ["tier": ["d1": "A", "d2": "B"]])
        #expect(directory.hierarchy.children(on: "2023") == ["city": ["d1", "d2"]])
        #expect(directory.hierarchy.children(on: "2024") == ["new": ["d1"], "city": ["d2"]])
    }
}

@Suite struct VersionTests {
    @Test func theVersionDependsOnPeriodAndDay() {
        let rule = Rule(indicators: [], nodes: [])
        let scheme = Scheme(
            code: "x",
            versions: [
                RuleVersion(id: "base", adopted: "2020-01-01", rule: rule),
                RuleVersion(id: "2022", from: "2022", adopted: "2022-02-01", rule: rule),
                RuleVersion(id: "2022-corrected", from: "2022", adopted: "2023-05-01", rule: rule),
                RuleVersion(id: "closed", from: "2024", until: "2025", rule: rule),
            ])
        #expect(scheme.version(for: "2021")?.id == "base")
        #expect(scheme.version(for: "2022")?.id == "2022-corrected")
        #expect(scheme.version(for: "2022", asOf: "2022-12-31")?.id == "2022")
        #expect(scheme.version(for: "2022", asOf: "2021-12-31")?.id == "base")
        #expect(scheme.version(for: "2022", asOf: "2019-12-31") == nil)
        #expect(scheme.version(for: "2024")?.id == "closed")
        #expect(scheme.version(for: "2025")?.id == "2022-corrected")
    }
}
