import Foundation
import Indicators
import Testing

/// COINr's worked example: every step and every alternative of a four-level index.
@Suite(.enabled(if: PublishedIndices.isPresent, "shared/data/indices is not there"))
struct ASEMTests {
    static let folder = "coinr_asem/"
    static let upper = ["Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin", "Conn", "Sust", "Index"]

    static func rule(_ normalisation: Normalisation) throws -> Rule {
        var indicators: [Indicator] = []
        var nodes: [Node] = []
        for row in try PublishedIndices.records(folder + "iMeta.csv") {
            let code = row["iCode"] ?? ""
            let parent = row["Parent"].flatMap { $0.isEmpty || $0 == "NA" ? nil : $0 }
            let weight = Double(row["Weight"] ?? "") ?? 1
            switch row["Type"] {
            case "Indicator":
                var steps: [Step] = []
                if let by = row["Denominator"], !by.isEmpty, by != "NA" { steps.append(.divide(by: by, factor: 1)) }
                steps += [.impute(.mean(group: "EurAsia")), .treatOutliers(OutlierRule())]
                indicators.append(
                    Indicator(
                        code, direction: row["Direction"] == "1" ? .higherIsBetter : .lowerIsBetter, steps: steps,
                        normalisation: normalisation))
                nodes.append(Node(code, parent: parent, weight: weight, indicator: code))
            case "Aggregate": nodes.append(Node(code, parent: parent, weight: weight))
            default: break
            }
        }
        return Rule(indicators: indicators, nodes: nodes)
    }

    static func directory() throws -> UnitDirectory {
        var directory = UnitDirectory()
        for row in try PublishedIndices.records(folder + "iData.csv") {
            directory.set("EurAsia", of: row["uCode"] ?? "", to: row["EurAsia_group"] ?? "")
        }
        return directory
    }

    static func run(_ rule: Rule) throws -> Run {
        let scheme = Scheme(code: "asem", versions: [RuleVersion(id: "1", rule: rule)])
        return try Run(scheme, try PublishedIndices.panel(folder + "data_long.csv"), try directory())
    }

    /// The greatest difference between a table `uCode, node…` and the run.
    static func worst(_ file: String, _ run: Run, value: (RunPart, Int, Int) -> Double?) throws -> Double {
        var worst = 0.0
        let part = try #require(run.parts.first)
        for row in try PublishedIndices.records(folder + file) {
            guard let unit = run.panel.unit(row["uCode"] ?? "") else { continue }
            for (code, text) in row {
                guard let node = part.position(of: code), let expected = Double(text) else { continue }
                worst = max(worst, abs((value(part, node, unit) ?? .infinity) - expected))
            }
        }
        return worst
    }

    static func scores(_ part: RunPart, _ node: Int, _ unit: Int) -> Double? { part.score(node, unit) }

