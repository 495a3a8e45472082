/// RFC 4648 base 32, as authenticator apps read it; and base 64 for URLs, without padding.
package enum Base32 {
    private static let letters = BitLetters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5)

    /// Without padding.
    package static func encode(_ bytes: [UInt8]) -> String { letters.encode(bytes) }

    /// Case, blanks and padding forgiven; nil for any other character.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        letters.decode(
            text.utf8.lazy.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }.map { (97...122).contains($0) ? $0 - 32 : $0 })
    }
}

package enum Base64URL {
    private static let letters = BitLetters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", bits: 6)

    package static func encode(_ bytes: [UInt8]) -> String { letters.encode(bytes) }

    /// Nil for a character outside the alphabet.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? { letters.decode(text.utf8) }
}

/// Bytes as letters that carry a few bits each, highest first.
private struct BitLetters: Sendable {
    private let alphabet: [UInt8]
    private let width: Int

    /// - Parameter bits: of one letter; the alphabet has two to that power.
    init(_ alphabet: String, bits: Int) { (self.alphabet, width) = (Array(alphabet.utf8), bits) }

    func encode(_ bytes: [UInt8]) -> String {
        let letters = regrouped(bytes.lazy.map(Int.init), from: 8, to: width, keepsRest: true)
        return String(decoding: letters.map { alphabet[$0] }, as: UTF8.self)
    }

    func decode(_ letters: some Sequence<UInt8>) -> [UInt8]? {
        var values: [Int] = []
        for letter in letters {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            values.append(value)
        }
        return regrouped(values, from: width, to: 8, keepsRest: false).map(UInt8.init)
    }

    /// Groups of `from` bits as groups of `to` bits. A rest too short for a group is filled with zeros, or dropped.
    private func regrouped(_ groups: some Sequence<Int>, from: Int, to: Int, keepsRest: Bool) -> [Int] {
        var output: [Int] = []
        var buffer = 0
        var bits = 0
        for group in groups {
            buffer = (buffer << from | group) & 0xFFFF
            bits += from
            while bits >= to {
                bits -= to
                output.append(buffer >> bits & (1 << to - 1))
            }
        }
        if keepsRest, bits > 0 { output.append(buffer << (to - bits) & (1 << to - 1)) }
        return output
    }
}
