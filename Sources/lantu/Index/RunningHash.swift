import Crypto

/// SHA-256 of bytes that come in pieces.
final class RunningHash {
    private var digest = SHA256()

    func update(_ bytes: [UInt8]) { digest.update(data: bytes) }

    /// Lower-case hexadecimal of everything so far.
    var hex: String { digest.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
