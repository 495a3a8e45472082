import Kernel

/// Located faults in the order they were met; keeps the first ones and counts the rest.
package struct DiagnosticLog: Sendable {
    private let capacity: Int
    private var kept: [Diagnostic] = []
    private var dropped = 0

    package init(capacity: Int) { self.capacity = max(1, capacity) }

    package mutating func append(_ diagnostic: Diagnostic) {
        if kept.count < capacity { kept.append(diagnostic) } else { dropped += 1 }
    }

    package mutating func append(contentsOf other: DiagnosticLog) {
        for diagnostic in other.kept { append(diagnostic) }
        dropped += other.dropped
    }

    /// What was kept, closed by `LT4023` with the number of the rest when there is one.
    package var diagnostics: [Diagnostic] {
        dropped == 0 ? kept : kept + [Diagnostic(.error, "LT4023", ["count": String(dropped)])]
    }
}
