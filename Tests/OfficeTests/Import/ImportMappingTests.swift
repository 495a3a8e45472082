import Exchange
import Kernel
import Testing

@testable import Office

@Suite struct ImportMappingTests {
    @Test func theShippedMappingsAreSound() throws {
        for path in [
            "canada-gc-it/mapping-2016.yaml", "canada-gc-it/mapping-2019.yaml", "uk-gmpp/mapping-co.yaml", "uk-gmpp/mapping-desnz.yaml",
        ] {
            let text = try String(decoding: ImportFixture.shipped(path), as: UTF8.self)
            #expect(ImportMapping.read(text).diagnostics.isEmpty, "\(path)")
        }
    }

    @Test func aMappingWrittenAndReadIsTheSame() throws {
        var mapping = try ImportFixture.mapping("uk-gmpp/mapping-co.yaml")
        mapping.asOf = nil
        mapping.fiscalYearEnd = ValueRules.MonthDay(month: 3, day: 31)
        mapping.defaults = [.stage: "delivery"]
        mapping.columns[0].header = "a \"quoted\"\nheader: with \\ everything #\u{85}"
        mapping.columns[1].dateOrder = .dayFirst
        #expect(try ImportMapping.require(mapping.yaml) == mapping)
    }

    @Test func everyFaultOfAMappingIsToldAtItsLine() {
        let text = """
            id: x
            currency: pounds
            unit: 7
            surprise: 1
            columns:
              - {field: name, header: A}
              - {field: name, header: B}
              - {field: nonsense, header: C}
              - {header: D}
            """
        let told = ImportMapping.read(text).diagnostics.map { "\($0.line ?? 0) \($0.code)" }
        for expected in ["2 LT4203", "3 LT4203", "4 LT4204", "7 LT4205", "8 LT4203", "9 LT4202"] {
            #expect(told.contains(expected), "\(expected) in \(told)")
        }
    }

    @Test func brokenYAMLIsADiagnosticNotACrash() {
        for text in ["", "- a", "id: [", "id: &a [*a]", "columns: 3", "\u{0}", String(repeating: "a", count: 300_000)] {
            let (mapping, diagnostics) = ImportMapping.read(text)
            #expect(mapping == nil && !diagnostics.isEmpty)
        }
    }

    @Test func headersAreFoundWhateverTheirBreaksAndWidth() {
        #expect(HeaderMatch.exact.holds("Project\n Name", wanted: "project name"))
        #expect(HeaderMatch.exact.holds("項目　名稱", wanted: "项目名称"))
        #expect(HeaderMatch.prefix.holds("Project - End Date \n(Latest)", wanted: "Project - End Date"))
        #expect(!HeaderMatch.exact.holds("Project - End Date \n(Latest)", wanted: "Project - End Date"))
        #expect(!HeaderMatch.contains.holds("anything", wanted: ""))
    }

    @Test func aProposalReadsRealHeaders() throws {
        let source = try CanadaRoundsTests.source(2019)
        let proposal = MappingProposal.propose(header: source.header, sample: source.rows)
        let fields = Dictionary(
            proposal.columns.compactMap { column in column.field.map { ($0, column.header) } }, uniquingKeysWith: { a, _ in a })
        #expect(fields[.name] == "projectName")
        #expect(fields[.organization] == "department")
        #expect(fields[.estimate] == "totalBudget")
        #expect(fields[.plannedEnd] == "estimatedCompletionDate")
        #expect(fields[.description] == "description")
    }

    @Test func aProposalReadsChineseHeaders() throws {
        let header = ["序號", "項目編號", "項目名稱", "建設單位", "總投資（萬元）", "批復金額（萬元）", "計劃完成時間", "亮燈"]
        let rows = [TableRow(line: 2, cells: ["1", "X-1", "城市大腦", "數據局", "1,200", "1,000", "2026年12月31日", "黃燈"].map { Cell.text($0) })]
        let proposal = MappingProposal.propose(header: header, sample: rows)
        #expect(
            proposal.columns.map(\.field) == [nil, .externalCode, .name, .organization, .estimate, .approved, .plannedEnd, .declaredLight])
        #expect(proposal.mapping.columns.first { $0.field == .estimate }?.power == 4)
        #expect(proposal.mapping.columns.first { $0.field == .declaredLight }?.values == ["黃燈": "yellow"])
        #expect(ImportMapping.read(proposal.mapping.yaml).diagnostics.isEmpty)
    }
}
