import FEEL

/// Compiled logic: reads its variables from the frame's slots and may use slots above them.
typealias Logic = @Sendable (FEELFrame) -> FEELValue

/// Where a piece of logic stands, for findings and explanations.
struct Place: Sendable, Hashable {
    /// The decision, knowledge model or service.
    let element: String
    let position: Position
}

extension FEELError {
    func findings(element: String, at position: Position) -> [Finding] { diagnostics.map { $0.finding(element: element, at: position) } }
}

extension FEELDiagnostic {
    /// The finding at its place in the file, given where the text begins.
    public func finding(element: String = "", at base: Position) -> Finding {
        let severity: Finding.Severity =
            switch self.severity {
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
        let column = range.line == 1 ? base.column + range.column - 1 : range.column
        return Finding(
            severity, code.rawValue, arguments, element: element, at: Position(line: base.line + range.line - 1, column: column))
    }
}
