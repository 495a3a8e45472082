import Crypto
import Foundation
import IndexSpec
import Indicators
import Kernel
import Solvers

/// The files an index is computed from, and their way into a run.
struct IndexInputs {
    struct File {
        let path: String
        let data: Data
        var name: String { URL(fileURLWithPath: path).lastPathComponent }
        let hash: String

        init(_ path: String) throws {
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
                throw AppError("LT2424", .notFound, ["file": path])
            }
            (self.path, self.data, hash) = (path, data, Self.hash(data))
        }

        static func hash(_ bytes: some DataProtocol) -> String {
            SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    let spec: File
    let data: [File]
    let units: File?
    let asOf: String?
    let dataAsOf: String?

    struct Computed {
        let run: Run
        let spec: IndexSpec
        /// What was found while reading and rolling up, then by the run.
        let findings: [Finding]
        var hasErrors: Bool { findings.contains { $0.severity == .error } }
    }

    /// - Throws: `LT2400`, `LT2423` with every located fault.
    func compute() throws -> Computed {
        let spec = try IndexSpec.require(Array(spec.data), file: self.spec.path)
        var data = IndexData()
        for file in self.data { try data.add(file.data, file: file.path, asOf: dataAsOf) }
        var directory = UnitDirectory()
        var faults = data.diagnostics
        if let units {
            let (read, diagnostics) = try IndexUnits.read(units.data, file: units.path, columns: spec.units)
            directory = read
            faults += diagnostics
        }
        guard !faults.contains(where: { $0.severity == .error }) else {
            throw AppError("LT2423", .unprocessable, ["count": String(faults.count)], diagnostics: faults)
        }
        let (observed, conflicts) = data.panel()
        var findings = conflicts.map { Finding(.warning, .conflict, unit: $0.unit, period: $0.period, node: $0.indicator) }
        var panel = observed
        if let rollUp = spec.rollUp {
            let rolled = rollUp.rollUp(over: panel.periods)(panel, directory.hierarchy)
            panel = rolled.panel
            findings += rolled.findings
        }
        let (scheme, refused) = spec.scheme(over: panel.periods)
        findings += refused
        do {
            let run = try Run(scheme, panel, directory, asOf: asOf, solver: ClpSolver())
            return Computed(run: run, spec: spec, findings: findings + run.findings)
        } catch {
            throw AppError("LT2425", .unprocessable, ["problem": "\(error)"])
        }
    }
}

extension Sentences {
    func line(_ finding: Finding) -> String {
        text("diagnostic.\(finding.kind.rawValue)", finding.arguments.merging(["node": finding.node ?? ""]) { own, _ in own })
    }
}
