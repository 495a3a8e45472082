import FEEL

/// One thread's evaluation of a compiled model: values of its elements for one set of inputs, and what was noted.
///
/// Reused for record after record; frames and value tables are kept.
final class Session {
    let model: CompiledModel
    let run: FEELRun
    /// The elements' values for the inputs at hand: those of the caller, or of the decision service being evaluated.
    var state: State
    /// What is wrong, beyond what expressions report to the run. Kept only when recording.
    private(set) var findings: [Finding] = []
    private(set) var failed = false
    /// Set while an explanation is recorded.
    var trace: TraceRecorder?
    /// Diagnostics of the run that have been given a place.
    private var placed = 0
    private var depth = 0
    private var frames: [FEELFrame?]

    struct State {
        var values: ContiguousArray<FEELValue>
        var known: ContiguousArray<Bool>
        /// Whether the frames kept for reuse belong to this state.
        var reusesFrames: Bool

        init(count: Int, reusesFrames: Bool) {
            values = ContiguousArray(repeating: .null, count: count)
            known = ContiguousArray(repeating: false, count: count)
            self.reusesFrames = reusesFrames
        }
    }

    init(_ model: CompiledModel, limits: FEELLimits, clock: FEELClock, recording: Bool) {
        self.model = model
        run = FEELRun(limits: limits, clock: clock, recording: recording)
        state = State(count: model.nodes.count, reusesFrames: true)
        frames = Array(repeating: nil, count: model.nodes.count)
        run.attachment = self
    }

    static func of(_ run: FEELRun) -> Session? { run.attachment as? Session }

    /// Forgets the values and findings of the last record.
    func reset() {
        for index in state.known.indices where state.known[index] {
            state.known[index] = false
            state.values[index] = .null
        }
        findings.removeAll(keepingCapacity: true)
        (failed, placed, depth) = (false, 0, 0)
        run.reset()
    }

    // MARK: Values

    func set(_ node: Int, _ value: FEELValue) {
        state.values[node] = value
        state.known[node] = true
    }

    /// Brings a value from outside to the type of its element; null, with a finding, where it does not fit.
    func bind(_ node: Int, _ value: FEELValue) {
        let compiled = model.nodes[node]
        if compiled.takesAll { return set(node, value) }
        guard let coerced = compiled.type.coerce(value) else {
            note(.error, "LT2330", ["value": value.excerpt, "type": "\(compiled.type)"], compiled.place)
            set(node, .null)
            return
        }
        set(node, coerced)
    }

    /// Evaluates what the decision needs and then the decision, in an order without recursion.
    func decide(_ node: Int) -> FEELValue {
        if state.known[node] { return state.values[node] }
        for step in model.nodes[node].order where !state.known[step] && isNeeded(step, by: node) { set(step, evaluate(step)) }
        if !state.known[node] { set(node, evaluate(node)) }
        return state.values[node]
    }

    /// With values given for decisions (in a service), what only those need is not evaluated.
    private func isNeeded(_ step: Int, by target: Int) -> Bool {
        guard !state.reusesFrames else { return true }
        var pending = [target]
        var seen: Set<Int> = [target]
        while let next = pending.popLast() {
            if next == step { return true }
            for required in model.nodes[next].requirements where !state.known[required] && seen.insert(required).inserted {
                pending.append(required)
            }
        }
        return false
    }

    private func evaluate(_ node: Int) -> FEELValue {
        let compiled = model.nodes[node]
        guard let logic = compiled.logic else {
            if compiled.kind == .decision { note(.notice, "LT2317", [:], compiled.place) }
            return .null
        }
        let frame: FEELFrame
        if state.reusesFrames, let kept = frames[node] {
            frame = kept
        } else {
            frame = FEELFrame(run: run)
            frame.reserve(compiled.slotCount)
            if state.reusesFrames { frames[node] = frame }
        }
        fill(frame, compiled)
        trace?.begin(node)
        let value = coerced(logic(frame), compiled)
        trace?.end(node, value)
        return value
    }

    /// Puts the values of what an element requires where its logic looks for them.
    func fill(_ frame: FEELFrame, _ compiled: CompiledNode) {
        for (offset, source) in compiled.sources.enumerated() {
            switch source {
            case .node(let required): frame.slots[offset] = value(required)
            case .imported(let entries):
                frame.slots[offset] = .context(entries.map { ($0.name, value($0.node)) })
            }
        }
    }

