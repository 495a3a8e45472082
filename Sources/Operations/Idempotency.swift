import Kernel

/// A retried command is answered as the first time: who sent it, under which key, with which payload.
package struct IdempotencyKey: Sendable, Hashable {
    package let key: String
    /// SHA-256 of method, path and body: the same key with another payload is refused (422).
    package let payloadHash: [UInt8]
    package init(key: String, payloadHash: [UInt8]) { (self.key, self.payloadHash) = (key, payloadHash) }
}

/// What was answered, stored in the command's own transaction for 24 hours.
package struct StoredAnswer: Sendable, Hashable {
    package let status: Int
    /// The `Location` of a redirect, or nil.
    package let location: String?
    /// The body, JSON; empty for redirects.
    package let body: String
    package init(status: Int, location: String? = nil, body: String = "") {
        (self.status, self.location, self.body) = (status, location, body)
    }
}

package enum IdempotencyLookup: Sendable, Hashable {
    case fresh
    case answered(StoredAnswer)
    /// The key was used with another payload.
    case conflicting
}

package protocol IdempotencyQueries: Sendable {
    func lookUp(_ key: IdempotencyKey, tenant: TenantID, actor: Actor) async throws -> IdempotencyLookup
}

extension IdempotencyKey {
    /// How long an answer is kept, in seconds.
    package static let lifetime: Int64 = 24 * 3600
}
