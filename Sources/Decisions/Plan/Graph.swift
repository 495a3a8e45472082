/// The elements of a model set that have a value, numbered, with what each requires.
struct Graph: Sendable {
    enum Kind: Sendable, Hashable { case input, decision, knowledge, service }

    struct Node: Sendable {
        let kind: Kind
        let model: Int
        /// Place in the model's list of its kind.
        let index: Int
        let head: ElementHead
        /// What its logic may name, in the order of the file.
        var requirements: [Int] = []
    }

    private(set) var nodes: [Node] = []
    private(set) var findings: [Finding] = []
    private var byID: [[String: Int]] = []
    private var byName: [[String: Int]] = []

    init(_ set: ModelSet) {
        for (model, definitions) in set.models.enumerated() {
            byID.append([:])
            byName.append([:])
            for (index, input) in definitions.inputData.enumerated() { add(.input, model, index, input.head) }
            for (index, decision) in definitions.decisions.enumerated() { add(.decision, model, index, decision.head) }
            for (index, knowledge) in definitions.knowledgeModels.enumerated() { add(.knowledge, model, index, knowledge.head) }
            for (index, service) in definitions.services.enumerated() { add(.service, model, index, service.head) }
        }
        for at in nodes.indices { nodes[at].requirements = requirements(nodes[at], set) }
        findCycles()
    }

    private mutating func add(_ kind: Kind, _ model: Int, _ index: Int, _ head: ElementHead) {
        let number = nodes.count
        nodes.append(Node(kind: kind, model: model, index: index, head: head))
        if !head.id.isEmpty, byID[model].updateValue(number, forKey: head.id) != nil {
            findings.append(Finding(.error, "LT2308", ["name": head.id], element: head.name, at: head.position))
        }
        if byName[model][head.name] == nil {
            byName[model][head.name] = number
        } else {
            findings.append(Finding(.warning, "LT2308", ["name": head.name], element: head.name, at: head.position))
        }
    }

    private mutating func requirements(_ node: Node, _ set: ModelSet) -> [Int] {
        let definitions = set.models[node.model]
        let wanted: [Requirement]
        switch node.kind {
        case .decision: wanted = definitions.decisions[node.index].requirements
        case .knowledge: wanted = definitions.knowledgeModels[node.index].requirements
        case .input, .service: wanted = []
        }
        var found: [Int] = []
        for requirement in wanted where requirement.kind != .authority {
            if let number = self.node(requirement.reference, from: node.model, set) {
                if !found.contains(number) { found.append(number) }
            } else {
                findings.append(
                    Finding(
                        .error, "LT2309", ["reference": requirement.reference.id], element: node.head.name,
                        at: requirement.reference.position))
            }
        }
        return found
    }

    /// The element a reference points to.
    func node(_ reference: ElementReference, from model: Int, _ set: ModelSet) -> Int? {
        guard let target = set.model(of: reference, in: model) else { return nil }
        return byID[target][reference.id]
    }

    /// The element of that name and kind: in the model of that namespace, else in the first model that has one.
    func node(named name: String, kind: Kind, namespace: String? = nil, _ set: ModelSet) -> Int? {
        if let namespace, let model = set.models.firstIndex(where: { $0.namespace == namespace }) {
            return nodes.indices.first { nodes[$0].model == model && nodes[$0].kind == kind && nodes[$0].head.name == name }
        }
        return nodes.indices.first { nodes[$0].kind == kind && nodes[$0].head.name == name }
    }

    // MARK: Cycles

    /// Knowledge models may call themselves and each other; decisions may not need themselves.
    private mutating func findCycles() {
        var state = Array(repeating: 0, count: nodes.count)  // 0 new, 1 on the path, 2 done
        for start in nodes.indices where state[start] == 0 && nodes[start].kind == .decision {
            var path: [(node: Int, next: Int)] = [(start, 0)]
            state[start] = 1
            while let top = path.last {
                let following = nodes[top.node].requirements.filter { nodes[$0].kind == .decision }
                guard top.next < following.count else {
                    state[top.node] = 2
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let next = following[top.next]
                if state[next] == 0 {
                    state[next] = 1
                    path.append((next, 0))
                } else if state[next] == 1 {
                    let names = path.drop { $0.node != next }.map { nodes[$0.node].head.name } + [nodes[next].head.name]
                    let head = nodes[top.node].head
                    findings.append(
                        Finding(.error, "LT2310", ["path": names.joined(separator: " → ")], element: head.name, at: head.position))
                    nodes[top.node].requirements.removeAll { $0 == next }
                    path[path.count - 1].next -= 1
                }
            }
        }
    }
}
