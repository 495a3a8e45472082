import Decisions
import FEEL
import Kernel

/// One rule model of a pack: a DMN file, compiled, with the test cases that stand beside it.
package struct RuleModel: Sendable {
    /// The file's name without folder and extension: `pre-review`; what a local pack replaces it by.
    package let id: String
    /// As the pack names it: `rules/pre-review.dmn`.
    package let file: String
    package let document: DMNDocument
    package let model: CompiledModel
    package let suites: [Suite]

    package struct Suite: Sendable {
        package let file: String
        package let cases: TestSuite
    }

    package var name: String { model.name }

    /// The decisions no other decision of the model needs, in the order of the file: what it is asked for.
    package var answers: [Decision] {
        let needed = Set(
            model.definitions.decisions.flatMap { $0.requirements.filter { $0.kind == .decision }.map(\.reference.id) })
        return model.definitions.decisions.filter { !needed.contains($0.head.id) }
    }

    /// Runs every case; bounded by `PackLimits.ruleCases` and the limits of one evaluation.
    package func tested() -> [(suite: Suite, test: TestCase, result: TestRunner.Result)] {
        let runner = TestRunner(limits: RuleModel.limits)
        return suites.flatMap { suite in
            zip(suite.cases.cases, runner.run(suite.cases, model)).map { (suite, $0, $1) }
        }
    }

    /// What one evaluation of a pack's rule may cost.
    package static var limits: FEELLimits { FEELLimits() }
}

extension Finding {
    /// This finding as a fault of a pack's file.
    package func diagnostic(file: String?) -> Diagnostic {
        let severity: Diagnostic.Severity =
            switch self.severity {
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
        var arguments = arguments
        if !element.isEmpty { arguments["element"] = element }
        return Diagnostic(severity, code, arguments, file: file, line: position?.line, column: position.map { String($0.column) })
    }
}
