import App
import ArgumentParser
import Decisions
import FEEL
import Foundation
import Kernel
import Policy

struct RulesRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Decide record after record: one JSON object per line in, one answer per line out.",
        discussion:
            "A line that is no JSON object is told with its number and answered with an error; the run goes on and ends with exit 2.")
    @Argument(help: "The model.") var model: String
    @Option(help: "The decision.") var decision: String
    @Option(help: "Records, one JSON object per line; - for standard input.") var input = "-"
    @Option(help: "Answers, one JSON object per line; - for standard output.") var output = "-"
    @Flag(help: "Add to each answer which rule fired, what nearly did, and where a null came from.") var explain = false

    func run() async throws {
        try await reporting {
            let compiled = try RuleFiles.model(model)
            guard var reader = RecordReader(compiled, decision: decision) else {
                throw AppError("LT2394", .notFound, ["name": decision, "known": compiled.decisionNames.joined(separator: ", ")])
            }
            let writer = try BlockWriter(output)
            let evaluator = Evaluator(compiled, recording: explain)
            var bad = 0
            try LineReader.read(input) { number, line in
                var answer = "{\"line\":\(number),"
                do throws(Finding) {
                    guard let line else { throw Finding(.error, "LT2381", ["limit": String(LineReader.lineLimit)]) }
                    if explain {
                        try told(line, evaluator, &answer)
                    } else {
                        try reader.read(line, into: evaluator)
                        let outcome = reader.decide(evaluator)
                        answer += "\"value\":"
                        outcome.value.writeJSON(to: &answer)
                        if outcome.hasFailed { answer += ",\"failed\":true" }
                        if let exceeded = outcome.exceeded { answer += ",\"exceeded\":\"\(exceeded)\"" }
                    }
                } catch {
                    bad += 1
                    let located = Finding(
                        error.severity, error.code, error.arguments, at: Position(line: number, column: error.position?.column ?? 1))
                    Console.error(Sentences.current.line(located, file: input))
                    answer += "\"error\":" + FEELValue.string(Sentences.current.text("diagnostic.\(error.code)", error.arguments)).json
                }
                try writer.write(answer + "}\n")
            }
            try writer.close()
            if bad > 0 { throw ExitStatus.invalid.exit }
        }
    }

    private func told(_ line: UnsafeBufferPointer<UInt8>, _ evaluator: Evaluator, _ answer: inout String) throws(Finding) {
        guard case .context(let record) = try FEELValue.json(Array(line)) else {
            throw Finding(.error, "LT2380", ["problem": "{ is expected"])
        }
        guard let (outcome, explanation) = evaluator.explain(decision, record.entries.map { (name: $0.key, value: $0.value) }) else {
            return
        }
        answer += "\"value\":"
        outcome.value.writeJSON(to: &answer)
        if outcome.hasFailed { answer += ",\"failed\":true" }
        answer += ",\"explanation\":"
        explanation.value { Sentences.current.text("diagnostic.\($0.code)", $0.arguments) }.writeJSON(to: &answer)
    }
}

struct RulesCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Faults of a model, and of its tables: gaps, overlaps, rules that never fire, with an example of each (exit 2 for errors).")
    @Argument(help: "The model.") var model: String
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let findings = try RuleFiles.model(model).check()
            switch format {
            case .json: Console.print(try ControlServer.json(findings.map { $0.diagnostic(file: model) }))
            case .text:
                for finding in findings { Console.print(Sentences.current.line(finding, file: model)) }
                let counts = [Finding.Severity.error, .warning, .notice].map { severity in findings.count { $0.severity == severity } }
                Console.print("\(counts[0]) errors, \(counts[1]) warnings, \(counts[2]) notices")
            }
            if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.invalid.exit }
        }
    }
}

struct RulesDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What differs between two versions of a model, cell by cell (exit 1 when something does).")
    @Argument(help: "The old model.") var old: String
    @Argument(help: "The new model.") var new: String
    @Option(help: "text or json.") var format = OutputFormat.text

    private struct Row: Encodable {
        let kind: String
        let element: String
        let place: String
        let old: String
        let new: String
    }

    func run() async throws {
        try await reporting {
            let changes = ModelDiff(try RuleFiles.document(old).definitions, try RuleFiles.document(new).definitions).changes
            switch format {
            case .json:
                Console.print(
                    try ControlServer.json(
                        changes.map { Row(kind: $0.kind.rawValue, element: $0.element, place: $0.place, old: $0.old, new: $0.new) }))
            case .text:
                for change in changes {
                    let place = [change.element, change.place].filter { !$0.isEmpty }.joined(separator: ", ")
                    switch change.kind {
                    case .added: Console.print("+ \(place): \(change.new)")
                    case .removed: Console.print("- \(place): \(change.old)")
                    case .changed: Console.print("~ \(place): \(change.old) → \(change.new)")
                    }
                }
            }
            if !changes.isEmpty { throw ExitStatus.failed.exit }
        }
    }
}

struct RulesBacktest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest", abstract: "Decide past records with two versions of a model: which decisions turn, and by which rule.")
    @Argument(help: "The old model.") var old: String
    @Argument(help: "The new model.") var new: String
    @Option(help: "Records, one JSON object per line; - for standard input.") var input: String
    @Option(help: "Only these decisions; default all that both versions have.") var decision: [String] = []
    @Option(help: "text or json.") var format = OutputFormat.text

    private struct Row: Encodable {
        let line: Int
        let decision: String
        let old: String
        let new: String
        let oldRules: [Int]
        let newRules: [Int]
    }

    private struct Report: Encodable {
        let records: Int
        let turned: [String: Int]
        let cases: [Row]
        let badLines: [Int]
    }

    func run() async throws {
        try await reporting {
            var backtest = Backtest(try RuleFiles.model(old), try RuleFiles.model(new), decisions: decision)
            if let missing = decision.first(where: { !backtest.decisions.contains($0) }) {
                throw AppError("LT2394", .notFound, ["name": missing, "known": backtest.decisions.joined(separator: ", ")])
            }
            var rows: [Row] = []
            var bad: [Int] = []
            try LineReader.read(input) { number, line in
                guard let line, case .context(let record)? = try? FEELValue.json(Array(line)) else {
                    bad.append(number)
                    Console.error(Sentences.current.line(Finding(.error, "LT2382", at: Position(line: number, column: 1)), file: input))
                    return
                }
                for flip in backtest.compare(record) {
                    let row = Row(
                        line: number, decision: flip.decision, old: flip.old.excerpt, new: flip.new.excerpt, oldRules: flip.oldRules,
                        newRules: flip.newRules)
                    if format == .text { Console.print(Self.line(row)) } else if rows.count < 100_000 { rows.append(row) }
                }
            }
            switch format {
            case .json:
                Console.print(
                    try ControlServer.json(Report(records: backtest.records, turned: backtest.flips, cases: rows, badLines: bad)))
            case .text:
                Console.table(
                    ["decision", "records", "turned"],
                    backtest.decisions.map { [$0, String(backtest.records), String(backtest.flips[$0] ?? 0)] })
            }
            if !bad.isEmpty { throw ExitStatus.invalid.exit }
        }
    }

    private static func line(_ row: Row) -> String {
        let rules = { (rules: [Int]) in rules.isEmpty ? "" : " [" + rules.map(String.init).joined(separator: ", ") + "]" }
        return "\(row.line) \(row.decision): \(row.old)\(rules(row.oldRules)) → \(row.new)\(rules(row.newRules))"
    }
}
