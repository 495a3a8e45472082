/// What happened, newest first.
package struct Timeline: Component {
    package enum Tone: String, Sendable { case plain, good, warning, bad }

    package struct Event: Component {
        let when: String
        /// 3 天前
        let relative: String?
        let title: String
        let detail: String?
        let who: String?
        let href: String?
        let tone: String
        let diff: Diff?

        package init(
            when: String, relative: String? = nil, title: String, detail: String? = nil, who: String? = nil, href: String? = nil,
            tone: Tone = .plain, diff: Diff? = nil
        ) {
            (self.when, self.relative, self.title, self.detail) = (when, relative, title, detail)
            (self.who, self.href, self.tone, self.diff) = (who, href, tone.rawValue, diff)
        }
    }

    let label: String
    let events: [Event]
    package init(label: String, _ events: [Event]) { (self.label, self.events) = (label, events) }
}

/// Before and after, field by field.
package struct Diff: Component {
    package struct Field: Component {
        let name: String
        let before: String?
        let after: String?

        /// Nil: there was, or is, no value.
        package init(_ name: String, before: String?, after: String?) { (self.name, self.before, self.after) = (name, before, after) }
    }

    let caption: String
    let fields: [Field]
    package init(caption: String, _ fields: [Field]) { (self.caption, self.fields) = (caption, fields) }
}
