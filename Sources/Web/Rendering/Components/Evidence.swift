/// A clause one can cite: its number on the chip, its words one tap away.
package struct ClauseChip: Component {
    let number: String
    let title: String
    let text: String?
    let href: String?

    package init(number: String, title: String, text: String? = nil, href: String? = nil) {
        (self.number, self.title, self.text, self.href) = (number, title, text, href)
    }
}

/// What stands behind a figure: its definition, its date, its sources. Opens without scripts.
package struct Evidence: Component {
    /// What the figure is; names the button for screen readers.
    let subject: String
    let definition: String
    let asOf: String
    let sources: [Fact]
    let href: String?
    let exact: String?

    /// - Parameter exact: the figure with all its digits, where the page shows it rounded.
    package init(subject: String, definition: String, asOf: String, exact: String? = nil, sources: [Fact] = [], href: String? = nil) {
        (self.subject, self.definition, self.asOf, self.exact) = (subject, definition, asOf, exact)
        (self.sources, self.href) = (sources, href)
    }
}

/// A name and its value.
package struct Fact: Component {
    let name: String
    let value: String
    let href: String?
    let light: Light?
    let clause: ClauseChip?
    let evidence: Evidence?
    /// Of the value, where it is in the words of whoever wrote it and not in the page's language.
    let lang: String?

    package init(
        _ name: String, _ value: String, href: String? = nil, light: Light? = nil, clause: ClauseChip? = nil, evidence: Evidence? = nil,
        lang: String? = nil
    ) {
        (self.name, self.value, self.href, self.light, self.clause, self.evidence) = (name, value, href, light, clause, evidence)
        self.lang = lang
    }
}

/// A record's facts as a list of names and values.
package struct Facts: Component {
    let facts: [Fact]
    package init(_ facts: [Fact]) { self.facts = facts }
}

/// One figure of a cockpit or desk: it opens its records, and its evidence says what it is.
package struct StatTile: Component {
    package enum Tone: String, Sendable { case plain, good, warning, bad, accent }

    let label: String
    let value: String
    let unit: String?
    /// "較上月 +3"
    let change: String?
    let tone: String
    let href: String
    let evidence: Evidence?

    package init(
        _ label: String, value: String, unit: String? = nil, change: String? = nil, tone: Tone = .plain, href: String,
        evidence: Evidence? = nil
    ) {
        (self.label, self.value, self.unit, self.change) = (label, value, unit, change)
        (self.tone, self.href, self.evidence) = (tone.rawValue, href, evidence)
    }
}

/// Done against due.
package struct ProgressBar: SwitchedComponent {
    let label: String
    /// 0…100
    let percent: Int
    let planned: Int?
    let text: String
    /// All of it in one line, for screen readers: "進度 42% / 60%".
    let description: String

    /// Values outside 0…100 are drawn at the nearer end; `text` says the number itself.
    package init(label: String, percent: Int, planned: Int? = nil, text: String) {
        self.label = label
        self.percent = min(max(percent, 0), 100)
        self.planned = planned.map { min(max($0, 0), 100) }
        self.text = text
        description = "\(label) \(text)" + (planned.map { " / \($0)%" } ?? "")
    }

    package func value(named name: String) -> Value? {
        switch name {
        case "description": description.shown
        case "label": label.shown
        case "percent": percent.shown
        case "planned": planned.shown
        case "text": text.shown
        default: nil
        }
    }
}
