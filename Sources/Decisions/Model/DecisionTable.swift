/// A decision table: rules over inputs, and how the rules that match become one answer.
public struct DecisionTable: Sendable, Hashable {
    public enum HitPolicy: String, Sendable, CaseIterable {
        case unique = "UNIQUE"
        case first = "FIRST"
        case priority = "PRIORITY"
        case any = "ANY"
        case collect = "COLLECT"
        case ruleOrder = "RULE ORDER"
        case outputOrder = "OUTPUT ORDER"

        /// The letter shown in the corner of the table.
        public var letter: String { String(rawValue.prefix(1)) }
    }

    public enum Aggregation: String, Sendable, CaseIterable {
        case sum = "SUM"
        case count = "COUNT"
        case min = "MIN"
        case max = "MAX"
        public var sign: String {
            switch self {
            case .sum: "+"
            case .count: "#"
            case .min: "<"
            case .max: ">"
            }
        }
    }

    public struct Input: Sendable, Hashable {
        public var label: String?
        public var expression: Cell
        public var typeRef: String?
        /// Unary tests of what the input can be.
        public var allowedValues: Cell?
        public var name: String { label ?? expression.text }
    }

    public struct Output: Sendable, Hashable {
        public var name: String?
        public var label: String?
        public var typeRef: String?
        /// What the output can be; the order is the priority, the first the highest.
        public var allowedValues: Cell?
        public var defaultEntry: Cell?
    }

    public struct Rule: Sendable, Hashable {
        public var id: String?
        public var description: String?
        public var inputs: [Cell]
        public var outputs: [Cell]
        public var annotations: [String]
        public var position: Position
    }

    /// FEEL text in its place.
    public struct Cell: Sendable, Hashable {
        public var text: String
        public var position: Position
        public init(_ text: String, at position: Position = Position(line: 1, column: 1)) { (self.text, self.position) = (text, position) }

        /// Whether it tests nothing.
        public var isAny: Bool {
            let trimmed = text.trimmed
            return trimmed.isEmpty || trimmed == "-"
        }
    }

    public var hitPolicy: HitPolicy
    public var aggregation: Aggregation?
    public var outputLabel: String?
    public var inputs: [Input]
    public var outputs: [Output]
    public var annotations: [String]
    public var rules: [Rule]

    public init(
        hitPolicy: HitPolicy, aggregation: Aggregation? = nil, outputLabel: String? = nil, inputs: [Input], outputs: [Output],
        annotations: [String] = [], rules: [Rule]
    ) {
        (self.hitPolicy, self.aggregation, self.outputLabel) = (hitPolicy, aggregation, outputLabel)
        (self.inputs, self.outputs, self.annotations, self.rules) = (inputs, outputs, annotations, rules)
    }
}

extension String {
    /// Without blanks and line ends on both sides.
    var trimmed: String {
        let isBlank = { (scalar: Unicode.Scalar) in
            scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{3000}"
        }
        guard let first = unicodeScalars.firstIndex(where: { !isBlank($0) }), let last = unicodeScalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}
