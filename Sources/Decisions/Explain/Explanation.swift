import FEEL

/// How a result came about: every element evaluated on the way, in order, with its tables and with what went wrong.
public struct Explanation: Sendable {
    public var steps: [Step] = []
    /// Where nulls and faults came from, in the order they arose.
    public var findings: [Finding] = []

    public struct Step: Sendable {
        public var element: String
        /// `decision`, `knowledge` or `service`.
        public var kind: String
        /// How deep it stands in calls.
        public var depth: Int
        public var value: FEELValue = .null
        public var inputs: [(name: String, value: FEELValue)] = []
        public var tables: [Table] = []
        /// Expressions whose value is null, the innermost first: where a null came from.
        public var nulls: [Null] = []
    }

    public struct Null: Sendable {
        public var text: String
        public var position: Position
    }

    public struct Table: Sendable {
        public var label: String?
        public var policy: DecisionTable.HitPolicy
        public var inputs: [(name: String, value: FEELValue)]
        /// Rules that match, from one.
        public var matched: [Int]
        /// The rules that missed by the fewest cells, nearest first.
        public var nearest: [Miss]
        public var value: FEELValue
        public var position: Position
    }

    public struct Miss: Sendable {
        /// From one.
        public var rule: Int
        public var cells: [Cell]
    }

    public struct Cell: Sendable {
        public var column: String
        /// The test as it stands in the table.
        public var test: String
        public var value: FEELValue
        /// How far the value is from what the cell accepts, where that can be told.
        public var distance: String?
    }
}

/// Collects an explanation while a session evaluates.
final class TraceRecorder {
    private(set) var explanation = Explanation()
    private let model: CompiledModel
    private var open: [Int] = []
    static let limit = 10_000

    init(_ model: CompiledModel) { self.model = model }

    func begin(_ node: Int) {
        guard explanation.steps.count < Self.limit else {
            open.append(-1)
            return
        }
        let compiled = model.nodes[node]
        let kind =
            switch compiled.kind {
            case .input: "input"
            case .decision: "decision"
            case .knowledge: "knowledge"
            case .service: "service"
            }
        open.append(explanation.steps.count)
        explanation.steps.append(Explanation.Step(element: compiled.name, kind: kind, depth: open.count - 1))
    }

    func end(_ node: Int, _ value: FEELValue) {
        guard let step = open.popLast(), step >= 0 else { return }
        explanation.steps[step].value = value
    }

    func inputs(_ inputs: [(name: String, value: FEELValue)]) {
        guard let step = open.last, step >= 0 else { return }
        explanation.steps[step].inputs = inputs
    }

    func expression(_ place: Place, _ text: String, _ value: FEELValue) {
        guard value.isNull, let step = open.last, step >= 0, explanation.steps[step].nulls.count < 50 else { return }
        explanation.steps[step].nulls.append(Explanation.Null(text: text, position: place.position))
    }

    func table(_ table: Explanation.Table) {
        guard let step = open.last, step >= 0, explanation.steps[step].tables.count < 50 else { return }
        explanation.steps[step].tables.append(table)
    }

    func finish(_ findings: [Finding]) -> Explanation {
        explanation.findings = findings
        return explanation
    }
}
