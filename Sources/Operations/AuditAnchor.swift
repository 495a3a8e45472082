import Crypto
import Foundation
import Kernel

/// All lane heads of a tenant at one moment, signed with a key that is not in the database.
///
/// One JSON line in a file (or syslog) outside the database. Each anchor also signs the one before it, so that
/// a removed line shows.
package struct AuditAnchor: Sendable, Hashable, Codable {
    package struct Head: Sendable, Hashable, Codable {
        package let lane: Int
        package let sequence: Int64
        package let hash: String
        package init(lane: Int, sequence: Int64, hash: [UInt8]) {
            (self.lane, self.sequence) = (lane, sequence)
            self.hash = hash.hexadecimal
        }
    }
    package let tenant: String
    package let at: Int64
    package let heads: [Head]
    package let previous: String
    package let signature: String

    package init(tenant: TenantID, at: Instant, heads: [Head], previous: AuditAnchor?, key: [UInt8]) {
        self.tenant = tenant.description
        self.at = at.microseconds
        self.heads = heads.sorted { $0.lane < $1.lane }
        self.previous = previous?.signature ?? ""
        signature = Self.signature(tenant: self.tenant, at: self.at, heads: self.heads, previous: self.previous, key: key)
    }

    /// Whether the signature is by `key` over exactly these heads.
    package func isAuthentic(key: [UInt8]) -> Bool {
        signature == Self.signature(tenant: tenant, at: at, heads: heads, previous: previous, key: key)
    }

    private static func signature(tenant: String, at: Int64, heads: [Head], previous: String, key: [UInt8]) -> String {
        let text = ([tenant, String(at), previous] + heads.map { "\($0.lane):\($0.sequence):\($0.hash)" }).joined(separator: "\n")
        return HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)).hexadecimal
    }

    /// One line for the anchor file.
    package func line() throws -> String {
        try canonicalJSON()
    }

    package static func parse(line: some StringProtocol) -> AuditAnchor? {
        try? JSONDecoder().decode(AuditAnchor.self, from: Data(line.utf8))
    }
}
