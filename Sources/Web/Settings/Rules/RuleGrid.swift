import Decisions
import Localization

/// A decision table as people know it: hit policy in the corner, conditions, results, notes, and the rules that fired.
struct RuleGrid {
    let table: DecisionTable
    let caption: String
    let fired: Set<Int>
    let near: Set<Int>
    let words: Phrases

    var markup: Markup {
        var html = Markup()
        html.raw("<table class=\"lt-table lt-rulegrid\"><caption>")
        html.text(caption)
        html.raw("</caption><thead><tr><th scope=\"col\" class=\"lt-rule-policy\"><abbr title=\"")
        html.text(Self.policy(table, words))
        html.raw("\">")
        html.text(table.hitPolicy.letter + (table.aggregation?.sign ?? ""))
        html.raw("</abbr></th>")
        for input in table.inputs { head(input.name, input.allowedValues?.text, isOutput: false, &html) }
        for output in table.outputs {
            head(
                output.label ?? output.name ?? table.outputLabel ?? words("settings.rules.result"), output.allowedValues?.text,
                isOutput: true, &html)
        }
        for annotation in table.annotations { head(annotation, nil, isOutput: false, &html) }
        html.raw("</tr></thead><tbody>")
        for (index, rule) in table.rules.enumerated() { row(rule, index + 1, &html) }
        html.raw("</tbody></table>")
        return html
    }

    private func head(_ name: String, _ allowed: String?, isOutput: Bool, _ html: inout Markup) {
        if isOutput { html.raw("<th scope=\"col\" class=\"lt-rule-out\">") } else { html.raw("<th scope=\"col\">") }
        html.text(name)
        if let allowed, !allowed.isEmpty {
            html.raw("<small>")
            html.text(Self.plain(allowed, words))
            html.raw("</small>")
        }
        html.raw("</th>")
    }

    private func row(_ rule: DecisionTable.Rule, _ number: Int, _ html: inout Markup) {
        if fired.contains(number) {
            html.raw("<tr class=\"is-fired\">")
        } else if near.contains(number) {
            html.raw("<tr class=\"is-near\">")
        } else {
            html.raw("<tr>")
        }
        html.raw("<th scope=\"row\">")
        html.number(number)
        if fired.contains(number) {
            mark("settings.rules.fired", &html)
        } else if near.contains(number) {
            mark("settings.rules.near", &html)
        }
        html.raw("</th>")
        for cell in rule.inputs {
            html.raw("<td>")
            html.text(cell.isAny ? words("settings.rules.any") : Self.plain(cell.text, words))
            html.raw("</td>")
        }
        for cell in rule.outputs {
            html.raw("<td class=\"lt-rule-out\">")
            html.text(Self.plain(cell.text, words))
            html.raw("</td>")
        }
        for at in table.annotations.indices {
            html.raw("<td class=\"lt-rule-note\">")
            html.text(at < rule.annotations.count ? rule.annotations[at] : "")
            html.raw("</td>")
        }
        html.raw("</tr>")
    }

    private func mark(_ key: String, _ html: inout Markup) {
        html.raw("<span class=\"lt-rule-mark\">")
        html.text(words(key))
        html.raw("</span>")
    }

    /// How the rules that match become one answer, in words.
    static func policy(_ table: DecisionTable, _ words: Phrases) -> String {
        let name = words("settings.rules.policy.\(table.hitPolicy.rawValue.lowercased().replacing(" ", with: "-"))")
        guard let aggregation = table.aggregation else { return name }
        return name + " " + words("settings.rules.aggregation.\(aggregation.rawValue.lowercased())")
    }

    /// Texts without their quotes; everything else as the language writes it.
    static func plain(_ text: String, _ words: Phrases) -> String {
        let parts = text.split(separator: ",").map { $0.drop { $0.isWhitespace } }.map { part in
            String(part.reversed().drop { $0.isWhitespace }.reversed())
        }
        let isTexts =
            !parts.isEmpty
            && parts.allSatisfy { part in
                part.count >= 2 && part.hasPrefix("\"") && part.hasSuffix("\"")
                    && !part.dropFirst().dropLast().contains { $0 == "\"" || $0 == "\\" }
            }
        return isTexts ? parts.map { $0.dropFirst().dropLast() }.joined(separator: words("settings.rules.and")) : text
    }

    static let keys =
        DecisionTable.HitPolicy.allCases.map { "settings.rules.policy.\($0.rawValue.lowercased().replacing(" ", with: "-"))" }
        + DecisionTable.Aggregation.allCases.map { "settings.rules.aggregation.\($0.rawValue.lowercased())" }
}
