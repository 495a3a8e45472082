import App
import ArgumentParser
import Decisions
import FEEL
import Foundation
import Kernel
import Policy

struct FEELCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feel", abstract: "Evaluate an expression of the rule language; without one, read them line by line.",
        discussion:
            "While reading lines: `name = expression` keeps a value, `:complete prefix` lists names, `:names` the variables, `:history` what was written, `:quit` ends."
    )
    @Argument(help: "The expression.") var expression: String?
    @Option(help: "A JSON file whose entries are the variables.") var context: String?
    @Flag(help: "Tell where a null came from.") var explain = false
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            var shell = try ExpressionShell(context)
            guard let expression else { return shell.converse() }
            let (value, findings) = shell.evaluate(expression)
            for finding in findings where explain || finding.severity == .error && (value == nil || value?.isNull == true) {
                Console.error(Sentences.current.line(finding, file: nil))
            }
            guard let value else { throw ExitStatus.invalid.exit }
            Console.print(format == .json ? value.json : value.literal)
        }
    }
}

/// Variables and what was asked so far.
private struct ExpressionShell {
    private var scope = FEELScope()
    private var values: [FEELValue] = []
    private var history: [String] = []

    init(_ path: String?) throws {
        guard let path else { return }
        let bytes = try RuleFiles.bytes(path)
        let value: FEELValue
        do throws(Finding) { value = try FEELValue.json(bytes) } catch {
            throw AppError("LT2392", .unprocessable, ["file": path], diagnostics: [error.diagnostic(file: path)])
        }
        guard case .context(let entries) = value else {
            throw AppError(
                "LT2392", .unprocessable, ["file": path],
                diagnostics: [Finding(.error, "LT2380", ["problem": "{ is expected"]).diagnostic(file: path)])
        }
        for entry in entries.entries { set(entry.key, entry.value) }
    }

    private mutating func set(_ name: String, _ value: FEELValue) {
        scope.declare(name, FEELType(of: value))
        values.append(value)
    }

    /// The value, or nil for a text that cannot be used; with what is to be said.
    func evaluate(_ text: String) -> (FEELValue?, [Finding]) {
        let base = Position(line: 1, column: 1)
        do throws(FEELError) {
            let program = try FEELCompiler(.strict).expression(text, scope)
            let run = FEELRun(recording: true)
            let frame = FEELFrame(scope, run: run)
            for (slot, value) in values.enumerated() { frame[slot] = value }
            let value = program.evaluate(frame)
            return (value, (program.diagnostics + run.diagnostics).map { $0.finding(at: base) })
        } catch {
            return (nil, error.diagnostics.map { $0.finding(at: base) })
        }
    }

    mutating func converse() {
        let isTerminal = isatty(0) != 0
        while true {
            if isTerminal { FileHandle.standardError.write(Data("feel> ".utf8)) }
            guard let line = readLine() else { return }
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty { continue }
            if text == ":quit" { return }
            if text.hasPrefix(":") {
                command(text)
                continue
            }
            history.append(text)
            let (name, expression) = assignment(text)
            let (value, findings) = evaluate(expression)
            for finding in findings { Console.error(Sentences.current.line(finding, file: nil)) }
            guard let value else { continue }
            if let name { set(name, value) }
            Console.print(value.literal)
        }
    }

    /// `name = expression`, if the name is a plain new one; a comparison is never taken for it.
    private func assignment(_ text: String) -> (String?, String) {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return (nil, text) }
        let name = text[..<sign].trimmingCharacters(in: .whitespaces)
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" }
        guard isPlain, name.first?.isNumber == false, scope.variable(name) == nil else { return (nil, text) }
        return (name, String(text[text.index(after: sign)...]))
    }

    private static let words = [
        "and", "between", "else", "every", "false", "for", "function", "if", "in", "instance of", "not", "null", "or", "return",
        "satisfies",
        "some", "then", "true",
    ]

    private func command(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        let argument = parts.count > 1 ? String(parts[1]) : ""
        switch parts[0] {
        case ":complete":
            let names = scope.variables.map(\.name) + FEELScope.builtinNames + Self.words
            for name in Set(names.filter { $0.lowercased().hasPrefix(argument.lowercased()) }).sorted() { Console.print(name) }
        case ":names":
            for (variable, value) in zip(scope.variables, values) { Console.print("\(variable.name): \(variable.type) = \(value.excerpt)") }
        case ":history":
            for (number, line) in history.enumerated() { Console.print("\(number + 1) \(line)") }
        default: Console.error(":complete prefix, :names, :history, :quit")
        }
    }
}
