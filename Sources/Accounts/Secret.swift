import Crypto
import Foundation

/// Something that must not reach a log, an error or a page by accident: every description of it is redacted.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
    /// A typed secret, composed (NFC) so that one password typed on two keyboards is one password.
    package init(_ text: String) { bytes = Array(text.precomposedStringWithCanonicalMapping.utf8) }

    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// SHA-256: what is stored of a token.
    package var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// Equal in time that depends on the lengths only.
    package func matches(_ other: [UInt8]) -> Bool { ConstantTime.equal(bytes, other) }
}

package enum ConstantTime {
    /// Compares every byte, whatever the first difference; lengths are not secret.
    package static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}

/// Where secrets' randomness comes from. Injected, so that a test can repeat it.
package protocol RandomBytes: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

package struct SystemRandomBytes: RandomBytes {
    package init() {}
    package func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<max(0, count)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
