import Crypto
import Foundation
package import Kernel

/// The second factor: RFC 6238 with SHA-1, 30 seconds, six digits, as every authenticator app speaks it. Each code works once.
package struct TOTP: Sendable {
    package static let period: Int64 = 30
    package static let digits = 6
    package let secret: Secret

    package init(secret: Secret) { self.secret = secret }
    /// A new 160-bit secret.
    package init(random: any RandomBytes) { secret = Secret(random.bytes(20)) }

    package static func step(at now: Instant) -> Int64 { max(0, now.microseconds / 1_000_000 / period) }

    /// RFC 4226: the code of one step.
    package func code(step: Int64, digits: Int = TOTP.digits) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret.bytes)))
        let offset = Int(mac[mac.count - 1] & 15)
        let value = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var modulus: UInt32 = 1
        for _ in 0..<min(max(digits, 1), 9) { modulus *= 10 }
        let text = String(value % modulus)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The step a typed code belongs to: now, one before or one after, and later than the last one used. Nil refuses.
    ///
    /// All three are computed and compared, whichever fits.
    package func acceptedStep(for code: String, at now: Instant, lastUsed: Int64?) -> Int64? {
        let typed = Array(code.utf8.filter { $0 != UInt8(ascii: " ") })
        let current = Self.step(at: now)
        var found: Int64?
        for step in [current - 1, current, current + 1] where step >= 0 {
            let fits = ConstantTime.equal(Array(self.code(step: step).utf8), typed)
            if fits, step > lastUsed ?? -1, found == nil { found = step }
        }
        return found
    }

    /// `otpauth://totp/…`, as the QR code carries it.
    package func uri(issuer: String, account: String) -> String {
        func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}")))
                ?? ""
        }
        return "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(Base32.encode(secret.bytes))&issuer=\(escaped(issuer))"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.period)"
    }
}

/// Ten codes for the day the phone is lost: shown once, stored as hashes, each good once.
package struct RecoveryCodes: Sendable {
    package let texts: [String]

    /// Each 50 bits, written `XXXXX-XXXXX`.
    package init(random: any RandomBytes) {
        texts = (0..<10).map { _ in
            let code = Base32.encode(random.bytes(7)).prefix(10)
            return code.prefix(5) + "-" + code.suffix(5)
        }
    }

    package var digests: [[UInt8]] { texts.map(Self.digest) }

    /// What is stored of a code and looked for when one is typed: case, blanks and hyphens forgiven.
    package static func digest(_ text: String) -> [UInt8] {
        Secret(Array(text.uppercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") })).digest
    }
}
