import Crypto
package import Kernel

/// A 256-bit random token; only its SHA-256 is stored.
package struct SessionToken: Sendable {
    package let secret: Secret

    package init(random: any RandomBytes) { secret = Secret(random.bytes(32)) }
    /// Reads the cookie; nil when it is no token of ours.
    package init?(cookie: some StringProtocol) {
        guard cookie.utf8.count == 43, let bytes = Base64URL.decode(cookie), bytes.count == 32 else { return nil }
        secret = Secret(bytes)
    }

    package var cookie: String { Base64URL.encode(secret.bytes) }
    package var digest: [UInt8] { secret.digest }
}

/// A signed-in browser, on the server. A new one replaces it at sign-in and whenever privilege changes.
package struct Session: Hashable, Sendable {
    package enum Stage: String, Sendable, Codable {
        /// The password was right, the second factor is awaited: nothing else is allowed.
        case secondFactor = "second-factor"
        /// The password must be changed first.
        case passwordChange = "password-change"
        case full
    }
    package enum End: Hashable, Sendable { case idle, absolute }

    /// Seconds without a request, and in all, after which it ends.
    package struct Limits: Hashable, Sendable {
        package var idle: Int64
        package var absolute: Int64
        package init(idle: Int64 = 1800, absolute: Int64 = 43200) { (self.idle, self.absolute) = (idle, absolute) }
        package static let standard = Limits()
    }

    /// SHA-256 of the token.
    package let digest: [UInt8]
    package let account: AccountID
    package var stage: Stage
    package let createdAt: Instant
    package var lastSeenAt: Instant
    package let address: String
    package let agent: String

    package init(
        digest: [UInt8], account: AccountID, stage: Stage, createdAt: Instant, lastSeenAt: Instant? = nil, address: String, agent: String
    ) {
        (self.digest, self.account, self.stage, self.createdAt) = (digest, account, stage, createdAt)
        (self.lastSeenAt, self.address) = (lastSeenAt ?? createdAt, address)
        self.agent = String(agent.prefix(200))
    }

    /// Why it is over at `now`; nil while it lives. A clock that stepped back ends nothing.
    package func end(at now: Instant, _ limits: Limits = .standard) -> End? {
        if now >= createdAt.adding(seconds: limits.absolute) { return .absolute }
        if now >= lastSeenAt.adding(seconds: limits.idle) { return .idle }
        return nil
    }

    /// Whether a request at `now` is worth a write: at most one a minute.
    package func wantsTouch(at now: Instant) -> Bool { now >= lastSeenAt.adding(seconds: 60) }

    /// How it is named in lists and URLs: enough of the digest to tell apart, too little to be of use.
    package var label: String { Base64URL.encode(Array(digest.prefix(9))) }
}

/// What every unsafe form carries: an HMAC of the session, so that no other site can make one.
package struct CSRFTokens: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 bytes, kept with the installation.
    package init(key: Secret) { self.key = SymmetricKey(data: key.bytes) }

    package func token(for sessionDigest: [UInt8]) -> String {
        Base64URL.encode(Array(HMAC<SHA256>.authenticationCode(for: Array("csrf:".utf8) + sessionDigest, using: key)))
    }

    /// Constant time.
    package func isValid(_ token: String, for sessionDigest: [UInt8]) -> Bool {
        ConstantTime.equal(Array(token.utf8), Array(self.token(for: sessionDigest).utf8))
    }
}
