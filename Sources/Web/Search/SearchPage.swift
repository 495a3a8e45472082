import Chain
import Kernel
import Localization
import Office

/// What a search found, by kind, with the words found marked.
package struct SearchPage: Page {
    package static let template = "search/search"

    struct Part: Component {
        let text: String
        let isHit: Bool
    }
    struct Hit: Component {
        let href: String?
        let code: [Part]
        let name: [Part]
    }
    struct Group: Component {
        let id: String
        let title: String
        let hits: [Hit]
        let more: String?
        let all: String?
    }

    let header: PageHeader
    let query: String
    let groups: [Group]
    let empty: EmptyState?

    init(_ found: [SearchGroup], text: String, words: Phrases) {
        let count = found.reduce(0) { $0 + $1.hits.count }
        query = text
        header = PageHeader(
            words("search.title"),
            subtitle: text.isEmpty ? words("search.hint") : words("search.subtitle", count: count, ["query": text]))
        let terms = Highlight.terms(of: text)
        groups = found.map { group in
            Group(
                id: "search-\(group.kind.rawValue)", title: words("registers.kinds.\(group.kind.rawValue)"),
                hits: group.hits.map { Self.hit($0, terms, words) },
                more: group.hasMore ? words("search.more", ["count": words.number(SearchGroup.limit)]) : nil,
                all: group.hasMore ? Self.all(group.kind, text) : nil)
        }
        if text.isEmpty {
            empty = EmptyState(words("search.start"), words("search.start.text"))
        } else {
            empty = found.isEmpty ? EmptyState(words("search.none"), words("search.none.text")) : nil
        }
    }

    /// The list that shows all of a kind, searched alike.
    private static func all(_ kind: NodeKind, _ text: String) -> String? {
        var query = FormData()
        query.append("q", text)
        return switch kind {
        case .project: Route.projects(query).path
        case .order: Route.orders(query).path
        case .system, .dataResource, .facility, .businessItem: Route.chain(kind, query).path
        case .clause, .goal: Route.plan.path
        case .indicator, .organization: nil
        }
    }

    private static func hit(_ label: NodeLabel, _ terms: [String], _ words: Phrases) -> Hit {
        func parts(_ text: String) -> [Part] { Highlight(text, terms: terms).segments.map { Part(text: $0.text, isHit: $0.isHit) } }
        return Hit(href: Route.record(label.node)?.path, code: parts(label.code), name: parts(words(label.name)))
    }
}
