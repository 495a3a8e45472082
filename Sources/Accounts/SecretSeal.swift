import Crypto
import Foundation
package import Kernel

/// Seals what must be read again (a TOTP secret) with AES-256-GCM under the installation's key, bound to whose it is.
package struct SecretSeal: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 bytes.
    package init(key: Secret) { self.key = SymmetricKey(data: key.bytes) }

    /// Throws `LT5011` when the key is unusable.
    package func seal(_ secret: Secret, for account: AccountID) throws(AppError) -> [UInt8] {
        guard
            let box = try? AES.GCM.seal(secret.bytes, using: key, authenticating: Array("totp:\(account)".utf8)),
            let combined = box.combined
        else { throw AppError("LT5011", .internal) }
        return Array(combined)
    }

    /// Throws `LT5011` when it was sealed by another key, for another account, or changed since.
    package func open(_ sealed: [UInt8], for account: AccountID) throws(AppError) -> Secret {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let data = try? AES.GCM.open(box, using: key, authenticating: Array("totp:\(account)".utf8))
        else { throw AppError("LT5011", .internal) }
        return Secret(Array(data))
    }
}
