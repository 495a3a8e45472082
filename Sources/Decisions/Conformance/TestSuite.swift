/// A file of test cases in the format of the standard's conformance kit (`testCases`), with or without a namespace prefix.
public struct TestSuite: Sendable {
    public var modelName: String?
    public var labels: [String]
    public var cases: [TestCase]

    /// - Throws: LT2301–LT2305 for what is no acceptable XML, LT2370 for another root element.
    public init(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws(Finding) {
        let root = try MarkupDocument(bytes, limits: limits).root
        guard root.localName == "testCases" else { throw Finding(.error, "LT2370", ["element": root.localName], at: root.position) }
        modelName = root.first("modelName")?.text.trimmed
        labels = root.first("labels")?.elements("label").map { $0.text.trimmed } ?? []
        cases = root.elements("testCase").enumerated().map { TestCase($1, number: $0 + 1) }
    }

    /// Whether the bytes look like such a file; a cheap look at the beginning.
    public static func isLikely(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(4096), as: UTF8.self).contains("testCases")
    }
}

public struct TestCase: Sendable {
    public enum Kind: String, Sendable { case decision, knowledgeModel = "bkm", decisionService }

    public struct Input: Sendable {
        public var name: String
        public var namespace: String?
        public var value: TestValue
    }

    public struct Expectation: Sendable {
        public var name: String
        public var namespace: String?
        /// Nil where the file says nothing of the value.
        public var value: TestValue?
        /// Whether the evaluation must report an error.
        public var isError: Bool
        public var position: Position
    }

    public var id: String
    public var kind: Kind
    public var invocable: String?
    public var description: String?
    public var inputs: [Input]
    public var expectations: [Expectation]
    public var position: Position

    init(_ element: MarkupElement, number: Int) {
        id = element.attribute("id") ?? element.attribute("name") ?? String(number)
        kind = Kind(rawValue: element.attribute("type") ?? "decision") ?? .decision
        invocable = element.attribute("invocableName")
        description = element.first("description")?.text.trimmed
        inputs = element.elements("inputNode").map {
            Input(name: ($0.attribute("name") ?? "").trimmed, namespace: $0.attribute("namespace"), value: TestValue($0))
        }
        expectations = element.elements("resultNode").map { node in
            Expectation(
                name: (node.attribute("name") ?? "").trimmed, namespace: node.attribute("namespace"),
                value: node.first("expected").map { TestValue($0) },
                isError: ["true", "1"].contains(node.attribute("errorResult")?.trimmed),
                position: node.position)
        }
        position = element.position
    }
}

/// A value of a test file, with the name of its type in XML Schema.
public indirect enum TestValue: Sendable, Hashable {
    case null
    case simple(type: String, text: String)
    case list([TestValue])
    case context([Component])

    public struct Component: Sendable, Hashable {
        public var name: String
        public var value: TestValue
    }

    /// What stands inside an `inputNode`, `expected`, `item` or `component`; no deeper than the markup is.
    init(_ element: MarkupElement) {
        let isNil = { (element: MarkupElement) in
            element.attributes.contains { MarkupElement.local($0.name) == "nil" && ["true", "1"].contains($0.value.trimmed) }
        }
        let components = element.elements("component")
        if isNil(element) {
            self = .null
        } else if !components.isEmpty {
            self = .context(components.map { Component(name: ($0.attribute("name") ?? "").trimmed, value: TestValue($0)) })
        } else if let list = element.first("list") {
            self = isNil(list) ? .null : .list(list.elements("item").map { TestValue($0) })
        } else if let value = element.first("value"), !isNil(value) {
            let type = value.attributes.first { MarkupElement.local($0.name) == "type" }?.value ?? ""
            self = .simple(type: MarkupElement.local(type.trimmed), text: value.text)
        } else {
            self = .null
        }
    }
}
