import FEEL

/// Runs test files against their models.
public struct TestRunner {
    public struct Result: Sendable {
        public enum Verdict: String, Sendable { case success = "SUCCESS", error = "ERROR", ignored = "IGNORED" }

        public struct Failure: Sendable {
            public var node: String
            public var expected: String
            public var actual: String
        }

        public var id: String
        public var verdict: Verdict
        public var failures: [Failure]
        public var findings: [Finding]
    }

    /// Limits of one case. Time is not limited unless asked for: on a busy machine that would fail what is right.
    public var limits: FEELLimits
    public var clock: FEELClock

    public init(limits: FEELLimits = TestRunner.patient, clock: FEELClock = .system) { (self.limits, self.clock) = (limits, clock) }

    public static var patient: FEELLimits {
        var limits = FEELLimits()
        limits.milliseconds = 60_000
        return limits
    }

    /// Every case of a file, in its order.
    public func run(_ suite: TestSuite, _ model: CompiledModel) -> [Result] {
        let evaluator = Evaluator(model, limits: limits, clock: clock, recording: true)
        return suite.cases.map { run($0, model, evaluator) }
    }

    private func run(_ test: TestCase, _ model: CompiledModel, _ evaluator: Evaluator) -> Result {
        var failures: [Result.Failure] = []
        var findings: [Finding] = []
        evaluator.reset()
        switch test.kind {
        case .decision:
            for expectation in test.expectations {
                // Each node is asked for by itself, so that an error belongs to it.
                evaluator.reset()
                for input in test.inputs { evaluator.bind(input.name, input.namespace, input.value.value) }
                let outcome = decision(expectation, model, evaluator)
                findings += outcome.findings
                compare(expectation, outcome.value, outcome.hasFailed, &failures)
            }
        case .decisionService:
            let inputs = test.inputs.map { (name: $0.name, value: $0.value.value) }
            guard let node = test.invocable.flatMap({ model.graph.node(named: $0, kind: .service, model.modelSet) }) else {
                findings.append(Finding(.error, "LT2371", ["name": test.invocable ?? ""], at: test.position))
                for expectation in test.expectations { compare(expectation, .null, true, &failures) }
                break
            }
            let outputs = evaluator.serve(node: node, inputs)
            let whole = evaluator.outcome(.null)
            findings += whole.findings
            for expectation in test.expectations {
                let value: FEELValue
                if let output = outputs.first(where: { $0.name == expectation.name }) {
                    value = output.value
                } else if expectation.name == test.invocable {
                    value = outputs.count == 1 ? outputs[0].value : .context(outputs.map { ($0.name, $0.value) })
                } else {
                    value = .null
                }
                compare(expectation, value, whole.hasFailed, &failures)
            }
        case .knowledgeModel:
            let inputs = test.inputs.map { (name: $0.name, value: $0.value.value) }
            guard let node = test.invocable.flatMap({ model.graph.node(named: $0, kind: .knowledge, model.modelSet) }) else {
                findings.append(Finding(.error, "LT2371", ["name": test.invocable ?? ""], at: test.position))
                for expectation in test.expectations { compare(expectation, .null, true, &failures) }
                break
            }
            let outcome = evaluator.call(node: node, inputs)
            findings += outcome.findings
            for expectation in test.expectations { compare(expectation, outcome.value, outcome.hasFailed, &failures) }
        }
        return Result(
            id: test.id, verdict: test.expectations.isEmpty ? .ignored : failures.isEmpty ? .success : .error, failures: failures,
            findings: findings)
    }

    private func decision(_ expectation: TestCase.Expectation, _ model: CompiledModel, _ evaluator: Evaluator) -> Outcome {
        if let node = model.graph.node(named: expectation.name, kind: .decision, namespace: expectation.namespace, model.modelSet) {
            return evaluator.decide(node: node)
        }
        let missing = Finding(.error, "LT2371", ["name": expectation.name], at: expectation.position)
        return Outcome(value: .null, hasFailed: true, exceeded: nil, findings: [missing])
    }

    private func compare(_ expectation: TestCase.Expectation, _ value: FEELValue, _ hasFailed: Bool, _ failures: inout [Result.Failure]) {
        let isRight =
            if expectation.isError { value.isNull && hasFailed } else { (expectation.value ?? .null).matches(value) }
        guard !isRight else { return }
        failures.append(
            Result.Failure(
                node: expectation.name,
                expected: expectation.isError ? "null, with an error" : (expectation.value ?? .null).value.literal,
                actual: expectation.isError && value.isNull ? "null, without an error" : value.literal))
    }
}
