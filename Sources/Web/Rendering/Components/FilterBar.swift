/// Search, filters and columns of a list; all of it in the address, and working without scripts.
package struct FilterBar: Component {
    let action: String
    let label: String
    let search: SearchBox?
    let selects: [FilterSelect]
    /// Parameters kept as they are: the sort order, a saved view.
    let hidden: [HiddenField]
    /// Filters in force, each with the address without it.
    let chips: [FilterChip]
    let hasChips: Bool
    /// The list without any filter.
    let reset: String
    let columns: [ColumnChoice]
    let hasColumns: Bool
    let exports: [Action]
    let views: [FilterView]
    let hasViews: Bool

    package init(
        action: String, label: String, search: SearchBox? = nil, selects: [FilterSelect] = [], hidden: [HiddenField] = [],
        chips: [FilterChip] = [], reset: String, columns: [ColumnChoice] = [], exports: [Action] = [], views: [FilterView] = []
    ) {
        (self.action, self.label, self.search, self.selects, self.hidden) = (action, label, search, selects, hidden)
        (self.chips, self.hasChips, self.reset) = (chips, !chips.isEmpty, reset)
        (self.columns, self.hasColumns, self.exports) = (columns, !columns.isEmpty, exports)
        (self.views, self.hasViews) = (views, !views.isEmpty)
    }
}

package struct SearchBox: Component {
    let name: String
    let value: String
    let label: String
    package init(name: String = "q", value: String, label: String) { (self.name, self.value, self.label) = (name, value, label) }
}

package struct FilterSelect: SwitchedComponent {
    let name: String
    let label: String
    let options: [FieldOption]
    package init(name: String, label: String, _ options: [FieldOption]) { (self.name, self.label, self.options) = (name, label, options) }

    package func value(named name: String) -> Value? {
        switch name {
        case "name": self.name.shown
        case "label": label.shown
        case "options": options.shown
        default: nil
        }
    }
}

package struct HiddenField: Component {
    let name: String
    let value: String
    package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

package struct FilterChip: Component {
    let label: String
    let href: String
    package init(_ label: String, without href: String) { (self.label, self.href) = (label, href) }
}

/// A column one may show or hide; a checked box sends `columns=<value>`.
package struct ColumnChoice: SwitchedComponent {
    let value: String
    let label: String
    let isShown: Bool
    package init(_ label: String, value: String, isShown: Bool) { (self.label, self.value, self.isShown) = (label, value, isShown) }

    package func value(named name: String) -> Value? {
        switch name {
        case "value": value.shown
        case "label": label.shown
        case "isShown": isShown.shown
        default: nil
        }
    }
}

/// A set of filters kept under a name.
package struct FilterView: Component {
    let label: String
    let href: String
    let isCurrent: Bool
    package init(_ label: String, href: String, isCurrent: Bool) { (self.label, self.href, self.isCurrent) = (label, href, isCurrent) }
}
