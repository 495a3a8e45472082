/// An XML element with everything that is needed to write it back: prefixes, attribute order, text, comments.
public struct MarkupElement: Sendable, Equatable {
    /// As written, with its prefix.
    public var qualifiedName: String
    /// Resolved from the declarations in force; empty without one.
    public var namespace: String
    public var attributes: [MarkupAttribute]
    public var children: [MarkupNode]
    public var position: Position

    public init(
        _ qualifiedName: String, namespace: String = "", attributes: [MarkupAttribute] = [], children: [MarkupNode] = [],
        position: Position = Position(line: 1, column: 1)
    ) {
        (self.qualifiedName, self.namespace, self.attributes) = (qualifiedName, namespace, attributes)
        (self.children, self.position) = (children, position)
    }

    public var localName: String { Self.local(qualifiedName) }
    /// The prefix with its colon, or nothing.
    public var prefix: String { String(qualifiedName.dropLast(localName.count)) }
    public var elements: [MarkupElement] { children.compactMap(\.element) }

    /// Value of the attribute without a prefix.
    public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// Child elements of that local name in this element's own namespace.
    public func elements(_ name: String) -> [MarkupElement] {
        elements.filter { $0.localName == name && $0.namespace == namespace }
    }

    public func first(_ name: String) -> MarkupElement? {
        for case .element(let child) in children where child.localName == name && child.namespace == namespace { return child }
        return nil
    }

    /// The text directly inside, comments left out.
    public var text: String {
        var text = ""
        for child in children {
            switch child {
            case .text(let part), .data(let part): text += part
            case .element, .comment, .instruction: break
            }
        }
        return text
    }

    /// Equal where a reader of the file would see no difference: the position does not count.
    public static func == (a: Self, b: Self) -> Bool {
        a.qualifiedName == b.qualifiedName && a.namespace == b.namespace && a.attributes == b.attributes && a.children == b.children
    }

    static func local(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.utf8.index(after: colon)...])
    }
}

public struct MarkupAttribute: Sendable, Hashable {
    /// As written, with its prefix.
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

public indirect enum MarkupNode: Sendable, Equatable {
    case element(MarkupElement)
    case text(String)
    /// A CDATA section.
    case data(String)
    case comment(String)
    /// A processing instruction: what stands between `<?` and `?>`.
    case instruction(String)

    public var element: MarkupElement? {
        guard case .element(let element) = self else { return nil }
        return element
    }
}

/// A whole XML file: its root and what stands before and after it.
public struct MarkupDocument: Sendable, Equatable {
    public var prolog: [MarkupNode]
    public var root: MarkupElement
    public var epilog: [MarkupNode]

    public init(root: MarkupElement, prolog: [MarkupNode] = [], epilog: [MarkupNode] = []) {
        (self.root, self.prolog, self.epilog) = (root, prolog, epilog)
    }
}
