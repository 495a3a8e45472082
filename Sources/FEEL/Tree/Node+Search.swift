extension Node {
    /// Whether the variable in `slot` is used anywhere below.
    func mentions(slot: Int) -> Bool {
        if case .variable(slot, _) = kind { return true }
        if case .member(let items, _, _) = kind, items.contains(slot) { return true }
        return children.contains { $0.mentions(slot: slot) }
    }

    /// The nodes directly below.
    var children: [Node] {
        switch kind {
        case .literal, .invalid, .variable, .builtin, .external: []
        case .member(_, _, let otherwise): otherwise.map { [$0] } ?? []
        case .list(let nodes), .all(let nodes), .any(let nodes): nodes
        case .context(let entries): entries.map(\.value)
        case .interval(let interval): [interval.start, interval.end].compactMap { $0 }
        case .negate(let node), .instance(let node, _), .path(let node, _): [node]
        case .arithmetic(let first, let operations): [first] + operations.map(\.operand)
        case .comparison(_, let left, let right): [left, right]
        case .between(let value, let low, let high): [value, low, high]
        case .membership(let value, let tests): [value] + tests.map(\.node)
        case .conditional(let branches, let otherwise): branches.flatMap { [$0.condition, $0.value] } + [otherwise]
        case .loop(let iterators, _, let body), .quantified(_, let iterators, let body):
            iterators.flatMap { [$0.source, $0.end].compactMap { $0 } } + [body]
        case .filter(let source, _, let condition): [source, condition]
        case .call(let function, .positional(let arguments)): [function] + arguments
        case .call(let function, .named(let arguments)): [function] + arguments.map(\.value)
        case .function(_, _, let body): [body]
        case .unaryTests(let tests): [tests.input] + tests.tests.map(\.node)
        }
    }
}

extension Node.Test {
    var node: Node {
        switch self {
        case .compare(_, let node), .expression(let node, _): node
        }
    }
}
