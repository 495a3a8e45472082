import FEEL

/// A decision table ready to run: one index per input column, the cells that must be asked, and the outputs of each rule.
final class CompiledTable: Sendable {
    final class Column: Sendable {
        let name: String
        let input: Logic
        let index: ColumnIndex
        /// A rule's tests; nil for a cell that could not be compiled, which accepts nothing.
        let cells: [FEELUnaryTests?]
        let shapes: [FEELUnaryTests.Shape]
        let texts: [String]
        /// What the input can be, where the column says so.
        let allowed: FEELUnaryTests?
        let type: FEELType

        init(
            name: String, input: @escaping Logic, index: ColumnIndex, cells: [FEELUnaryTests?], shapes: [FEELUnaryTests.Shape],
            texts: [String], allowed: FEELUnaryTests?, type: FEELType
        ) {
            (self.name, self.input, self.index, self.cells, self.shapes) = (name, input, index, cells, shapes)
            (self.texts, self.allowed, self.type) = (texts, allowed, type)
        }
    }

    final class Output: Sendable {
        let name: String?
        let cells: [Logic]
        let texts: [String]
        let otherwise: Logic?
        /// Highest first; empty without a declared order.
        let priorities: [FEELValue]
        let type: FEELType
        let takesAll: Bool

        init(name: String?, cells: [Logic], texts: [String], otherwise: Logic?, priorities: [FEELValue], type: FEELType) {
            (self.name, self.cells, self.texts, self.otherwise) = (name, cells, texts, otherwise)
            (self.priorities, self.type, takesAll) = (priorities, type, type == .any)
        }
    }

    let policy: DecisionTable.HitPolicy
    let aggregation: DecisionTable.Aggregation?
    let columns: [Column]
    let outputs: [Output]
    let ruleCount: Int
    let width: Int
    let place: Place
    let rulePositions: [Position]
    let label: String?
    /// Whether no surviving rule has to be asked as long as all inputs are of their columns' kinds.
    let isIndexed: Bool

    init(
        policy: DecisionTable.HitPolicy, aggregation: DecisionTable.Aggregation?, columns: [Column], outputs: [Output], ruleCount: Int,
        place: Place, rulePositions: [Position], label: String?
    ) {
        (self.policy, self.aggregation, self.columns, self.outputs) = (policy, aggregation, columns, outputs)
        (self.ruleCount, self.place, self.rulePositions, self.label) = (ruleCount, place, rulePositions, label)
        width = (ruleCount + 63) / 64
        isIndexed = columns.allSatisfy { $0.index.opaque.isEmpty }
    }

    /// The table's answer. Work grows with the rules that match, not with all of them.
    func evaluate(_ frame: FEELFrame) -> FEELValue {
        guard frame.run.charge(steps: columns.count + width / 16 + 1) else { return .null }
        if frame.run.recording, let session = Session.of(frame.run), session.trace != nil { return traced(frame, session) }
        return withUnsafeTemporaryAllocation(of: FEELValue.self, capacity: columns.count) { inputs in
            for at in 0..<columns.count { inputs.initializeElement(at: at, to: columns[at].input(frame)) }
            defer { inputs.deinitialize() }
            return withUnsafeTemporaryAllocation(of: Int.self, capacity: columns.count) { decide(UnsafeBufferPointer(inputs), frame, $0) }
        }
    }

    private func decide(_ inputs: UnsafeBufferPointer<FEELValue>, _ frame: FEELFrame, _ sets: UnsafeMutableBufferPointer<Int>) -> FEELValue
    {
        for at in 0..<columns.count { sets[at] = columns[at].index.acceptsAll ? -2 : columns[at].index.set(of: inputs[at]) ?? -1 }
        switch policy {
        case .first:
            var found: Int?
            search(inputs, frame, sets) {
                found = $0
                return false
            }
            return found.map { result(of: $0, frame) } ?? otherwise(frame)
        case .unique:
            var found: Int?
            var another: Int?
            search(inputs, frame, sets) { rule in
                if found != nil {
                    another = rule
                    return false
                }
                found = rule
                return true
            }
            guard let found else { return otherwise(frame) }
            if another != nil { return conflict("LT2331", matches(inputs, frame, sets), frame) }
            return result(of: found, frame)
        default:
            return combine(matches(inputs, frame, sets), frame)
        }
    }

