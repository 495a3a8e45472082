/// Makes the model out of the markup; what is wrong is noted and the rest read.
struct DefinitionsReader {
    var findings: [Finding] = []
    /// The FEEL prefix of old files (`feel:string`), dropped from type names.
    private var typePrefixes: [String] = []
    private var defaultLanguage: String?

    mutating func definitions(_ root: MarkupElement, _ version: DMNVersion) -> Definitions {
        var model = Definitions(
            version: version, name: root.attribute("name") ?? "", namespace: root.attribute("namespace") ?? "")
        typePrefixes = root.attributes.compactMap { attribute in
            attribute.name.hasPrefix("xmlns:") && attribute.value.hasSuffix("/FEEL/") ? String(attribute.name.dropFirst(6)) + ":" : nil
        }
        defaultLanguage = language(root)
        for child in root.elements where child.namespace == root.namespace {
            switch child.localName {
            case "import": model.imports.append(modelImport(child))
            case "itemDefinition": model.itemDefinitions.append(itemDefinition(child))
            case "inputData": model.inputData.append(InputData(head: head(child), typeRef: variableType(child)))
            case "decision": model.decisions.append(decision(child))
            case "businessKnowledgeModel": model.knowledgeModels.append(knowledgeModel(child))
            case "decisionService": model.services.append(service(child))
            case "knowledgeSource":
                model.knowledgeSources.append(
                    KnowledgeSource(head: head(child), type: child.first("type")?.text, location: child.attribute("locationURI")))
            default: break
            }
        }
        return model
    }

    // MARK: Elements of the graph

    private mutating func head(_ element: MarkupElement) -> ElementHead {
        let name = (element.attribute("name") ?? "").trimmed
        if name.isEmpty { findings.append(Finding(.error, "LT2307", ["element": element.localName], at: element.position)) }
        return ElementHead(
            id: element.attribute("id") ?? "", name: name, label: element.attribute("label"),
            description: element.first("description")?.text,
            position: element.position)
    }

    private func modelImport(_ element: MarkupElement) -> ModelImport {
        ModelImport(
            name: (element.attribute("name") ?? "").trimmed, namespace: element.attribute("namespace") ?? "",
            type: element.attribute("importType") ?? "", location: element.attribute("locationURI"), position: element.position)
    }

    private mutating func decision(_ element: MarkupElement) -> Decision {
        Decision(
            head: head(element), question: element.first("question")?.text, allowedAnswers: element.first("allowedAnswers")?.text,
            typeRef: variableType(element), requirements: requirements(element), logic: expression(in: element))
    }

    private mutating func knowledgeModel(_ element: MarkupElement) -> KnowledgeModel {
        KnowledgeModel(
            head: head(element), typeRef: variableType(element), requirements: requirements(element),
            logic: element.first("encapsulatedLogic").map { function($0) })
    }

    private mutating func service(_ element: MarkupElement) -> DecisionService {
        func references(_ name: String) -> [ElementReference] {
            element.elements(name).map { ElementReference(href: $0.attribute("href") ?? "", position: $0.position) }
        }
        return DecisionService(
            head: head(element), typeRef: variableType(element), outputDecisions: references("outputDecision"),
            encapsulatedDecisions: references("encapsulatedDecision"), inputDecisions: references("inputDecision"),
            inputData: references("inputData"))
    }

    private func requirements(_ element: MarkupElement) -> [Requirement] {
        let kinds: [(String, Requirement.Kind)] = [
            ("requiredInput", .input), ("requiredDecision", .decision), ("requiredKnowledge", .knowledge),
            ("requiredAuthority", .authority),
        ]
        return element.elements.filter { $0.namespace == element.namespace && $0.localName.hasSuffix("Requirement") }.flatMap {
            requirement in
            kinds.flatMap { name, kind in
                requirement.elements(name).map {
                    Requirement(kind: kind, reference: ElementReference(href: $0.attribute("href") ?? "", position: $0.position))
                }
            }
        }
    }

    private func variableType(_ element: MarkupElement) -> String? { element.first("variable").flatMap { typeRef($0) } }

    // MARK: Types

    private mutating func itemDefinition(_ element: MarkupElement) -> ItemDefinition {
        ItemDefinition(
            head: head(element), typeRef: element.first("typeRef").flatMap { typeName($0.text) },
            isCollection: ["true", "1"].contains((element.attribute("isCollection") ?? "").trimmed),
            components: element.elements("itemComponent").map { itemDefinition($0) }, allowedValues: constraint(element, "allowedValues"),
            typeConstraint: constraint(element, "typeConstraint"),
            function: element.first("functionItem").map { item in
                FunctionItem(
                    parameters: item.elements("parameters").map { ($0.attribute("name") ?? "", typeRef($0)) },
                    outputTypeRef: item.attribute("outputTypeRef").flatMap { typeName($0) })
            })
    }

