/// A link drawn as a button, or a form of one button when it changes something.
package struct Action: Component {
    let label: String
    let href: String
    /// A name of `icons.svg`.
    let icon: String?
    /// The button posts, with the CSRF token, instead of leading somewhere.
    let posts: Bool
    /// The question asked before it posts.
    let confirm: String?

    package init(_ label: String, href: String, icon: String? = nil, posts: Bool = false, confirm: String? = nil) {
        (self.label, self.href, self.icon, self.posts, self.confirm) = (label, href, icon, posts, confirm)
    }
}

/// The top of a page: what it is, in one line what it says, and the one filled button.
package struct PageHeader: Component {
    let title: String
    let subtitle: String?
    /// Small line above the title: a code, a document number.
    let overline: String?
    let lights: LightGroup?
    let primary: Action?
    let secondary: [Action]
    let hasActions: Bool

    package init(
        _ title: String, subtitle: String? = nil, overline: String? = nil, lights: LightGroup? = nil, primary: Action? = nil,
        secondary: [Action] = []
    ) {
        (self.title, self.subtitle, self.overline, self.lights) = (title, subtitle, overline, lights)
        (self.primary, self.secondary) = (primary, secondary)
        hasActions = primary != nil || !secondary.isEmpty
    }
}

/// One step of the way from the start page to here.
package struct Crumb: Component {
    let label: String
    /// Nil for the page itself.
    let href: String?

    package init(_ label: String, href: String? = nil) { (self.label, self.href) = (label, href) }
}

package struct Breadcrumb: Component {
    let crumbs: [Crumb]
    package init(_ crumbs: [Crumb]) { self.crumbs = crumbs }
}

/// The views of one object, each with its own address.
package struct Tabs: Component {
    package struct Tab: Component {
        let label: String
        let href: String
        let isCurrent: Bool
        let count: String?

        package init(_ label: String, href: String, isCurrent: Bool = false, count: String? = nil) {
            (self.label, self.href, self.isCurrent, self.count) = (label, href, isCurrent, count)
        }
    }

    let label: String
    let tabs: [Tab]

    /// - Parameter label: what the tabs are views of, for screen readers.
    package init(label: String, _ tabs: [Tab]) { (self.label, self.tabs) = (label, tabs) }
}

/// What belongs here, and the first step.
package struct EmptyState: Component {
    let title: String
    let text: String?
    let action: Action?

    package init(_ title: String, _ text: String, action: Action? = nil) {
        (self.title, self.text, self.action) = (title, text.isEmpty ? nil : text, action)
    }
}
