import Kernel

/// Something to be told to the outside, written with the change that causes it and delivered afterwards.
///
/// Delivered at least once: the receiver recognises a repeat by `key`.
package struct OutboxMessage: Sendable, Hashable {
    package let id: ID<Tag.Record>
    package let tenant: TenantID
    package let topic: String
    package let key: String
    /// JSON.
    package let payload: String
    package let createdAt: Instant
    package let attempts: Int

    package init(
        id: ID<Tag.Record>, tenant: TenantID, topic: String, key: String, payload: String, createdAt: Instant, attempts: Int
    ) {
        self.id = id
        self.tenant = tenant
        self.topic = topic
        self.key = key
        self.payload = payload
        self.createdAt = createdAt
        self.attempts = attempts
    }
}

package protocol OutboxWrites: AnyObject {
    /// Posts a message once per topic and key; a repeat changes nothing.
    func post(topic: String, key: String, payload: String) throws
}

package protocol OutboxQueue: Sendable {
    /// Due messages of these topics, leased to the caller; `token` goes back with the outcome.
    func claim(topics: [String], limit: Int, leaseMilliseconds: Int64) async throws -> [(message: OutboxMessage, token: Int64)]
    /// False when the lease had run out and another has the message.
    func delivered(_ message: OutboxMessage, token: Int64) async throws -> Bool
    func failed(_ message: OutboxMessage, token: Int64, retryAfterMilliseconds: Int64) async throws
}