    private func constraint(_ element: MarkupElement, _ name: String) -> Constraint? {
        guard let tests = element.first(name), let text = tests.first("text")?.text, !text.trimmed.isEmpty else { return nil }
        return Constraint(text: text, position: textPosition(tests))
    }

    func typeRef(_ element: MarkupElement) -> String? {
        // Up to 1.1 a reference was an element.
        (element.attribute("typeRef") ?? element.first("typeRef")?.text).flatMap { typeName($0) }
    }

    private func typeName(_ text: String) -> String? {
        var name = text.trimmed
        for prefix in typePrefixes where name.hasPrefix(prefix) { name = String(name.dropFirst(prefix.count)) }
        return name.isEmpty ? nil : name
    }

    // MARK: Expressions

    private static let expressions: Set = [
        "literalExpression", "invocation", "context", "list", "relation", "functionDefinition", "conditional", "filter", "for", "some",
        "every",
        "decisionTable",
    ]

    func isExpression(_ element: MarkupElement, in parent: MarkupElement) -> Bool {
        element.namespace == parent.namespace && Self.expressions.contains(element.localName)
    }

    mutating func expression(in parent: MarkupElement) -> BoxedExpression? {
        for child in parent.elements where isExpression(child, in: parent) { return expression(child) }
        return nil
    }

    private mutating func expression(inChild name: String, of element: MarkupElement) -> BoxedExpression? {
        guard let child = element.first(name) else { return nil }
        return expression(in: child)
    }

    /// Calls itself no deeper than the markup is, which the reader of the markup bounds.
    mutating func expression(_ element: MarkupElement) -> BoxedExpression {
        BoxedExpression(
            id: element.attribute("id"), typeRef: typeRef(element), label: element.attribute("label"), position: element.position,
            kind: kind(element))
    }

    private mutating func kind(_ element: MarkupElement) -> BoxedExpression.Kind {
        switch element.localName {
        case "invocation":
            return .invocation(
                callee: expression(in: element),
                bindings: element.elements("binding").map { binding in
                    BoxedExpression.Binding(
                        name: (binding.first("parameter")?.attribute("name") ?? "").trimmed, value: expression(in: binding))
                })
        case "context":
            return .context(
                element.elements("contextEntry").map { entry in
                    BoxedExpression.Entry(variable: entry.first("variable").map { variable($0) }, value: expression(in: entry))
                })
        case "list": return .list(element.elements.filter { isExpression($0, in: element) }.map { expression($0) })
        case "relation":
            return .relation(
                columns: element.elements("column").map { variable($0) },
                rows: element.elements("row").map { row in row.elements.filter { isExpression($0, in: row) }.map { expression($0) } })
        case "functionDefinition": return .function(function(element))
        case "conditional":
            return .conditional(
                condition: expression(inChild: "if", of: element), then: expression(inChild: "then", of: element),
                otherwise: expression(inChild: "else", of: element))
        case "filter":
            return .filter(list: expression(inChild: "in", of: element), match: expression(inChild: "match", of: element))
        case "for": return iteration(.for, element, body: "return")
        case "some": return iteration(.some, element, body: "satisfies")
        case "every": return iteration(.every, element, body: "satisfies")
        case "decisionTable": return .table(table(element))
        default:
            return .literal(
                BoxedExpression.Literal(
                    text: element.first("text")?.text ?? "", language: language(element) ?? defaultLanguage, position: textPosition(element)
                ))
        }
    }

    private mutating func iteration(_ kind: BoxedExpression.Iteration.Kind, _ element: MarkupElement, body: String) -> BoxedExpression.Kind
    {
        .iteration(
            BoxedExpression.Iteration(
                kind: kind, variable: (element.attribute("iteratorVariable") ?? "").trimmed, source: expression(inChild: "in", of: element),
                body: expression(inChild: body, of: element)))
    }

    private mutating func function(_ element: MarkupElement) -> FunctionLogic {
        FunctionLogic(
            kind: FunctionLogic.Kind(rawValue: element.attribute("kind") ?? "FEEL") ?? .feel,
            parameters: element.elements("formalParameter").map { variable($0) }, body: expression(in: element), typeRef: typeRef(element),
            position: element.position)
    }

    private func variable(_ element: MarkupElement) -> Variable {
        Variable(name: (element.attribute("name") ?? "").trimmed, typeRef: typeRef(element))
    }

    /// The language if it is not FEEL of some edition.
    private func language(_ element: MarkupElement) -> String? {
        guard let language = element.attribute("expressionLanguage"), !language.isEmpty, !language.lowercased().hasSuffix("feel"),
            !language.hasSuffix("/FEEL/")
        else { return nil }
        return language
    }

    func textPosition(_ element: MarkupElement) -> Position { element.first("text")?.position ?? element.position }

    mutating func note(_ finding: Finding) { findings.append(finding) }
}
