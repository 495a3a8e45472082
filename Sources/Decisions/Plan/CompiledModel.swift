import FEEL

/// A model with its imports, compiled once, usable from any thread. Never fails: faults are findings, and what cannot run answers null.
public final class CompiledModel: Sendable {
    let modelSet: ModelSet
    let graph: Graph
    let nodes: [CompiledNode]
    /// Everything that is wrong with the model, its types and its expressions.
    public let findings: [Finding]

    /// - Parameter find: answers the file of an imported model, or nil; asked once per namespace.
    public convenience init(_ document: DMNDocument, imports find: (ModelImport) -> DMNDocument? = { _ in nil }) {
        self.init(ModelSet(document, find: find))
    }

    init(_ set: ModelSet) {
        modelSet = set
        graph = Graph(set)
        var compiler = ModelCompiler(set, graph)
        compiler.compileAll()
        nodes = compiler.nodes.map { CompiledNode($0) }
        findings = set.findings + graph.findings + compiler.findings
    }

    public var name: String { modelSet.models[0].name }
    public var definitions: Definitions { modelSet.models[0] }

    /// What the model can be asked for, in the order of the file.
    public var decisionNames: [String] { modelSet.models[0].decisions.map(\.head.name) }
    public var serviceNames: [String] { modelSet.models[0].services.map(\.head.name) }

    /// The input data a decision needs, directly or through others, with their types.
    public func inputs(of decision: String) -> [(name: String, type: FEELType)]? {
        guard let target = graph.node(named: decision, kind: .decision, modelSet) else { return nil }
        return inputNodes(of: target).map { (nodes[$0].name, nodes[$0].type) }
    }

    func inputNodes(of target: Int) -> [Int] {
        var found: [Int] = []
        for node in nodes[target].order + [target] {
            for required in nodes[node].requirements where nodes[required].kind == .input && !found.contains(required) {
                found.append(required)
            }
        }
        return found
    }
}

/// One element ready to run. An object, so that looking at a part of it copies nothing.
final class CompiledNode: Sendable {
    enum Source: Sendable {
        case node(Int)
        /// Elements of an imported model, seen through its name.
        case imported([(name: String, node: Int)])
    }

    let kind: Graph.Kind
    let name: String
    let place: Place
    /// The type of its value as others see it.
    let type: FEELType
    /// Whether any value is of its type.
    let takesAll: Bool
    /// The type its own logic's value is brought to.
    let result: FEELType
    let returnsAll: Bool
    let requirements: [Int]
    /// The decisions it needs, directly or not, each after those it needs itself.
    let order: [Int]
    let logic: Logic?
    let slotCount: Int
    /// Slot by slot, what the logic reads.
    let sources: [Source]
    let function: FEELFunction?
    let service: CompiledService?
    /// The table, where the logic is nothing else.
    let table: CompiledTable?

    init(_ draft: NodeDraft) {
        (kind, name, place, type, result) = (draft.kind, draft.name, draft.place, draft.type, draft.result)
        takesAll = draft.type == .any
        returnsAll = draft.result == .any
        (requirements, order, logic, slotCount) = (draft.requirements, draft.order, draft.logic, draft.slotCount)
        (sources, function, service, table) = (draft.sources, draft.function, draft.service, draft.table)
    }
}

/// An element while it is being compiled.
struct NodeDraft {
    let kind: Graph.Kind
    let name: String
    let place: Place
    /// The type of its value as others see it.
    var type: FEELType = .any
    /// The type its own logic's value is brought to.
    var result: FEELType = .any
    var requirements: [Int] = []
    /// The decisions it needs, directly or not, each after those it needs itself.
    var order: [Int] = []
    var logic: Logic?
    var slotCount = 0
    /// Slot by slot, what the logic reads.
    var sources: [CompiledNode.Source] = []
    var function: FEELFunction?
    var service: CompiledService?
    /// The table, where the logic is nothing else.
    var table: CompiledTable?
}

struct CompiledService: Sendable {
    /// Input data, then input decisions, in the order of the file.
    let parameters: [Int]
    let outputs: [Int]
}