    @Test func everyScoreOfTheNominalRunIsReproduced() throws {
        let run = try Self.run(try Self.rule(Normalisation(.minMax, ceiling: 100)))
        #expect(!run.hasErrors)
        #expect(try Self.worst("coinr_treated.csv", run) { $0.figure($1, $2) } < 1e-9)
        #expect(try Self.worst("coinr_normalised.csv", run, value: Self.scores) < 1e-9)
        #expect(try Self.worst("coinr_aggregated.csv", run, value: Self.scores) < 1e-9)
        #expect(try Self.worst("published_coinr6_aggregated.csv", run, value: Self.scores) < 2e-7)
        for row in try PublishedIndices.rows(Self.folder + "expected_long.csv").dropFirst() {
            #expect(abs((run.score(row[0], row[1], row[2]) ?? .nan) - (Double(row[3]) ?? .nan)) < 1e-9)
            if let rank = Double(row[4]) { #expect(run.rank(row[0], row[1], row[2]) == rank) }
        }
        #expect(Set(run.findings.filter { $0.kind == .treated && $0.arguments["outcome"] == "winsorised" }.map(\.node)).count == 15)
    }

    @Test func effectiveWeightsAreTheProductOfShares() throws {
        let run = try Self.run(try Self.rule(Normalisation(.minMax, ceiling: 100)))
        let part = try #require(run.parts.first)
        let weights = part.effectiveWeights(period: 0)
        for row in try PublishedIndices.records(Self.folder + "coinr_eff_weights.csv") {
            let node = try #require(part.position(of: row["iCode"] ?? ""))
            #expect(abs(weights[node] - (Double(row["EffWeight"] ?? row["Weight"] ?? "") ?? .nan)) < 1e-12, "\(row)")
        }
    }

    static let normalisations: [(String, Normalisation)] = [
        ("zscore", Normalisation(.zScore(mean: 10, deviation: 2))), ("prank", Normalisation(.percentileRank)),
        ("rank", Normalisation(.rank)), ("borda", Normalisation(.borda)), ("dist2max", Normalisation(.minMax)),
        ("minmax1_100", Normalisation(.minMax, floor: 1, ceiling: 100)),
    ]

    @Test(arguments: normalisations.indices)
    func everyOtherNormalisationIsReproduced(index: Int) throws {
        let (name, normalisation) = Self.normalisations[index]
        let run = try Self.run(try Self.rule(normalisation))
        #expect(try Self.worst("coinr_alt_norm_\(name).csv", run, value: Self.scores) < 1e-9)
    }

    @Test(arguments: [("a_gmean", Aggregation.geometric(.error)), ("a_hmean", .harmonic(.error))])
    func everyOtherMeanIsReproduced(name: String, aggregation: Aggregation) throws {
        var rule = try Self.rule(Normalisation(.minMax, floor: 1, ceiling: 100))
        for index in rule.nodes.indices { rule.nodes[index].aggregation = aggregation }
        #expect(try Self.worst("coinr_alt_agg_\(name).csv", try Self.run(rule), value: Self.scores) < 1e-9)
    }

    @Test func distanceToTargetOfRawFiguresIsReproduced() throws {
        var rule = try Self.rule(Normalisation(.minMax))
        let targets = Dictionary(
            try PublishedIndices.records(Self.folder + "iMeta.csv").map { ($0["iCode"] ?? "", Double($0["Target"] ?? "")) }
        ) { first, _ in first }
        for index in rule.indicators.indices {
            guard let target = targets[rule.indicators[index].code] ?? nil else { continue }
            rule.indicators[index].steps = []
            rule.indicators[index].normalisation =
                rule.indicators[index].direction == .higherIsBetter
                ? Normalisation(.minMax, high: .fixed(target), clip: .high) : Normalisation(.minMax, low: .fixed(target), clip: .high)
        }
        #expect(try Self.worst("coinr_dist2targ_raw.csv", try Self.run(rule)) { part, node, unit in part.score(node, unit) } < 1e-9)
    }

    @Test func copelandOnEveryLevelIsReproduced() throws {
        var rule = try Self.rule(Normalisation(.minMax, floor: 1, ceiling: 100))
        for index in rule.nodes.indices where rule.nodes[index].indicator == nil { rule.nodes[index].aggregation = .relational(.copeland) }
        #expect(try Self.worst("coinr_alt_agg_copeland.csv", try Self.run(rule), value: Self.scores) < 1e-9)
    }

    @Test(arguments: [("Nominal", Normalisation(.minMax, ceiling: 100)), ("Prank", Normalisation(.percentileRank))])
    func theRanksOfTheDocumentationAreReproduced(scenario: String, normalisation: Normalisation) throws {
        let run = try Self.run(try Self.rule(normalisation))
        let rows = try PublishedIndices.records(Self.folder + "published_docs_rank_scenarios.csv")
        let column = try #require(rows.first?.keys.first { $0.lowercased().hasPrefix(scenario.lowercased()) })
        #expect(rows.count == 51)
        for row in rows {
            #expect(run.rank(row["uCode"] ?? "", "2018", "Index") == Double(row[column] ?? ""), "\(row)")
        }
    }
}
