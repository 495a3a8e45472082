/// The logic of a decision, a knowledge model or a part of one.
public struct BoxedExpression: Sendable {
    public var id: String?
    public var typeRef: String?
    public var label: String?
    public var position: Position
    public var kind: Kind

    public indirect enum Kind: Sendable {
        case literal(Literal)
        case invocation(callee: BoxedExpression?, bindings: [Binding])
        /// The last entry without a name is the result.
        case context([Entry])
        case list([BoxedExpression])
        case relation(columns: [Variable], rows: [[BoxedExpression]])
        case function(FunctionLogic)
        case conditional(condition: BoxedExpression?, then: BoxedExpression?, otherwise: BoxedExpression?)
        case filter(list: BoxedExpression?, match: BoxedExpression?)
        case iteration(Iteration)
        case table(DecisionTable)
    }

    public struct Literal: Sendable, Hashable {
        public var text: String
        /// Nil for FEEL.
        public var language: String?
        /// Where the text begins, for the position of faults in it.
        public var position: Position
    }

    public struct Binding: Sendable {
        public var name: String
        public var value: BoxedExpression?
    }

    public struct Entry: Sendable {
        public var variable: Variable?
        public var value: BoxedExpression?
    }

    public struct Iteration: Sendable {
        public enum Kind: String, Sendable { case `for`, some, every }
        public var kind: Kind
        public var variable: String
        public var source: BoxedExpression?
        public var body: BoxedExpression?
    }
}

public struct Variable: Sendable, Hashable {
    public var name: String
    public var typeRef: String?
}

/// A function: of a knowledge model (`encapsulatedLogic`) or boxed (`functionDefinition`).
public struct FunctionLogic: Sendable {
    public enum Kind: String, Sendable { case feel = "FEEL", java = "Java", pmml = "PMML" }
    public var kind: Kind
    public var parameters: [Variable]
    public var body: BoxedExpression?
    public var typeRef: String?
    public var position: Position
}

extension BoxedExpression {
    /// All texts of the language in it, in the order of the file.
    public var texts: [String] {
        switch kind {
        case .literal(let literal): [literal.text]
        case .invocation(let callee, let bindings): (callee?.texts ?? []) + bindings.flatMap { $0.value?.texts ?? [] }
        case .context(let entries): entries.flatMap { $0.value?.texts ?? [] }
        case .list(let items): items.flatMap(\.texts)
        case .relation(_, let rows): rows.flatMap { $0.flatMap(\.texts) }
        case .function(let function): function.body?.texts ?? []
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise].flatMap { $0?.texts ?? [] }
        case .filter(let list, let match): (list?.texts ?? []) + (match?.texts ?? [])
        case .iteration(let iteration): (iteration.source?.texts ?? []) + (iteration.body?.texts ?? [])
        case .table(let table):
            table.inputs.map(\.expression.text) + table.outputs.compactMap(\.defaultEntry?.text)
                + table.rules.flatMap { ($0.inputs + $0.outputs).map(\.text) }
        }
    }
}
