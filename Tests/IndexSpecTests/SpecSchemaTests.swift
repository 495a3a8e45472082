import Foundation
import Indicators
import Kernel
import Testing

@testable import IndexSpec

/// The published schema says what the reader reads, and the examples say what they should.
@Suite struct SpecSchemaTests {
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let schema: [String: Any]

    init() throws {
        let data = try Data(contentsOf: Self.repository.appendingPathComponent("docs/index-spec.schema.json"))
        schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func definition(_ name: String) throws -> [String: Any] {
        try #require((schema["$defs"] as? [String: Any])?[name] as? [String: Any])
    }

    /// The keys of the mapping among the forms of a definition, and the words it may be instead.
    private func forms(_ name: String) throws -> (keys: Set<String>, words: Set<String>, methods: Set<String>) {
        let definition = try definition(name)
        let forms = definition["oneOf"] as? [[String: Any]] ?? [definition]
        var (keys, words, methods): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        for form in forms {
            words.formUnion(form["enum"] as? [String] ?? [])
            let properties = form["properties"] as? [String: Any] ?? [:]
            keys.formUnion(properties.keys)
            methods.formUnion((properties["method"] as? [String: Any])?["enum"] as? [String] ?? [])
        }
        return (keys, words, methods)
    }

    @Test func theSchemaNamesEveryKeyTheReaderKnows() throws {
        let root = try #require(schema["properties"] as? [String: Any])
        #expect(Set(root.keys) == SpecDocument.headKeys.union(SpecReader.ruleKeys))
        #expect(try forms("changes").keys == Set(SpecReader.ruleKeys + ["remove"]))
        #expect(try forms("indicator").keys == Set(SpecReader.indicatorKeys))
        #expect(try forms("node").keys == Set(SpecTree.keys))
        #expect(try forms("normalise").keys == Set(SpecReader.normalisationKeys + ["method"]))
        #expect(try forms("normalise").methods == Set(SpecReader.normalisations))
        let steps = try forms("step")
        #expect(steps.keys.union(steps.words) == Set(SpecReader.stepNames))
        #expect(try forms("aggregate").methods == Set(SpecReader.aggregations))
        #expect(try forms("operator").words == Set(RollUpOperator.allCases.map(\.rawValue)))
        let weightings = try forms("weighting").methods
        #expect(weightings == Set(DataWeighting.allCases.map(\.rawValue) + ["given", "equal", "budget", "ahp"]))
    }

    private func run(_ example: String) throws -> Run {
        let folder = Self.repository.appendingPathComponent("Examples/index/\(example)")
        let spec = try IndexSpec.require(Array(try Data(contentsOf: folder.appendingPathComponent("spec.yaml"))), file: "spec.yaml")
        var data = IndexData()
        try data.add(try Data(contentsOf: folder.appendingPathComponent("data.csv")), file: "data.csv")
        #expect(data.diagnostics.isEmpty)
        var directory = UnitDirectory()
        if let units = try? Data(contentsOf: folder.appendingPathComponent("units.csv")) {
            let (read, diagnostics) = try IndexUnits.read(units, file: "units.csv", columns: spec.units)
            #expect(diagnostics.isEmpty)
            directory = read
        }
        var panel = data.panel().panel
        if let rollUp = spec.rollUp { panel = rollUp.rollUp(over: panel.periods)(panel, directory.hierarchy).panel }
        let run = try Run(spec.scheme, panel, directory)
        #expect(!run.hasErrors)
        return run
    }

    @Test func cappedFiguresAndRoundedScoresRankAsTheExampleSays() throws {
        let run = try run("caps-and-rounding")
        #expect(run.score("高新區", "2025", "means") == 1)
        // means = (2·ln(64500/10000)/ln 20 + 12.6/18)/3, network = (0.78 + 41.5/48)/2, service 0.8, weights 1, 1, ½.
        #expect(run.score("雲山區", "2025", "digital-life") == 0.744)
        #expect(run.rank("雲山區", "2025", "digital-life") == 3)
    }

    @Test func versionsForcedZerosAndCapsDoWhatTheExampleSays() throws {
        let run = try run("versions-and-vetoes")
        #expect(run.score("石橋縣", "2023", "experience") == 0)
        #expect(run.score("石橋縣", "2023", "online-services") == 23.63)
        #expect(run.score("臨江區", "2024", "online-services") == 60)
        #expect(run.parts.map { $0.weights(of: $0.root, period: $0.periods[0]) } == [[60, 40], [55, 45]])
        #expect(run.parts.map { $0.nodes.count } == [7, 8])
    }

    @Test func gapsOnThreeLevelsAreWeighedAgainOrLeaveNoScore() throws {
        let run = try run("gaps-and-roll-up")
        #expect(run.panel.periods == ["2024", "2025"])
        #expect(run.score("平湖縣", "2024", "supply") == nil)
        #expect(run.score("平湖縣", "2024", "data-readiness") == nil)
        #expect(run.score("石橋縣", "2024", "circulation") == nil)
        let parts = [try #require(run.score("石橋縣", "2024", "supply")), try #require(run.score("石橋縣", "2024", "use"))]
        #expect(abs((run.score("石橋縣", "2024", "data-readiness") ?? 0) - (parts[0] + parts[1]) / 2) < 1e-12)
        #expect(run.rank("石橋縣", "2024", "data-readiness") == 1)
    }
}
