import Kernel

/// Collects every fault of a pack while it is read; local to one load.
package final class PackFindings {
    package init() {}

    package private(set) var diagnostics: [Diagnostic] = []

    package func report(_ code: String, _ arguments: [String: String] = [:], at node: PackNode, severity: Diagnostic.Severity = .error) {
        report(code, arguments, file: node.file, line: node.line, column: node.column, severity: severity)
    }

    package func report(
        _ code: String, _ arguments: [String: String] = [:], file: String, line: Int? = nil, column: Int? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        // A node anchored once and used often is reported once.
        add(Diagnostic(severity, code, arguments, file: file, line: line, column: column.map { String($0) }))
    }

    package func add(_ found: Diagnostic) {
        if seen.insert(found).inserted { diagnostics.append(found) }
    }

    private var seen: Set<Diagnostic> = []

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// By file, then line, then code: the order a person corrects them in.
    package var sorted: [Diagnostic] {
        diagnostics.sorted { a, b in
            if a.file != b.file { return (a.file ?? "") < (b.file ?? "") }
            if a.line != b.line { return (a.line ?? 0) < (b.line ?? 0) }
            return a.code < b.code
        }
    }
}
