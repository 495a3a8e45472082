import FEEL

/// Compiles the elements of a model set, what is required before what requires it.
struct ModelCompiler {
    private let set: ModelSet
    private let graph: Graph
    private var types: TypeTable
    private var typeNames: [[(String, FEELType)]] = []
    private(set) var nodes: [NodeDraft] = []
    private var own: [Finding] = []

    var findings: [Finding] { types.findings + own }

    init(_ set: ModelSet, _ graph: Graph) {
        (self.set, self.graph) = (set, graph)
        types = TypeTable(set)
        for model in set.models.indices { typeNames.append(types.names(in: model)) }
    }

    mutating func compileAll() {
        nodes = graph.nodes.map {
            NodeDraft(
                kind: $0.kind, name: $0.head.name, place: Place(element: $0.head.name, position: $0.head.position),
                requirements: $0.requirements)
        }
        for at in nodes.indices { declare(at) }
        let sorted = sortedDecisions()
        for at in nodes.indices where nodes[at].kind == .knowledge { compileKnowledge(at) }
        for at in sorted { compileDecision(at) }
        for at in sorted { nodes[at].order = order(of: at) }
    }

    private mutating func type(_ reference: String?, _ at: Int) -> FEELType {
        types.type(reference, in: graph.nodes[at].model, element: nodes[at].name, at: graph.nodes[at].head.position)
    }

    // MARK: Types and functions, before any logic

    private mutating func declare(_ at: Int) {
        let node = graph.nodes[at]
        let model = set.models[node.model]
        switch node.kind {
        case .input: nodes[at].type = type(model.inputData[node.index].typeRef, at)
        case .decision:
            nodes[at].type = type(model.decisions[node.index].typeRef, at)
            nodes[at].result = nodes[at].type
        case .knowledge:
            let knowledge = model.knowledgeModels[node.index]
            let parameters = (knowledge.logic?.parameters ?? []).map { FEELFunction.Parameter($0.name, type($0.typeRef, at)) }
            let result = resultType(type(knowledge.typeRef, at))
            let name = node.head.name
            nodes[at].result = result
            nodes[at].type = .function(parameters.map(\.type), result)
            nodes[at].function = FEELFunction(name: name, parameters: parameters, result: result) { arguments, run in
                Session.of(run)?.invoke(at, arguments) ?? .null
            }
        case .service: declareService(at, model.services[node.index])
        }
    }

    private mutating func declareService(_ at: Int, _ service: DecisionService) {
        let model = graph.nodes[at].model
        func found(_ references: [ElementReference], _ findings: inout [Finding]) -> [Int] {
            references.compactMap { reference in
                if let node = graph.node(reference, from: model, set) { return node }
                findings.append(
                    Finding(.error, "LT2309", ["reference": reference.id], element: service.head.name, at: reference.position))
                return nil
            }
        }
        let compiled = CompiledService(
            parameters: found(service.inputData, &own) + found(service.inputDecisions, &own), outputs: found(service.outputDecisions, &own))
        nodes[at].service = compiled
        nodes[at].result = resultType(type(service.typeRef, at))
        nodes[at].type = .function(compiled.parameters.map { _ in .any }, nodes[at].result)
        // Arguments that do not fit become null inside the service; the call itself goes ahead.
        nodes[at].function = FEELFunction(
            name: service.head.name, parameters: compiled.parameters.map { FEELFunction.Parameter(graph.nodes[$0].head.name) }
        ) { arguments, run in Session.of(run)?.invokeService(at, arguments) ?? .null }
    }

    /// A function's own type says what it answers; any other type is that of the answer.
    private func resultType(_ type: FEELType) -> FEELType {
        if case .function(_, let result) = type.base { return result }
        return type
    }

    // MARK: Logic

    private mutating func compileDecision(_ at: Int) {
        let node = graph.nodes[at]
        let decision = set.models[node.model].decisions[node.index]
        guard let boxed = decision.logic else {
            own.append(Finding(.notice, "LT2317", element: node.head.name, at: node.head.position))
            return
        }
        let scope = scope(of: at)
        var compiler = logicCompiler(at)
        let (logic, found) = compiler.logic(boxed, scope)
        nodes[at].logic = logic
        if nodes[at].type == .any { nodes[at].type = found }
        if case .table = boxed.kind { nodes[at].table = compiler.tables.last }
        finish(at, compiler)
    }

