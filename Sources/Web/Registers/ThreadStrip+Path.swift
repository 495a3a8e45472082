import Chain
import Kernel
import Localization
import Office

extension ThreadStrip {
    /// The thread of a record: every kind of the spine, a gap where nothing stands, and whatever else is there.
    package init(_ path: ThreadPath, words: Phrases) {
        let steps = ThreadPath.order.compactMap { kind -> Step? in
            guard let stripKind = Kind(rawValue: kind.rawValue) else { return nil }
            if kind == path.node.node.kind {
                return Step(
                    stripKind, title: Self.title(path.node, words), href: Route.record(path.node.node)?.path, isCurrent: true, words: words)
            }
            let found = path.places[kind] ?? []
            guard let first = found.first else { return ThreadPath.spine.contains(kind) ? Step(stripKind, title: nil, words: words) : nil }
            return Step(
                stripKind, title: Self.title(first, words), href: Route.record(first.node)?.path, count: found.count, words: words)
        }
        self.init(steps)
    }

    /// A clause's name is its whole text: the strip shows where it begins.
    private static func title(_ label: NodeLabel, _ words: Phrases) -> String {
        let name = words(label.name)
        return name.count > 26 ? "\(label.code) \(name.prefix(24))…" : name
    }
}

extension Route {
    /// Where a record of any kind is shown; nil for kinds without a page.
    static func record(_ node: NodeReference) -> Route? {
        switch node.kind {
        case .clause: .clause(.init(node.id))
        case .goal: .goal(.init(node.id))
        case .order: .order(.init(node.id))
        case .project: .project(.init(node.id))
        case .businessItem, .system, .dataResource, .facility: .chainRecord(node)
        case .indicator, .organization: nil
        }
    }
}