    private func value(_ node: Int) -> FEELValue {
        if let function = model.nodes[node].function { return .function(function) }
        return state.values[node]
    }

    // MARK: Invocation

    /// Evaluates a knowledge model's logic for arguments.
    func invoke(_ node: Int, _ arguments: [FEELValue]) -> FEELValue {
        let compiled = model.nodes[node]
        guard let logic = compiled.logic, enter(compiled) else { return .null }
        defer { depth -= 1 }
        let frame = FEELFrame(run: run)
        frame.reserve(compiled.slotCount)
        fill(frame, compiled)
        for (offset, argument) in arguments.enumerated() { frame[compiled.sources.count + offset] = argument }
        trace?.begin(node)
        let value = logic(frame)
        trace?.end(node, value)
        return value
    }

    /// Evaluates a decision service: its own world, in which only what is given exists.
    func invokeService(_ node: Int, _ arguments: [FEELValue]) -> FEELValue {
        let compiled = model.nodes[node]
        guard let service = compiled.service, enter(compiled) else { return .null }
        let outer = state
        state = State(count: model.nodes.count, reusesFrames: false)
        defer {
            state = outer
            depth -= 1
        }
        for (parameter, argument) in zip(service.parameters, arguments) { bind(parameter, argument) }
        trace?.begin(node)
        let value = outputs(of: service)
        trace?.end(node, value)
        return coerced(value, compiled)
    }

    /// A service for arguments by name; what is missing is null. The value of each output decision.
    func serve(_ node: Int, _ given: [(name: String, value: FEELValue)]) -> [FEELValue] {
        let compiled = model.nodes[node]
        guard let service = compiled.service else { return [] }
        for (name, value) in given {
            if let parameter = service.parameters.first(where: { model.nodes[$0].name == name }) { bind(parameter, value) }
        }
        state.reusesFrames = false
        defer { state.reusesFrames = true }
        for parameter in service.parameters where !state.known[parameter] { set(parameter, .null) }
        trace?.begin(node)
        let values = service.outputs.map { decide($0) }
        let whole: FEELValue =
            values.count == 1 ? values[0] : .context(zip(service.outputs, values).map { (model.nodes[$0].name, $1) })
        trace?.end(node, whole)
        let result = coerced(whole, compiled)
        if values.count == 1 { return [result] }
        return result.isNull ? values.map { _ in .null } : values
    }

    private func coerced(_ value: FEELValue, _ compiled: CompiledNode) -> FEELValue {
        if compiled.returnsAll { return value }
        if let coerced = compiled.result.coerce(value) { return coerced }
        note(.error, "LT2330", ["value": value.excerpt, "type": "\(compiled.result)"], compiled.place)
        return .null
    }

    /// The value of the only output decision, or a context of several.
    private func outputs(of service: CompiledService) -> FEELValue {
        if service.outputs.count == 1 { return decide(service.outputs[0]) }
        return .context(service.outputs.map { (model.nodes[$0].name, decide($0)) })
    }

    private func enter(_ compiled: CompiledNode) -> Bool {
        guard depth < run.limits.invocationDepth else {
            note(.error, "LT2335", ["name": compiled.name, "limit": String(run.limits.invocationDepth)], compiled.place)
            return false
        }
        depth += 1
        return true
    }

    // MARK: Findings

    func note(_ severity: Finding.Severity, _ code: String, _ arguments: @autoclosure () -> [String: String], _ place: Place) {
        if severity == .error { failed = true }
        if run.recording, findings.count < 1_000 {
            findings.append(Finding(severity, code, arguments(), element: place.element, at: place.position))
        }
    }

    /// An expression has its value: places what it reported, and tells the explanation.
    func ended(_ place: Place, _ text: String, _ value: FEELValue) {
        attribute(place)
        trace?.expression(place, text, value)
    }

    /// Gives what the run reported since the last call its place. Called as each expression ends, the innermost first.
    func attribute(_ place: Place) {
        guard placed < run.diagnostics.count else { return }
        for diagnostic in run.diagnostics[placed...] { findings.append(diagnostic.finding(element: place.element, at: place.position)) }
        placed = run.diagnostics.count
    }

    var hasFailed: Bool { failed || run.failed }
}
