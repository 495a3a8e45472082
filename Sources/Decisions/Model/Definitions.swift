/// One DMN model as read: its types, inputs, decisions, knowledge, services and imports, in the order of the file.
public struct Definitions: Sendable {
    public var version: DMNVersion
    public var name: String
    public var namespace: String
    public var imports: [ModelImport] = []
    public var itemDefinitions: [ItemDefinition] = []
    public var inputData: [InputData] = []
    public var decisions: [Decision] = []
    public var knowledgeModels: [KnowledgeModel] = []
    public var services: [DecisionService] = []
    public var knowledgeSources: [KnowledgeSource] = []

    public init(version: DMNVersion = .written, name: String, namespace: String) {
        (self.version, self.name, self.namespace) = (version, name, namespace)
    }
}

/// What every element of a requirement graph has.
public struct ElementHead: Sendable, Hashable {
    public var id: String
    public var name: String
    public var label: String?
    public var description: String?
    public var position: Position

    public init(
        id: String, name: String, label: String? = nil, description: String? = nil, position: Position = Position(line: 1, column: 1)
    ) {
        (self.id, self.name, self.label, self.description, self.position) = (id, name, label, description, position)
    }
}

public struct ModelImport: Sendable, Hashable {
    /// The prefix its elements have here; empty puts them in scope as they are.
    public var name: String
    public var namespace: String
    public var type: String
    public var location: String?
    public var position: Position
    /// Whether it imports a DMN model, and not a schema or a predictive model.
    public var isModel: Bool { DMNVersion(modelNamespace: type) != nil || type.contains("/spec/DMN/") }
}

/// A type with a name: of another type, a list of it, a context of components, or a function.
public struct ItemDefinition: Sendable, Hashable {
    public var head: ElementHead
    public var typeRef: String?
    public var isCollection: Bool
    public var components: [ItemDefinition]
    /// A unary test the value, or each item of a list, satisfies.
    public var allowedValues: Constraint?
    /// A unary test the whole value satisfies.
    public var typeConstraint: Constraint?
    public var function: FunctionItem?
}

public struct Constraint: Sendable, Hashable {
    public var text: String
    public var position: Position
}

public struct FunctionItem: Sendable, Hashable {
    public var parameters: [(name: String, typeRef: String?)]
    public var outputTypeRef: String?

    public static func == (a: Self, b: Self) -> Bool {
        a.outputTypeRef == b.outputTypeRef && a.parameters.elementsEqual(b.parameters) { $0 == $1 }
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(outputTypeRef)
        for parameter in parameters { hasher.combine(parameter.name) }
    }
}

public struct InputData: Sendable, Hashable {
    public var head: ElementHead
    public var typeRef: String?
}

public struct Decision: Sendable {
    public var head: ElementHead
    public var question: String?
    public var allowedAnswers: String?
    public var typeRef: String?
    public var requirements: [Requirement]
    /// Nil where the decision has no logic yet.
    public var logic: BoxedExpression?
}

public struct KnowledgeModel: Sendable {
    public var head: ElementHead
    public var typeRef: String?
    public var requirements: [Requirement]
    public var logic: FunctionLogic?
}

public struct DecisionService: Sendable, Hashable {
    public var head: ElementHead
    public var typeRef: String?
    public var outputDecisions: [ElementReference]
    public var encapsulatedDecisions: [ElementReference]
    public var inputDecisions: [ElementReference]
    public var inputData: [ElementReference]
}

public struct KnowledgeSource: Sendable, Hashable {
    public var head: ElementHead
    public var type: String?
    public var location: String?
}

public struct Requirement: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case input, decision, knowledge, authority }
    public var kind: Kind
    public var reference: ElementReference
}

/// A reference of the form `#id` or `namespace#id`.
public struct ElementReference: Sendable, Hashable {
    /// Empty for the model it stands in.
    public var namespace: String
    public var id: String
    public var position: Position

    init(href: String, position: Position) {
        if let mark = href.lastIndex(of: "#") {
            namespace = String(href[..<mark])
            id = String(href[href.index(after: mark)...])
        } else {
            (namespace, id) = ("", href)
        }
        self.position = position
    }
}
