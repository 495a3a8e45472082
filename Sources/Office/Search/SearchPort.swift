import Accounts
import Chain
import Kernel

/// What a search is asked.
package struct SearchQuestion: Sendable {
    package let tenant: TenantID
    package let text: String
    package let sight: ThreadSight

    package init(tenant: TenantID, text: String, permissions: Permissions) {
        (self.tenant, self.text) = (tenant, String(text.prefix(200)))
        sight = ThreadSight(permissions)
    }
}

/// Records of one kind that match.
package struct SearchGroup: Hashable, Sendable {
    package let kind: NodeKind
    /// At most `SearchGroup.limit`, codes that match exactly first.
    package let hits: [NodeLabel]
    /// There are more than are listed.
    package let hasMore: Bool

    package static let limit = 20

    package init(kind: NodeKind, hits: [NodeLabel], hasMore: Bool) { (self.kind, self.hits, self.hasMore) = (kind, hits, hasMore) }
}

package protocol SearchQueries: Sendable {
    /// Groups with hits, in the order of the thread. Two statements, or none where the text holds neither letter nor digit.
    func search(_ question: SearchQuestion) async throws -> [SearchGroup]
}
