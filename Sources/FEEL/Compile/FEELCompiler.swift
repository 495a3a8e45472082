/// Compiles texts.
public struct FEELCompiler: Sendable {
    /// How errors that need not prevent evaluation are taken.
    public enum Mode: Sendable {
        /// As one writes: unknown names and types are errors.
        case strict
        /// As a model from elsewhere runs: unknown names are null, with a finding, when evaluated.
        case lenient
    }

    public let mode: Mode

    public init(_ mode: Mode = .strict) { self.mode = mode }

    /// Compiles an expression over the names of `scope`.
    public func expression(_ source: String, _ scope: FEELScope = FEELScope()) throws(FEELError) -> FEELProgram {
        var parser = try Parser(source, scope: scope)
        let tree: Node
        do { tree = try parser.wholeExpression() } catch { throw FEELError(parser.diagnostics) }
        let diagnostics = try check(tree, parser)
        return FEELProgram(
            slotCount: parser.slotCount, type: tree.type, diagnostics: diagnostics, code: Compiler().code(tree), tree: tree)
    }

    /// Compiles the tests of a table cell over an input of `inputType`; the input is `?` and gets the slot after the scope's.
    public func unaryTests(
        _ source: String, input inputType: FEELType = .any, _ scope: FEELScope = FEELScope()
    ) throws(FEELError) -> FEELUnaryTests {
        var inner = scope
        let slot = inner.declare("?", inputType)
        var parser = try Parser(source, scope: inner)
        let input = Node(.variable(slot: slot, name: "?"), .origin, inputType)
        let tests: Node.UnaryTests
        do { tests = try parser.wholeUnaryTests(input) } catch { throw FEELError(parser.diagnostics) }
        let tree = Node(.unaryTests(tests), FEELSourceRange.origin.through(parser.token.range), .boolean)
        let diagnostics = try check(tree, parser)
        return FEELUnaryTests(
            slotCount: parser.slotCount, inputSlot: slot, diagnostics: diagnostics, shape: Shapes.shape(of: tests),
            truth: Compiler().truth(tree), tree: tree)
    }

    private func check(_ tree: Node, _ parser: Parser) throws(FEELError) -> [FEELDiagnostic] {
        let diagnostics = parser.diagnostics + Check.findings(in: tree, scope: parser.scope)
        if mode == .strict
            ? diagnostics.contains(where: { $0.severity == .error }) : parser.diagnostics.contains(where: { $0.severity == .error })
        {
            throw FEELError(diagnostics)
        }
        return diagnostics
    }
}
