extension Node {
    /// The slots of all variables used anywhere below.
    var mentionedSlots: Set<Int> {
        var slots = Set<Int>()
        collectSlots(&slots)
        return slots
    }

    private func collectSlots(_ slots: inout Set<Int>) {
        switch kind {
        case .variable(let slot, _): slots.insert(slot)
        case .member(let items, _, _): slots.formUnion(items)
        default: break
        }
        for child in children { child.collectSlots(&slots) }
    }

    /// Whether the value of the variable in `slot` may outlive the node: it is used other than to be filtered or given to a built-in.
    func keeps(slot: Int) -> Bool {
        if case .function = kind, mentionedSlots.contains(slot) { return true }
        switch kind {
        case .variable(slot, _): return true
        case .filter(let source, _, let condition):
            if case .variable(slot, _) = source.kind { return condition.keeps(slot: slot) }
        case .call(let function, .positional(let arguments)):
            if case .builtin = function.kind {
                return arguments.contains { argument in
                    if case .variable(slot, _) = argument.kind { return false }
                    return argument.keeps(slot: slot)
                }
            }
        default: break
        }
        return children.contains { $0.keeps(slot: slot) }
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
