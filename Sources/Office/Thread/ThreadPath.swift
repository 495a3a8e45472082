import Accounts
import Chain
import Kernel

/// Which records a thread may name.
package struct ThreadSight: Hashable, Sendable {
    package let projects: VisibleScope
    package let orders: VisibleScope
    package let chain: VisibleScope
    package let seesPlan: Bool

    package init(_ permissions: Permissions) {
        projects = permissions.visible(for: .projectRead)
        orders = permissions.visible(for: .orderRead)
        chain = permissions.visible(for: .chainRead)
        seesPlan = permissions.allows(.planRead)
    }
}

/// Where a record stands on 條款 → 目標 → 任務 → 項目 → 系統 → 數據, and what is next to it.
package struct ThreadPath: Hashable, Sendable {
    package let node: NodeLabel
    /// What is on the thread before and after the node, by kind, in the order of codes; the node's own kind is left out.
    package let places: [NodeKind: [NodeLabel]]
    /// The node's own relations, to whatever may be named.
    package let relations: [LabelledRelation]

    package init(node: NodeLabel, places: [NodeKind: [NodeLabel]], relations: [LabelledRelation]) {
        (self.node, self.places, self.relations) = (node, places, relations)
    }

    /// The order of the thread, plan first.
    package static let order: [NodeKind] = [.clause, .goal, .order, .project, .businessItem, .system, .facility, .dataResource, .indicator]
    /// Kinds shown as a gap when nothing stands there.
    package static let spine: [NodeKind] = [.clause, .goal, .order, .project, .system, .dataResource]
}

package protocol ThreadQueries: Sendable {
    /// Two steps up and two steps down the thread from the node. At most 4 statements; nil when the node is not in sight.
    func thread(of node: NodeReference, tenant: TenantID, sight: ThreadSight) async throws -> ThreadPath?
}
