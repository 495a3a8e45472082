/// HTML made in Swift, for what repeats too often for templates. Only literals enter unescaped, so no value can carry a tag.
package struct Markup: Shown, Sendable {
    private(set) var html = ""
    init() {}
    private init(html: String) { self.html = html }
    package var shown: Value { .markup(self) }

    /// A piece of the page's own HTML, which only a literal makes.
    struct Literal: ExpressibleByStringLiteral {
        fileprivate let text: String
        init(stringLiteral text: String) { self.text = text }
    }

    mutating func raw(_ literal: Literal) { html += literal.text }

    /// The inside of a script element: JSON that can hold no tag, see `DataIsland`.
    static func inert(_ json: String) -> Markup { Markup(html: json) }

    /// A value, escaped for text and for attributes in double quotes.
    mutating func text(_ value: String) { Self.escape(value, into: &html) }

    mutating func number(_ value: Int) { html += String(value) }

    static func escape(_ value: String, into html: inout String) {
        let special = value.utf8.contains { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }
        html += special ? TemplateSource.escaped(value) : value
    }
}
