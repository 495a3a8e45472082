import Localization
import Office

/// A table read on the server, sorted and paged by links: the same on paper, without scripts, and as cards on a phone.
package struct DataTable: Component {
    let id: String
    let caption: String
    let columns: [TableColumn]
    /// The rows, already written: see `DataTable+Markup`.
    let body: Markup
    let hasRows: Bool
    let selectable: Bool
    /// Where the chosen rows are posted.
    let bulkHref: String?
    let bulkActions: [BulkAction]
    let empty: EmptyState?
    let pager: Pager?

    /// - Parameter empty: what the table says when it has no rows; required, so that no page stays silent.
    package init(
        id: String, caption: String, columns: [TableColumn], rows: [TableRow], bulkHref: String? = nil, bulkActions: [BulkAction] = [],
        empty: EmptyState, pager: Pager? = nil
    ) {
        self.id = id
        self.caption = caption
        self.columns = columns
        let selectable = bulkHref != nil
        body = Self.body(rows, columns, selectable: selectable)
        hasRows = !rows.isEmpty
        self.selectable = selectable
        self.bulkHref = bulkHref
        self.bulkActions = bulkActions
        self.empty = rows.isEmpty ? empty : nil
        self.pager = rows.isEmpty ? nil : pager
    }
}

/// A change made to all chosen rows at once.
package struct BulkAction: Component {
    let value: String
    let label: String
    package init(_ label: String, value: String) { (self.label, self.value) = (label, value) }
}

package struct TableColumn: SwitchedComponent {
    package enum Kind: String, Sendable { case text, number, date, light }
    package enum Order: String, Sendable { case none, ascending, descending }

    let label: String
    let kind: String
    /// The list sorted by this column, or the other way round; nil when it cannot be.
    let href: String?
    let order: String
    let isSorted: Bool

    package init(_ label: String, _ kind: Kind = .text, sortHref: String? = nil, order: Order = .none) {
        self.label = label
        self.kind = kind.rawValue
        href = sortHref
        self.order = order.rawValue
        isSorted = order != .none
    }

    package func value(named name: String) -> Value? {
        switch name {
        case "label": label.shown
        case "kind": kind.shown
        case "href": href.shown
        case "order": order.shown
        case "isSorted": isSorted.shown
        default: nil
        }
    }
}

/// A row. The first of its cells names it.
package struct TableRow: Sendable {
    let id: String
    /// What the box that chooses the row is called.
    let name: String
    let cells: [TableCell]

    /// - Parameter name: the record's name, for the box that chooses it.
    package init(id: String, name: String, _ cells: [TableCell]) {
        (self.id, self.name, self.cells) = (id, name, cells)
    }
}

/// One cell: a text, perhaps a link, perhaps a second line, a light, a bar.
package struct TableCell: Sendable {
    let text: String?
    let href: String?
    let second: String?
    let light: Light?
    let lights: LightGroup?
    let progress: ProgressBar?
    /// The text with what a search found in it.
    let found: Highlight?

    package init(
        _ text: String? = nil, href: String? = nil, second: String? = nil, light: Light? = nil, lights: LightGroup? = nil,
        progress: ProgressBar? = nil, found: Highlight? = nil
    ) {
        self.found = found
        self.text = text
        self.href = href
        self.second = second
        self.light = light
        self.lights = lights
        self.progress = progress
    }
}

/// Keyset paging: the next and the previous page, and how many there are in all.
package struct Pager: Component {
    let summary: String
    let previous: String?
    let next: String?

    /// - Parameter total: the exact count up to 10,000; anything above shows as "10,000+".
    package init(shown: Int, total: Int, previous: String?, next: String?, words: Phrases) {
        summary = words("table.shown", count: total, ["shown": words.number(shown), "count": words.count(total)])
        (self.previous, self.next) = (previous, next)
    }
}
