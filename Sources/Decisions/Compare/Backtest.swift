import FEEL

/// Two versions of a model over the same records: which decisions come out differently, and by which rule.
public struct Backtest {
    public struct Flip: Sendable {
        public var record: Int
        public var decision: String
        public var old: FEELValue
        public var new: FEELValue
        /// The rules that fired in the decision's own table, as `table rule 3`; empty where it has none.
        public var oldRules: [Int]
        public var newRules: [Int]
    }

    public let decisions: [String]
    public private(set) var records = 0
    public private(set) var flips: [String: Int] = [:]
    private let old: Evaluator
    private let new: Evaluator
    private let oldTold: Evaluator
    private let newTold: Evaluator

    /// - Parameter wanted: the decisions to compare; empty for all that both versions have.
    public init(_ old: CompiledModel, _ new: CompiledModel, decisions wanted: [String] = [], limits: FEELLimits = FEELLimits()) {
        let common = old.decisionNames.filter { new.decisionNames.contains($0) }
        decisions = wanted.isEmpty ? common : common.filter { wanted.contains($0) }
        self.old = Evaluator(old, limits: limits)
        self.new = Evaluator(new, limits: limits)
        oldTold = Evaluator(old, limits: limits, recording: true)
        newTold = Evaluator(new, limits: limits, recording: true)
    }

    /// The decisions that one record turns. Only those are evaluated once more, to tell the rule.
    public mutating func compare(_ record: FEELContext) -> [Flip] {
        records += 1
        let inputs = record.entries.map { (name: $0.key, value: $0.value) }
        var found: [Flip] = []
        for decision in decisions {
            guard let before = old.decideReading(decision, inputs)?.value, let after = new.decideReading(decision, inputs)?.value,
                before.equals(after) != true
            else { continue }
            flips[decision, default: 0] += 1
            found.append(
                Flip(
                    record: records, decision: decision, old: before, new: after, oldRules: Self.rules(oldTold, decision, inputs),
                    newRules: Self.rules(newTold, decision, inputs)))
        }
        return found
    }

    private static func rules(_ evaluator: Evaluator, _ decision: String, _ inputs: [(name: String, value: FEELValue)]) -> [Int] {
        guard let steps = evaluator.explain(decision, inputs)?.explanation.steps else { return [] }
        let own =
            steps.last { $0.element == decision && $0.kind == "decision" }?.tables.last ?? steps.last { !$0.tables.isEmpty }?.tables.last
        return own?.matched ?? []
    }
}
