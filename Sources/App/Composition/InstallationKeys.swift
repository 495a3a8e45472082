import Accounts
import Crypto
import Foundation
import Kernel

/// Secrets of one installation, derived from one master key: form tokens, the sealing of second factors.
///
/// The master is 32 random bytes in a file of mode 0600 beside the database, never in it: a copy of the database alone opens
/// no second factor. Nodes that share a database share the file.
package struct InstallationKeys: Sendable {
    package let csrf: Secret
    package let seal: Secret

    package init(master: Secret) {
        func derived(_ label: String) -> Secret {
            Secret(Array(HMAC<SHA256>.authenticationCode(for: Array(label.utf8), using: SymmetricKey(data: master.bytes))))
        }
        csrf = derived("lantu form tokens")
        seal = derived("lantu second factors")
    }

    /// Reads the key file, or makes it. Throws `LT5012` when it is there and is no key.
    package static func open(_ path: String) throws -> InstallationKeys {
        let made = Base64URL.encode(SystemRandomBytes().bytes(32))
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        // Only one process makes it, whoever starts at the same moment.
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        if descriptor >= 0 {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: Data(made.utf8))
            try file.synchronize()
        }
        guard let data = FileManager.default.contents(atPath: path),
            let bytes = Base64URL.decode(String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }), bytes.count == 32
        else { throw AppError("LT5012", .unavailable, ["path": path]) }
        return InstallationKeys(master: Secret(bytes))
    }
}
