import Mustache

/// HTML made in Swift, for what repeats too often for templates. Only literals enter unescaped, so no value can carry a tag.
///
/// Printed by the two templates that switch escaping off (`components/data-island`, `components/table-body`).
struct Markup: MustacheCustomRenderable, Sendable {
    private(set) var renderText = ""
    var isNull: Bool { renderText.isEmpty }

    /// A piece of the page's own HTML.
    mutating func raw(_ literal: StaticString) {
        literal.withUTF8Buffer { renderText.append(contentsOf: String(decoding: $0, as: UTF8.self)) }
    }

    /// A value, escaped for text and for attributes in double quotes.
    mutating func text(_ value: String) {
        let special = value.utf8.contains { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }
        renderText += special ? TemplateSource.escaped(value) : value
    }

    mutating func number(_ value: Int) { renderText += String(value) }
}
