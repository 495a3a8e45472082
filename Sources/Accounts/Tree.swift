package import Kernel

/// Something with an id and at most one parent of its own kind.
package protocol TreeNode: Sendable {
    associatedtype Mark
    var id: ID<Mark> { get }
    var parent: ID<Mark>? { get }
}

/// An immutable forest of nodes. A parent that is unknown makes a root; building refuses cycles and doubled ids.
package struct Tree<Node: TreeNode>: Sendable {
    package typealias Key = ID<Node.Mark>
    package let nodes: [Key: Node]
    private let children: [Key: [Key]]
    package let roots: [Key]

    /// Throws `LT1112` naming a node that is its own ancestor or stands twice.
    package init(_ list: [Node]) throws(AppError) {
        var nodes: [Key: Node] = [:]
        for node in list {
            guard nodes.updateValue(node, forKey: node.id) == nil else { throw AppError("LT1112", .invalid, ["id": node.id.description]) }
        }
        var children: [Key: [Key]] = [:]
        var roots: [Key] = []
        for node in list {
            if let parent = node.parent, nodes[parent] != nil {
                children[parent, default: []].append(node.id)
            } else {
                roots.append(node.id)
            }
        }
        (self.nodes, self.children, self.roots) = (nodes, children, roots)
        var reached: Set<Key> = []
        for root in roots { reached.formUnion(subtree(of: root)) }
        if let lost = nodes.keys.filter({ !reached.contains($0) }).min() { throw AppError("LT1112", .invalid, ["id": lost.description]) }
    }

    package subscript(id: Key) -> Node? { nodes[id] }
    package func children(of id: Key) -> [Key] { children[id] ?? [] }

    /// The node and everything under it; empty for an unknown id. O(size of the answer).
    package func subtree(of id: Key) -> Set<Key> {
        guard nodes[id] != nil else { return [] }
        var found: Set<Key> = [id]
        var open = [id]
        while let next = open.popLast() {
            for child in children(of: next) where found.insert(child).inserted { open.append(child) }
        }
        return found
    }

    /// The node first, then its parent, up to the root.
    package func path(to id: Key) -> [Key] {
        var path: [Key] = []
        var seen: Set<Key> = []
        var next: Key? = id
        while let current = next, let node = nodes[current], seen.insert(current).inserted {
            path.append(current)
            next = node.parent
        }
        return path
    }

    /// Every node with its depth, parents before children, children in the order given.
    package var indented: [(node: Node, depth: Int)] {
        var rows: [(node: Node, depth: Int)] = []
        var open = roots.reversed().map { ($0, 0) }
        while let (id, depth) = open.popLast() {
            guard let node = nodes[id] else { continue }
            rows.append((node, depth))
            open.append(contentsOf: children(of: id).reversed().map { ($0, depth + 1) })
        }
        return rows
    }
}
