package import Kernel

package enum APITokenTag {}
package typealias APITokenID = ID<APITokenTag>

/// A program's key to one account, for some of its actions, until a day. The text is shown once: `lantu_` and 256 random bits.
package struct APIToken: Hashable, Sendable {
    package static let prefix = "lantu_"
    package let id: APITokenID
    package let account: AccountID
    package var name: String
    package let digest: [UInt8]
    package let scopes: Set<Action>
    package let createdAt: Instant
    package let expiresAt: Instant
    package var lastUsedAt: Instant?
    package var revokedAt: Instant?

    package init(
        id: APITokenID, account: AccountID, name: String, digest: [UInt8], scopes: Set<Action>, createdAt: Instant, expiresAt: Instant,
        lastUsedAt: Instant? = nil, revokedAt: Instant? = nil
    ) {
        (self.id, self.account, self.name, self.digest, self.scopes) = (id, account, name, digest, scopes)
        (self.createdAt, self.expiresAt, self.lastUsedAt, self.revokedAt) = (createdAt, expiresAt, lastUsedAt, revokedAt)
    }

    /// A new token and its text, for 1…366 days. Throws `LT1124` for other spans, no scopes, or scopes the account or no token may have.
    package static func make(
        id: APITokenID, name: String, scopes: Set<Action>, days: Int, for account: AccountID, permissions: Permissions, now: Instant,
        random: any RandomBytes
    ) throws(AppError) -> (token: APIToken, text: Secret) {
        guard (1...366).contains(days), !scopes.isEmpty, (1...80).contains(name.count),
            scopes.allSatisfy({ $0.isForTokens && permissions.allows($0) })
        else { throw AppError("LT1124", .unprocessable) }
        let text = prefix + Base64URL.encode(random.bytes(32))
        let secret = Secret(Array(text.utf8))
        let token = APIToken(
            id: id, account: account, name: name, digest: secret.digest, scopes: scopes, createdAt: now,
            expiresAt: now.adding(seconds: Int64(days) * 86400))
        return (token, secret)
    }

    /// The digest to look up for a presented text; nil when it is no token of ours.
    package static func digest(ofPresented text: String) -> [UInt8]? {
        guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + 43 else { return nil }
        return Secret(Array(text.utf8)).digest
    }

    package func isValid(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