    private mutating func compileKnowledge(_ at: Int) {
        let node = graph.nodes[at]
        guard let function = set.models[node.model].knowledgeModels[node.index].logic else {
            own.append(Finding(.notice, "LT2317", element: node.head.name, at: node.head.position))
            return
        }
        var scope = scope(of: at)
        var compiler = logicCompiler(at)
        guard function.kind == .feel else {
            own.append(Finding(.warning, "LT2323", ["kind": function.kind.rawValue], element: node.head.name, at: function.position))
            nodes[at].logic = compiler.failing("LT2323", ["kind": function.kind.rawValue], function.position)
            return
        }
        for parameter in nodes[at].function?.parameters ?? [] { scope.declare(parameter.name, parameter.type) }
        compiler.use(scope)
        let (logic, _) = compiler.logic(function.body, scope)
        nodes[at].logic = logic
        finish(at, compiler)
    }

    private mutating func finish(_ at: Int, _ compiler: LogicCompiler) {
        nodes[at].slotCount = max(compiler.slotCount, nodes[at].sources.count)
        own += compiler.findings
    }

    private func logicCompiler(_ at: Int) -> LogicCompiler {
        let model = graph.nodes[at].model
        let table = Dictionary(typeNames[model], uniquingKeysWith: { first, _ in first })
        return LogicCompiler(element: nodes[at].name) { reference in
            guard let reference, !reference.isEmpty else { return .any }
            return table[reference] ?? FEELType(named: reference) ?? .any
        }
    }

    /// What the logic of an element sees: the types of its model and what it requires; imported elements through the import's name.
    private mutating func scope(of at: Int) -> FEELScope {
        let model = graph.nodes[at].model
        var scope = FEELScope()
        for (name, type) in typeNames[model] { scope.declareType(name, type) }
        var imported: [(prefix: String, entries: [(name: String, node: Int)])] = []
        for required in nodes[at].requirements {
            let prefix = set.prefix(of: graph.nodes[required].model, in: model)
            if prefix.isEmpty {
                scope.declare(nodes[required].name, nodes[required].type)
                nodes[at].sources.append(.node(required))
            } else if let place = imported.firstIndex(where: { $0.prefix == prefix }) {
                imported[place].entries.append((nodes[required].name, required))
            } else {
                imported.append((prefix, [(nodes[required].name, required)]))
            }
        }
        for (prefix, entries) in imported {
            scope.declare(prefix, .context(entries.map { FEELType.Entry($0.name, nodes[$0.node].type) }))
            nodes[at].sources.append(.imported(entries))
        }
        return scope
    }

    // MARK: Order

    /// All decisions, each after those it requires. The graph has no cycles among decisions.
    private func sortedDecisions() -> [Int] {
        var sorted: [Int] = []
        var isDone = Array(repeating: false, count: nodes.count)
        for start in nodes.indices where nodes[start].kind == .decision {
            walk(from: start, &isDone, &sorted)
        }
        return sorted
    }

    private func order(of target: Int) -> [Int] {
        var sorted: [Int] = []
        var isDone = Array(repeating: false, count: nodes.count)
        walk(from: target, &isDone, &sorted)
        return Array(sorted.dropLast())
    }

    private func walk(from start: Int, _ isDone: inout [Bool], _ sorted: inout [Int]) {
        guard !isDone[start] else { return }
        isDone[start] = true
        var path: [(node: Int, next: Int)] = [(start, 0)]
        while let top = path.last {
            let required = nodes[top.node].requirements
            if top.next < required.count {
                path[path.count - 1].next += 1
                let next = required[top.next]
                if nodes[next].kind == .decision, !isDone[next] {
                    isDone[next] = true
                    path.append((next, 0))
                }
            } else {
                sorted.append(top.node)
                path.removeLast()
            }
        }
    }
}
