import ArgumentParser
import IndexSpec
import Indicators
import Kernel

struct IndexRobustnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "robustness",
        abstract: "How far ranks hang on choices: bands under other weights, one indicator left out at a time, shares of variance.",
        discussion: "The result depends on the seed alone. Draws that fail are counted and told, never skipped.")
    @Argument(help: "The folder `compute` wrote.") var folder: String
    @Option(help: "The period; the last one when left out.") var period: String?
    @Option(help: "Draws of weights.") var draws = 1000
    @Option(help: "Every weight varies by up to this share of itself; `any` draws weights without regard to the rule's.") var noise = "0.25"
    @Option(help: "Seed of the draws.") var seed: UInt64 = 1
    @Option(help: "Rows of the Sobol sample over the weights of the root's children; 0 leaves it out.") var sobol = 256
    @Option(help: "text or json.") var format = OutputFormat.text

    struct Band: Encodable {
        var unit: String
        var rank: Double?
        /// 5 %, 50 % and 95 % of the ranks drawn.
        var low: Double?
        var median: Double?
        var high: Double?
    }

    struct Removal: Encodable {
        var node: String
        /// Mean places a unit moves when the node is left out.
        var meanShift: Double
        var unit: String?
        var places: Int?
    }

    struct Share: Encodable {
        var node: String
        var first: Double
        var total: Double
    }

    struct Consistency: Encodable {
        var node: String
        var alpha: Double
    }

    struct Answer: Encodable {
        var period: String
        var draws: Int
        var failedDraws: Int
        var bands: [Band]
        var removals: [Removal]
        /// Shares of the variance of the mean shift of ranks.
        var sobol: [Share]
        /// Cronbach's alpha of a node's children.
        var consistency: [Consistency]
    }

    func run() async throws {
        try await reporting {
            let run = try IndexFolder(path: folder).inputs().compute().run
            let name = period ?? run.panel.periods.last ?? ""
            guard let index = run.panel.period(name), let part = run.part(period: index) else {
                throw AppError("LT2429", .notFound, ["value": name])
            }
            guard let noise = self.noise == "any" ? WeightNoise.anyWeights : Double(self.noise).map({ .relative($0) }) else {
                throw ValidationError("--noise takes a share or any: \(self.noise)")
            }
            let answer: Answer
            do {
                answer = try WeightTrial(run, part, index).answer(draws: draws, noise: noise, seed: seed, sobolRows: sobol)
            } catch let error as MethodError {
                throw AppError("LT2425", .unprocessable, ["problem": "\(error)"])
            }
            switch format {
            case .json: Console.print(try IndexJSON.text(answer))
            case .text: tell(answer)
            }
        }
    }

    private func tell(_ answer: Answer) {
        func short(_ value: Double?) -> String { value.map { Decimals.round($0, 3).description } ?? "" }
        Console.print("\(answer.period): \(answer.draws) / \(answer.failedDraws)")
        Console.table(
            ["unit", "rank", "5%", "50%", "95%"],
            answer.bands.map { [$0.unit, short($0.rank), short($0.low), short($0.median), short($0.high)] })
        if !answer.removals.isEmpty {
            Console.table(
                ["left out", "mean shift", "unit", "places"],
                answer.removals.map { [$0.node, short($0.meanShift), $0.unit ?? "", $0.places.map(String.init) ?? ""] })
        }
        if !answer.sobol.isEmpty {
            Console.table(["weight of", "first", "total"], answer.sobol.map { [$0.node, short($0.first), short($0.total)] })
        }
        if !answer.consistency.isEmpty {
            Console.table(["node", "alpha"], answer.consistency.map { [$0.node, short($0.alpha)] })
        }
    }
}
