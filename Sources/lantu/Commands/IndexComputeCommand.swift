import ArgumentParser
import IndexSpec
import Indicators
import Kernel

struct IndexComputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compute", abstract: "Compute an index: scores, ranks, contributions, diagnostics and a seal.",
        discussion:
            "DATA is long: unit,period,indicator,value; a missing value has no row. Faults are printed with their places and nothing is computed (exit 2)."
    )
    @Argument(help: "The specification (YAML).") var spec: String
    @Option(help: "A data file; may be repeated.") var data: [String]
    @Option(help: "Units: their parents and groups.") var units: String?
    @Option(help: "The folder to write; made when it is not there.") var output: String
    @Option(help: "Use the rule versions adopted by this day, YYYY-MM-DD.") var asOf: String?
    @Option(help: "Use the data recorded by this day, YYYY-MM-DD.") var dataAsOf: String?
    @Flag(inversion: .prefixedNo, help: "Write contributions.csv.") var contributions = true

    func run() async throws {
        try await reporting {
            let inputs = IndexInputs(
                spec: try .init(spec), data: try data.map { try .init($0) }, units: try units.map { try .init($0) }, asOf: asOf,
                dataAsOf: dataAsOf)
            let computed = try inputs.compute()
            let seal = try IndexFolder(path: output).write(computed, inputs, contributions: contributions)
            for finding in computed.findings.filter({ $0.severity == .error }).prefix(200) {
                let place = [finding.unit, finding.period, finding.node].compactMap { $0 }.joined(separator: " ")
                Console.error("\(place): \(finding.kind.rawValue): \(Sentences.current.line(finding))")
            }
            guard let seal else { throw ExitStatus.invalid.exit }
            Console.print("\(seal.index) \(seal.seal)")
        }
    }
}

struct IndexVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Work a computed index out again from its sealed inputs and compare (exit 3 when it differs).")
    @Argument(help: "The folder `compute` wrote.") var folder: String

    func run() async throws {
        try await reporting {
            let folder = IndexFolder(path: folder)
            let differences = try folder.differences()
            Console.print(differences.isEmpty ? try folder.seal.seal : differences.joined(separator: " "))
            if !differences.isEmpty { throw ExitStatus.faultsFound.exit }
        }
    }
}

struct IndexCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a specification, and with data what it would meet (exit 2 when there are errors).")
    @Argument(help: "The specification (YAML).") var spec: String
    @Option(help: "A data file; may be repeated.") var data: [String] = []
    @Option(help: "Units: their parents and groups.") var units: String?
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let file = try IndexInputs.File(spec)
            let (read, located) = IndexSpec.read(Array(file.data), file: spec)
            var diagnostics = located
            if read != nil, !data.isEmpty {
                let inputs = IndexInputs(
                    spec: file, data: try data.map { try .init($0) }, units: try units.map { try .init($0) }, asOf: nil, dataAsOf: nil)
                let computed = try inputs.compute()
                let found = computed.findings + Lint.findings(computed.run.scheme, computed.run.panel) + Lint.findings(computed.run)
                diagnostics += found.map { $0.diagnostic(file: spec) }
            }
            switch format {
            case .json: Console.print(try IndexJSON.text(diagnostics))
            case .text: for diagnostic in diagnostics { Console.print(Sentences.current.line(diagnostic)) }
            }
            if diagnostics.contains(where: { $0.severity == .error }) { throw ExitStatus.invalid.exit }
        }
    }
}

extension Finding {
    /// The finding as a place in the specification's world: unit, period and node stand where a column would.
    func diagnostic(file: String) -> Diagnostic {
        let severity: Diagnostic.Severity = [.notice, .warning, .error][self.severity.rawValue]
        let place = [unit, period, node].compactMap { $0 }.joined(separator: " ")
        return Diagnostic(
            severity, kind.rawValue, arguments.merging(["node": node ?? ""]) { own, _ in own }, file: file,
            column: place.isEmpty ? nil : place)
    }
}
