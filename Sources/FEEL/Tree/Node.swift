import Decimal34

/// An expression as it was read: names are resolved to slots, and each node knows the type its values have if it is known.
struct Node: Sendable {
    let kind: Kind
    let range: FEELSourceRange
    let type: FEELType

    indirect enum Kind: Sendable {
        case literal(FEELValue)
        /// Always null, and reported when evaluated: an unknown name, an invalid `@"…"`.
        case invalid(FEELCode, [String: String])
        case variable(slot: Int, name: String)
        /// A name inside filters: an entry of the first item, inner to outer, that has one; else what it means outside.
        case member(items: [Int], name: String, otherwise: Node?)
        case builtin(Builtin)
        case list([Node])
        case context([Entry])
        case interval(Interval)
        case negate(Node)
        /// Operators of equal precedence, left to right.
        case arithmetic(Node, [Operation])
        case comparison(Comparison, Node, Node)
        case between(Node, Node, Node)
        case membership(Node, [Test])
        case all([Node])
        case any([Node])
        case instance(Node, FEELType)
        case conditional([Branch], Node)
        case loop([Iterator], partial: Int, body: Node)
        case quantified(some: Bool, [Iterator], Node)
        case filter(Node, item: Int, Node)
        case path(Node, String)
        case call(Node, Arguments)
        /// Slots below `base` are those of what surrounds the function.
        case function([Parameter], base: Int, body: Node)
        case external
        case unaryTests(UnaryTests)
    }

    struct Entry: Sendable {
        let key: String
        let slot: Int
        let value: Node
        let range: FEELSourceRange
    }

    struct Interval: Sendable {
        let start: Node?
        let startIncluded: Bool
        let end: Node?
        let endIncluded: Bool
        let form: FEELRange.Form
    }

    struct Operation: Sendable {
        let sign: Arithmetic
        let operand: Node
        let range: FEELSourceRange
    }

    struct Branch: Sendable {
        let condition: Node
        let value: Node
    }

    struct Iterator: Sendable {
        let slot: Int
        let source: Node
        /// The last value of a range written without brackets, `1..5`.
        let end: Node?
    }

    struct Parameter: Sendable {
        let name: String
        let type: FEELType
        let slot: Int
    }

    enum Arguments: Sendable {
        case positional([Node])
        case named([(name: String, value: Node)])
    }

    /// One of the alternatives after `in` or in a table cell.
    enum Test: Sendable {
        case compare(Comparison, Node)
        /// A value, range or list to find the input in; `usesInput` if it mentions `?`, so that it is itself the answer.
        case expression(Node, usesInput: Bool)
    }

    struct UnaryTests: Sendable {
        let input: Node
        /// Empty for `-`, which accepts anything.
        let tests: [Test]
        let negated: Bool
    }

    init(_ kind: Kind, _ range: FEELSourceRange, _ type: FEELType) {
        self.kind = kind
        self.range = range
        self.type = type
    }
}

/// `+ - * / **`
enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}

/// `= != < <= > >=`
enum Comparison: String, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}
