import FEEL

/// What an evaluation answers.
public struct Outcome: Sendable {
    public var value: FEELValue
    /// Whether an error was reported on the way, with or without findings being recorded.
    public var hasFailed: Bool
    /// The limit that ended it, as a code of the catalogue; such a result must not be relied on.
    public var exceeded: String?
    /// What was reported; empty unless recorded.
    public var findings: [Finding]
}

/// Evaluates a compiled model, record after record, on one thread at a time.
public final class Evaluator {
    private let session: Session
    private let model: CompiledModel

    /// - Parameter recording: whether outcomes carry findings. Without, evaluation costs less and only says whether it failed.
    public init(_ model: CompiledModel, limits: FEELLimits = FEELLimits(), clock: FEELClock = .system, recording: Bool = false) {
        self.model = model
        session = Session(model, limits: limits, clock: clock, recording: recording)
    }

    /// The value of a decision for inputs by name; nil if there is no such decision. Unknown inputs are ignored.
    public func decide(_ decision: String, _ inputs: [(name: String, value: FEELValue)]) -> Outcome? {
        guard let node = model.graph.node(named: decision, kind: .decision, model.modelSet) else { return nil }
        session.reset()
        for (name, value) in inputs { bind(name, nil, value) }
        return outcome(session.decide(node))
    }

    /// As `decide`, for values read from JSON: texts become dates, times and durations where the input's type asks for them.
    public func decideReading(_ decision: String, _ inputs: [(name: String, value: FEELValue)]) -> Outcome? {
        guard let node = model.graph.node(named: decision, kind: .decision, model.modelSet) else { return nil }
        session.reset()
        for (name, value) in inputs { bind(name, nil, value, reading: true) }
        return outcome(session.decide(node))
    }

    /// As `decide`, told step by step. Needs an evaluator that records.
    public func explain(_ decision: String, _ inputs: [(name: String, value: FEELValue)]) -> (outcome: Outcome, explanation: Explanation)? {
        guard let node = model.graph.node(named: decision, kind: .decision, model.modelSet) else { return nil }
        session.reset()
        let trace = TraceRecorder(model)
        session.trace = trace
        defer { session.trace = nil }
        for (name, value) in inputs { bind(name, nil, value, reading: true) }
        let outcome = outcome(session.decide(node))
        return (outcome, trace.finish(outcome.findings))
    }

    /// The decision for each row of columns of inputs; rows missing in a column are null. Values only: what fails is null.
    public func decide(_ decision: String, columns: [(name: String, values: [FEELValue])]) -> [FEELValue]? {
        guard let node = model.graph.node(named: decision, kind: .decision, model.modelSet) else { return nil }
        let inputs = columns.compactMap { column in
            model.graph.node(named: column.name, kind: .input, model.modelSet).map { (node: $0, values: column.values) }
        }
        let count = columns.map(\.values.count).max() ?? 0
        var answers: [FEELValue] = []
        answers.reserveCapacity(count)
        for row in 0..<count {
            session.reset()
            for input in inputs where row < input.values.count { session.bind(input.node, input.values[row]) }
            answers.append(session.decide(node))
        }
        return answers
    }

    // MARK: For test files and streams

    func reset() { session.reset() }

    /// Gives input data, or else a decision, of that name its value.
    func bind(_ name: String, _ namespace: String?, _ value: FEELValue, reading: Bool = false) {
        let node =
            model.graph.node(named: name, kind: .input, namespace: namespace, model.modelSet)
            ?? model.graph.node(named: name, kind: .decision, namespace: namespace, model.modelSet)
        guard let node else { return }
        let type = model.nodes[node].type
        session.bind(node, reading && type.readsText ? value.read(as: type) : value)
    }

    func bind(node: Int, _ value: FEELValue) { session.bind(node, value) }
    func decide(node: Int) -> Outcome { outcome(session.decide(node)) }

    /// The output decisions of a service by name.
    func serve(node: Int, _ inputs: [(name: String, value: FEELValue)]) -> [(name: String, value: FEELValue)] {
        let values = session.serve(node, inputs)
        guard let service = model.nodes[node].service else { return [] }
        return zip(service.outputs, values).map { (model.nodes[$0].name, $1) }
    }

    /// A knowledge model called with arguments by name.
    func call(node: Int, _ inputs: [(name: String, value: FEELValue)]) -> Outcome {
        guard let function = model.nodes[node].function else { return outcome(.null) }
        return outcome(function.call(named: inputs, session.run))
    }

    func outcome(_ value: FEELValue) -> Outcome {
        session.attribute(Place(element: "", position: Position(line: 1, column: 1)))
        return Outcome(value: value, hasFailed: session.hasFailed, exceeded: session.run.exceeded?.rawValue, findings: session.findings)
    }
}
