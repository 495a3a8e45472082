import Chain
import Kernel

/// Puts the steps of a thread together from the edges found: pure, so that it can be tested without a database.
package struct ThreadBuilder: Sendable {
    /// A step from a node of the frontier to a neighbour.
    package struct Edge: Hashable, Sendable {
        package let from: NodeReference
        package let to: NodeReference
        package init(from: NodeReference, to: NodeReference) { (self.from, self.to) = (from, to) }
    }

    package let start: NodeReference
    private var found: Set<NodeReference>
    /// Where the next step starts from.
    package private(set) var frontier: [NodeReference]

    package init(start: NodeReference) {
        self.start = start
        found = []
        frontier = [start]
    }

    /// Every node reached so far, the start left out.
    package var nodes: Set<NodeReference> { found }

    /// Takes the edges that lead away from the start: upwards only to earlier kinds, downwards only to later ones, so that the
    /// thread never turns round and shows a neighbour's projects as its own.
    package mutating func take(_ edges: [Edge]) {
        let home = Self.rank(start.kind)
        var next: [NodeReference] = []
        for edge in edges where edge.to.kind != start.kind {
            let (from, to) = (Self.rank(edge.from.kind), Self.rank(edge.to.kind))
            guard let from, let to, let home, from != to, from == home || (to < from) == (from < home) else { continue }
            if found.insert(edge.to).inserted { next.append(edge.to) }
        }
        frontier = next
    }

    private static func rank(_ kind: NodeKind) -> Int? { ThreadPath.order.firstIndex(of: kind) }
}
