import Foundation
import Indicators
import Testing

/// The Technology Achievement Index as the OECD/JRC handbook takes it apart.
@Suite(.enabled(if: PublishedIndices.isPresent, "shared/data/indices is not there"))
struct TAITests {
    static let folder = "tai_oecd_handbook/"

    static func rule(weights: [String: Double] = [:]) throws -> Rule {
        var indicators: [Indicator] = []
        var nodes = [Node("TAI")]
        for row in try PublishedIndices.records(folder + "goalposts.csv") {
            let code = row["indicator"] ?? ""
            indicators.append(
                Indicator(
                    code,
                    normalisation: Normalisation(
                        .minMax, low: .fixed(Double(row["min"] ?? "") ?? .nan), high: .fixed(Double(row["max"] ?? "") ?? .nan), clip: .both)
                ))
            nodes.append(Node(code, parent: "TAI", weight: weights[code.replacing("_log10", with: "")] ?? 1, indicator: code))
        }
        return Rule(indicators: indicators, nodes: nodes)
    }

    static func run(_ rule: Rule) throws -> Run {
        try Run(
            Scheme(code: "tai", versions: [RuleVersion(id: "1", rule: rule)]),
            try PublishedIndices.panel(folder + "data_long.csv"))
    }

    static func disagreements(_ run: Run, _ column: String) throws -> [Int] {
        try PublishedIndices.records(folder + "expected_ranks.csv").compactMap { row in
            let expected = Int(row[column] ?? "") ?? 0
            let found = Int(run.rank(row["country"] ?? "", "2001", "TAI") ?? 0)
            return found == expected ? nil : abs(found - expected)
        }
    }

    @Test func fixedGoalpostsGiveThePublishedIndexAndEveryRank() throws {
        let run = try Self.run(try Self.rule())
        for row in try PublishedIndices.records(Self.folder + "tai2001_published_2dp.csv") {
            #expect(abs((run.score(row["country"] ?? "", "2001", "TAI") ?? .nan) - (Double(row["tai"] ?? "") ?? .nan)) < 0.006)
        }
        #expect(try Self.disagreements(run, "EW_t23").isEmpty)
    }

    @Test(arguments: [("EW", 0, 0), ("BAP", 0, 0), ("FA", 4, 1), ("AHP", 3, 2)])
    func printedWeightsGiveTheRanksTheyCan(method: String, wrong: Int, by: Int) throws {
        let weights = try #require(
            PublishedIndices.records(Self.folder + "weights_table22.csv").first { $0["method"] == method })
        let run = try Self.run(try Self.rule(weights: weights.compactMapValues(Double.init)))
        let off = try Self.disagreements(run, "\(method)_t23")
        #expect(off.count == wrong && off.allSatisfy { $0 <= by }, "\(off)")
    }

    @Test func goalpostsFromTheSampleLoseTwelveRanks() throws {
        var rule = try Self.rule()
        for index in rule.indicators.indices { rule.indicators[index].normalisation = Normalisation(.minMax) }
        #expect(try Self.disagreements(try Self.run(rule), "EW_t23").count == 12)
    }

    @Test func theGeometricMeanOfRawFiguresGivesEveryRank() throws {
        var rule = try Self.rule()
        for index in rule.indicators.indices { rule.indicators[index].normalisation = Normalisation(.none) }
        rule.nodes[0].aggregation = .geometric(.zero)
        #expect(try Self.disagreements(try Self.run(rule), "GME_t38").isEmpty)
    }
}
