/// The nodes of a rule, checked and laid out so that children come before parents.
struct Tree: Sendable {
    let nodes: [Node]
    /// Positions in `nodes`; the root has none.
    let parents: [Int?]
    let children: [[Int]]
    /// Position in `Rule.indicators` of a leaf's indicator.
    let indicators: [Int?]
    /// Every node after its children and after what its interventions look at; leaves included.
    let order: [Int]
    /// Pass over the data in which a node is worked out; a node sees only passes before its own, or its own and before it in `order`.
    let stages: [Int]
    let root: Int
    let leavesBelow: [Int]

    /// - Throws: the first fault of the tree's shape.
    init(_ rule: Rule) throws(RuleFault) {
        var positions: [String: Int] = [:]
        for (index, node) in rule.nodes.enumerated() {
            if positions[node.code] != nil { throw .duplicate(node.code) }
            positions[node.code] = index
        }
        var indicatorPositions: [String: Int] = [:]
        for (index, indicator) in rule.indicators.enumerated() {
            if indicatorPositions[indicator.code] != nil { throw .duplicate(indicator.code) }
            indicatorPositions[indicator.code] = index
        }
        var parents: [Int?] = []
        var children = Array(repeating: [Int](), count: rule.nodes.count)
        var indicators: [Int?] = []
        var roots: [Int] = []
        for (index, node) in rule.nodes.enumerated() {
            if let parent = node.parent {
                guard let position = positions[parent] else { throw .unknownParent(node: node.code, parent: parent) }
                parents.append(position)
                children[position].append(index)
            } else {
                parents.append(nil)
                roots.append(index)
            }
            if let code = node.indicator {
                guard let position = indicatorPositions[code] else { throw .unknownIndicator(node: node.code, indicator: code) }
                indicators.append(position)
            } else {
                indicators.append(nil)
            }
            guard node.weight.isFinite else { throw .weight(node: node.code) }
        }
        guard roots.count == 1, let root = roots.first else { throw .roots(roots.map { rule.nodes[$0].code }) }
        for (index, node) in rule.nodes.enumerated() where (indicators[index] == nil) == children[index].isEmpty {
            throw .leafOrGroup(node.code)
        }
        (self.nodes, self.parents, self.children, self.indicators, self.root) = (rule.nodes, parents, children, indicators, root)

        var looks = Array(repeating: [Int](), count: rule.nodes.count)
        for intervention in rule.interventions {
            guard let node = positions[intervention.node] else { throw .unknownNode(intervention.node) }
            let seen = intervention.conditions.compactMap { positions[$0.of] }.filter { !children[$0].isEmpty }
            if children[node].isEmpty, !seen.isEmpty { throw .conditionOnScore(node: intervention.node) }
            looks[node] += seen.filter { $0 != node }
        }
        order = try Self.order(rule.nodes, children: children, looks: looks)
        var stages = Array(repeating: 0, count: rule.nodes.count)
        var outputs = stages
        var leavesBelow = stages
        for index in order {
            if children[index].isEmpty {
                leavesBelow[index] = 1
            }
            var stage = (children[index] + looks[index]).map { outputs[$0] }.max() ?? 0
            let node = rule.nodes[index]
            if node.needsWholeSample, children[index].contains(where: { !children[$0].isEmpty }) {
                stage = max(stage, 1 + (children[index].map { stages[$0] }.max() ?? 0))
            }
            stages[index] = stage
            outputs[index] = node.normalisation == nil || children[index].isEmpty ? stage : stage + 1
            leavesBelow[index] += children[index].reduce(0) { $0 + leavesBelow[$1] }
        }
        (self.stages, self.leavesBelow) = (stages, leavesBelow)
    }

    private static func order(_ nodes: [Node], children: [[Int]], looks: [[Int]]) throws(RuleFault) -> [Int] {
        var state = Array(repeating: 0, count: nodes.count)
        var order: [Int] = []
        for start in nodes.indices where state[start] == 0 {
            var stack: [(node: Int, next: Int)] = [(start, 0)]
            state[start] = 1
            while let top = stack.last {
                let before = children[top.node] + looks[top.node]
                if top.next < before.count {
                    stack[stack.count - 1].next += 1
                    let next = before[top.next]
                    if state[next] == 1 { throw .cycle(nodes[next].code) }
                    if state[next] == 0 {
                        state[next] = 1
                        stack.append((next, 0))
                    }
                } else {
                    state[top.node] = 2
                    order.append(top.node)
                    stack.removeLast()
                }
            }
        }
        return order
    }

    func isLeaf(_ node: Int) -> Bool { children[node].isEmpty }

    /// Nodes from the root down, a parent before its children, siblings as the rule lists them.
    var reading: [Int] {
        var result: [Int] = []
        var stack = [root]
        while let node = stack.popLast() {
            result.append(node)
            stack += children[node].reversed()
        }
        return result
    }
}

extension Node {
    /// Whether its weights or scores depend on all units at once.
    var needsWholeSample: Bool {
        if case .relational = aggregation { return true }
        if case .fromData = weighting { return true }
        return false
    }
}

/// What is wrong with the shape of a rule. A rule read from a file has these reported at their places before.
public enum RuleFault: Error, Hashable, Sendable {
    case duplicate(String)
    case unknownParent(node: String, parent: String)
    case unknownIndicator(node: String, indicator: String)
    case unknownNode(String)
    case weight(node: String)
    /// An intervention on a leaf can look at figures only, not at aggregated scores.
    case conditionOnScore(node: String)
    /// There must be exactly one node without a parent.
    case roots([String])
    /// A node has either an indicator or children.
    case leafOrGroup(String)
    case cycle(String)
    /// The weights of a node's children cannot be worked out as the rule says.
    case weighting(node: String, MethodError)
}
