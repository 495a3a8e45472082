import Decimal34
import FEEL
import Testing

/// One evaluation as the tests look at it.
struct Answer {
    let value: FEELValue
    let failed: Bool
    let codes: [FEELCode]
}

/// Compiles leniently and evaluates; variables are declared with the types of their values.
func answer(_ source: String, _ variables: [(String, FEELValue)] = [], mode: FEELCompiler.Mode = .lenient) throws -> Answer {
    var scope = FEELScope()
    for (name, value) in variables { scope.declare(name, FEELType(of: value)) }
    let program = try FEELCompiler(mode).expression(source, scope)
    let run = FEELRun(recording: true)
    let frame = FEELFrame(scope, run: run)
    for (slot, variable) in variables.enumerated() { frame[slot] = variable.1 }
    let value = program.evaluate(frame)
    return Answer(value: value, failed: run.failed, codes: run.diagnostics.map(\.code))
}

/// The value of an expression as it would be written.
func feel(_ source: String, _ variables: [(String, FEELValue)] = []) throws -> String {
    try answer(source, variables).value.literal
}

/// Whether the expression is null because of an error.
func isError(_ source: String, _ variables: [(String, FEELValue)] = []) throws -> Bool {
    let answer = try answer(source, variables)
    return answer.value.isNull && answer.failed
}
