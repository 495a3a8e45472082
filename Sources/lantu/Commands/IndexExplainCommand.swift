import ArgumentParser
import Foundation
import IndexSpec
import Indicators
import Kernel

struct IndexExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Why a unit has its score, and against another unit, period or run, where the points went.",
        discussion:
            "--against takes a period (causes of the change, and lines), a unit (gap line by line), target (gap to the rule's targets), or the folder of another run (causes of the change)."
    )
    @Argument(help: "The folder `compute` wrote.") var folder: String
    @Option(help: "The unit.") var unit: String
    @Option(help: "The period.") var period: String
    @Option(help: "A period, a unit, target, or the folder of another run.") var against: String?
    @Option(help: "text or json.") var format = OutputFormat.text

    struct Line: Encodable {
        var node: String
        var kind: String
        var depth: Int?
        var figure: Double?
        var score: Double?
        var weight: Double?
        var points: Double
        var otherPoints: Double?
        var difference: Double?
    }

    struct Answer: Encodable {
        var unit: String
        var period: String
        var against: String?
        var score: Double?
        var rank: Double?
        var other: Double?
        var difference: Double?
        /// Points by cause, summing to the difference.
        var causes: [String: Double]?
        var lines: [Line]
    }

    func run() async throws {
        try await reporting {
            let run = try IndexFolder(path: folder).inputs().compute().run
            let here = try place(run, unit, period)
            var answer: Answer
            if let against {
                answer = try compare(run, here, against)
            } else {
                answer = explain(here)
            }
            answer.score = here.part.score(here.part.root, here.cell)
            answer.rank = here.part.rank(here.part.root, here.cell)
            switch format {
            case .json: Console.print(try IndexJSON.text(answer))
            case .text: tell(answer)
            }
        }
    }

    private struct Place {
        let run: Run
        let part: RunPart
        let cell: Int
        let period: Int
    }

    private func place(_ run: Run, _ unit: String, _ period: String) throws -> Place {
        guard let u = run.panel.unit(unit) else { throw AppError("LT2429", .notFound, ["value": unit]) }
        guard let p = run.panel.period(period), let part = run.part(period: p), let local = part.periods.firstIndex(of: p) else {
            throw AppError("LT2429", .notFound, ["value": period])
        }
        return Place(run: run, part: part, cell: local * run.panel.units.count + u, period: p)
    }

    private func explain(_ here: Place) -> Answer {
        var depths: [Int: Int] = [:]
        for node in here.part.readingOrder { depths[node] = here.part.parent(of: node).map { (depths[$0] ?? 0) + 1 } ?? 0 }
        let lines = here.part.contributions(here.cell).map { line in
            Line(
                node: here.part.nodes[line.node].code, kind: line.kind.rawValue,
                depth: (depths[line.node] ?? 0) + (line.kind == .group || line.kind == .indicator || line.kind == .absence ? 0 : 1),
                figure: line.figure, score: line.score, weight: line.weight, points: line.points)
        }
        return Answer(unit: unit, period: period, lines: lines)
    }

    private func compare(_ run: Run, _ here: Place, _ against: String) throws -> Answer {
        let there: Place
        var causes: [String: Double]?
        var isFolder: ObjCBool = false
        if against == "target", run.panel.unit(against) == nil {
            let reached = try here.part.reaching(here.part.targets, at: here.cell, in: run)
            there = Place(run: run, part: reached, cell: here.cell, period: here.period)
        } else if run.panel.period(against) != nil {
            there = try place(run, unit, against)
        } else if run.panel.unit(against) != nil {
            there = try place(run, against, period)
        } else if FileManager.default.fileExists(atPath: against, isDirectory: &isFolder), isFolder.boolValue {
            there = try place(try IndexFolder(path: against).inputs().compute().run, unit, period)
        } else {
            throw AppError("LT2429", .notFound, ["value": against])
        }
        if against != "target", run.panel.unit(against) == nil || run.panel.period(against) != nil {
            let change = Change(
                of: here.part.nodes[here.part.root].code, unit: unit, from: .init(there.run, period: there.period),
                to: .init(run, period: here.period))
            causes = change.map { change in
                Dictionary(change.points.map { ($0.key.name, $0.value) }) { first, _ in first }
            }
        }
        let comparison = Comparison(here.part, here.cell, against: there.part, there.cell)
        if let sum = causes?.values.reduce(0, +), let comparison {
            // What is shown is rounded, what causes are taken of is not.
            let rest = comparison.score - comparison.other - sum
            if abs(rest) > 1e-12 { causes?["rounding"] = rest }
        }
        let lines = (comparison?.lines ?? []).sorted { abs($0.difference) > abs($1.difference) }.map { line in
            Line(
                node: line.node, kind: line.kind.rawValue, points: line.points, otherPoints: line.otherPoints, difference: line.difference)
        }
        return Answer(
            unit: unit, period: period, against: against, other: comparison?.other, difference: comparison.map { $0.score - $0.other },
            causes: causes, lines: lines)
    }

    private func tell(_ answer: Answer) {
        func short(_ value: Double?) -> String { value.map { String(format: "%.6g", $0) } ?? "" }
        func points(_ value: Double?) -> String { value.map { String(format: "%+.4f", $0) } ?? "" }
        Console.print("\(answer.unit) \(answer.period): \(short(answer.score)) #\(short(answer.rank))")
        guard answer.against != nil else {
            Console.table(
                ["node", "kind", "figure", "score", "weight", "points"],
                answer.lines.map { line in
                    [
                        String(repeating: "  ", count: line.depth ?? 0) + line.node, line.kind, short(line.figure), short(line.score),
                        short(line.weight), points(line.points),
                    ]
                })
            return
        }
        Console.print("\(answer.against ?? ""): \(short(answer.other)) \(points(answer.difference))")
        if let causes = answer.causes {
            let names = Change.Cause.allCases.map(\.name) + (causes["rounding"] == nil ? [] : ["rounding"])
            Console.table(["cause", "points"], names.map { [$0, points(causes[$0])] })
        }
        Console.table(
            ["node", "kind", "points", "other", "difference"],
            answer.lines.map { [$0.node, $0.kind, points($0.points), points($0.otherPoints), points($0.difference)] })
    }
}
