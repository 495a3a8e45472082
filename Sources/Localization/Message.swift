/// One catalogue entry: a sentence, or a sentence that depends on a count.
package enum Message: Hashable, Sendable {
    case plain(String)
    /// `one` is nil in languages that do not tell one from many.
    case plural(one: String?, other: String)

    /// The form to use for `count`; a plain message ignores it.
    package func form(for count: Int) -> String {
        switch self {
        case .plain(let text): text
        case .plural(let one, let other): count == 1 ? one ?? other : other
        }
    }

    /// The names between braces, over all forms: `{name}`.
    package var placeholders: Set<String> {
        switch self {
        case .plain(let text): Self.placeholders(in: text)
        case .plural(let one, let other): Self.placeholders(in: other).union(Self.placeholders(in: one ?? ""))
        }
    }

    /// Replaces `{name}` by its argument; a name without an argument stays visible.
    static func filled(_ text: String, _ arguments: [String: String]) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else {
                return result + rest[open...]
            }
            let name = String(rest[rest.index(after: open)..<close])
            result += arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func placeholders(in text: String) -> Set<String> {
        var names: Set<String> = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }
}

extension Message: Decodable {
    private enum CodingKeys: String, CodingKey { case one, other }

    package init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .plain(text)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self = .plural(
            one: try container.decodeIfPresent(String.self, forKey: .one),
            other: try container.decode(String.self, forKey: .other))
    }
}
