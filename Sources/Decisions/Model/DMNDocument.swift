/// A DMN file: the model, and the markup with all that the model does not know (diagrams, extensions, comments), which is written back.
public struct DMNDocument: Sendable {
    public let markup: MarkupDocument
    public let definitions: Definitions
    /// What is wrong with the file as a model; it was read all the same.
    public let findings: [Finding]

    /// - Throws: LT2301–LT2305 for what is no acceptable XML, LT2306 for another root element or an edition that is not read.
    public init(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws(Finding) {
        try self.init(markup: MarkupDocument(bytes, limits: limits))
    }

    public init(markup: MarkupDocument) throws(Finding) {
        let root = markup.root
        guard root.localName == "definitions", let version = DMNVersion(modelNamespace: root.namespace) else {
            throw Finding(
                .error, "LT2306", ["namespace": String(root.namespace.prefix(200)), "element": root.localName], at: root.position)
        }
        var reader = DefinitionsReader()
        self.markup = markup
        definitions = reader.definitions(root, version)
        findings = reader.findings
    }

    /// The file in DMN 1.5. Namespaces of earlier editions become those of 1.5; everything else stays.
    public var text: String { written.text }

    /// The markup as it is written.
    var written: MarkupDocument {
        var markup = markup
        markup.root = Self.upgraded(markup.root)
        return markup
    }

    private static func upgraded(_ element: MarkupElement) -> MarkupElement {
        var element = element
        element.namespace = DMNVersion.upgraded(element.namespace) ?? element.namespace
        for index in element.attributes.indices {
            let attribute = element.attributes[index]
            let isURI =
                attribute.name == "xmlns" || attribute.name.hasPrefix("xmlns:")
                || ["expressionLanguage", "typeLanguage", "importType"].contains(attribute.name)
            if isURI, let uri = DMNVersion.upgraded(attribute.value) { element.attributes[index].value = uri }
        }
        element.children = element.children.map { node in
            guard case .element(let child) = node else { return node }
            return .element(upgraded(child))
        }
        return element
    }
}
