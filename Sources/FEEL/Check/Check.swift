/// Finds what can be said of an expression before it is evaluated.
enum Check {
    /// Findings in the order of the text.
    static func findings(in tree: Node, scope: FEELScope) -> [FEELDiagnostic] {
        var findings: [FEELDiagnostic] = []
        visit(tree, &findings)
        return findings
    }

    private static func visit(_ node: Node, _ findings: inout [FEELDiagnostic]) {
        if case .invalid(let code, let arguments) = node.kind {
            findings.append(FEELDiagnostic(code, at: node.range, arguments))
        }
        for child in node.children { visit(child, &findings) }
    }
}
