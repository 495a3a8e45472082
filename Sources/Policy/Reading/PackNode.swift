/// A YAML node with its place: what the readers of a pack work on, and what two versions are compared by.
package struct PackNode: Sendable {
    package indirect enum Content: Sendable {
        /// `plain` is true for an unquoted scalar: only those may be numbers, dates, true or false.
        case text(String, plain: Bool)
        case list([PackNode])
        case map([Entry])
    }

    package struct Entry: Sendable {
        package let key: String
        package let line: Int
        package let column: Int
        package var value: PackNode

        package init(key: String, line: Int, column: Int, value: PackNode) {
            (self.key, self.line, self.column, self.value) = (key, line, column, value)
        }
    }

    package var content: Content
    package let file: String
    package let line: Int
    package let column: Int

    package init(content: Content, file: String, line: Int, column: Int) {
        (self.content, self.file, self.line, self.column) = (content, file, line, column)
    }

    /// The value of `key`, when this is a mapping that has it.
    package subscript(key: String) -> PackNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The text of a scalar, trimmed of nothing; nil for a list or a mapping.
    package var text: String? {
        guard case .text(let text, _) = content else { return nil }
        return text
    }

    /// True for `key:` with nothing after it, and for `~` and `null`.
    package var isNull: Bool {
        guard case .text(let text, plain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    /// The `id` of a mapping entry of a list.
    var id: String? { self["id"]?.text }

    /// Equal content, wherever it stands; the order of keys does not matter, the order of lists does.
    package func says(theSameAs other: PackNode) -> Bool {
        switch (content, other.content) {
        case (.text(let a, let plainA), .text(let b, let plainB)): a == b && plainA == plainB
        case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.says(theSameAs: $1) }
        case (.map(let a), .map(let b)):
            a.count == b.count && a.allSatisfy { entry in other[entry.key].map { entry.value.says(theSameAs: $0) } ?? false }
        default: false
        }
    }
}