    private func matches(_ inputs: UnsafeBufferPointer<FEELValue>, _ frame: FEELFrame, _ sets: UnsafeMutableBufferPointer<Int>) -> [Int] {
        var rules: [Int] = []
        search(inputs, frame, sets) {
            rules.append($0)
            return true
        }
        return rules
    }

    /// Visits the rules that match, in their order, until the visitor has enough.
    ///
    /// `sets` holds, per column, the number of its set, −1 where its cells must be asked and −2 where all are `-`.
    private func search(
        _ inputs: UnsafeBufferPointer<FEELValue>, _ frame: FEELFrame, _ sets: UnsafeMutableBufferPointer<Int>, _ visit: (Int) -> Bool
    ) {
        let asks = !isIndexed || sets.contains(-1)
        let last = ruleCount & 63 == 0 ? ~UInt64(0) : (1 << UInt64(ruleCount & 63)) - 1
        for word in 0..<width {
            var bits: UInt64 = word == width - 1 ? last : ~0
            for at in 0..<columns.count where sets[at] >= 0 { bits &= columns[at].index.word(word, of: sets[at]) }
            while bits != 0 {
                let rule = (word << 6) + bits.trailingZeroBitCount
                bits &= bits - 1
                if asks, !isAccepted(rule, inputs, frame, sets) { continue }
                if !visit(rule) { return }
            }
        }
    }

    private func isAccepted(
        _ rule: Int, _ inputs: UnsafeBufferPointer<FEELValue>, _ frame: FEELFrame, _ sets: UnsafeMutableBufferPointer<Int>
    ) -> Bool {
        for at in 0..<columns.count where sets[at] != -2 && (sets[at] < 0 || columns[at].index.opaque[rule]) {
            if !columns[at].accepts(rule, inputs[at], frame) { return false }
        }
        return true
    }

    // MARK: Answers

    /// What one rule answers: its output, or a context of several.
    func result(of rule: Int, _ frame: FEELFrame) -> FEELValue {
        if outputs.count == 1 { return output(0, of: rule, frame) }
        return .context(outputs.indices.map { (outputs[$0].name ?? "", output($0, of: rule, frame)) })
    }

    private func output(_ column: Int, of rule: Int, _ frame: FEELFrame) -> FEELValue {
        let value = outputs[column].cells[rule](frame)
        if outputs[column].takesAll { return value }
        let type = outputs[column].type
        guard let coerced = type.coerce(value) else {
            Session.of(frame.run)?.note(.error, "LT2330", ["value": value.excerpt, "type": "\(type)"], place)
            return .null
        }
        return coerced
    }

    /// The default outputs, or null where no rule matches and there are none.
    func otherwise(_ frame: FEELFrame) -> FEELValue {
        guard outputs.contains(where: { $0.otherwise != nil }) else {
            if frame.run.recording { Session.of(frame.run)?.note(.notice, "LT2333", [:], place) }
            return .null
        }
        if outputs.count == 1 { return outputs[0].otherwise?(frame) ?? .null }
        return .context(outputs.map { ($0.name ?? "", $0.otherwise?(frame) ?? .null) })
    }

    func conflict(_ code: String, _ rules: [Int], _ frame: FEELFrame) -> FEELValue {
        Session.of(frame.run)?.note(.error, code, ["rules": rules.prefix(20).map { String($0 + 1) }.joined(separator: ", ")], place)
        return .null
    }
}

extension CompiledTable.Column {
    /// Whether a rule's cell accepts the value, by evaluating it.
    func accepts(_ rule: Int, _ value: FEELValue, _ frame: FEELFrame) -> Bool { cells[rule]?.matches(value, frame) == true }
}
