/// Takes out of log entries what must not be in them: passwords, tokens, identity numbers.
///
/// Fields are told by their names; free text by what looks like a credential (`password=…`, `Bearer …`,
/// `postgres://user:…@`) or like a valid 身份證 number.
package struct Redactor: Sendable {
    package static let mark = "‹redacted›"
    private static let secretNames = [
        "password", "passwd", "passphrase", "secret", "token", "authorization", "cookie", "totp", "otp", "api-key", "apikey", "csrf",
        "session-id", "private-key", "identity-number", "idcard", "id-card", "密码", "密碼", "口令", "身份证", "身份證",
    ]

    package init() {}

    /// Whether a field of this name is a secret whatever it holds.
    package func isSecret(_ name: String) -> Bool {
        let name = String(name.lowercased().map { $0 == "_" || $0 == " " || $0 == "." ? "-" : $0 })
        return Self.secretNames.contains { name.contains($0) }
    }

    package func redact(_ value: String, named name: String) -> String { isSecret(name) ? Self.mark : redact(value) }

    /// Complexity: O(length).
    package func redact(_ text: String) -> String {
        var bytes = Array(text.utf8)
        var ranges = identityNumbers(bytes) + credentials(bytes)
        guard !ranges.isEmpty else { return text }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        let mark = Array(Self.mark.utf8)
        var result: [UInt8] = []
        var position = 0
        for range in ranges where range.upperBound > position {
            if range.lowerBound > position { result += bytes[position..<range.lowerBound] }
            result += mark
            position = range.upperBound
        }
        result += bytes[position...]
        bytes = result
        return String(decoding: bytes, as: UTF8.self)
    }

    /// 18 digits (the last may be X) with the right check digit, standing alone.
    private func identityNumbers(_ bytes: [UInt8]) -> [Range<Int>] {
        func isWord(_ byte: UInt8) -> Bool { (48...57).contains(byte) || byte == 0x58 || byte == 0x78 }
        var ranges: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            guard isWord(bytes[start]) else {
                start += 1
                continue
            }
            let end = bytes[start...].firstIndex { !isWord($0) } ?? bytes.count
            if end - start == 18, Self.checks(bytes[start..<end]) { ranges.append(start..<end) }
            start = end
        }
        return ranges
    }

    private static func checks(_ number: ArraySlice<UInt8>) -> Bool {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (weight, byte) in zip(weights, number) {
            guard (48...57).contains(byte) else { return false }
            sum += weight * Int(byte - 48)
        }
        let last = number.last.map { $0 == 0x78 ? 0x58 : $0 }
        return last == Array("10X98765432".utf8)[sum % 11]
    }

    /// The value after a secret's name (`password=…`, `"token": "…"`), after `Bearer`/`Basic`, and a password in an address.
    private func credentials(_ bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let lower = bytes.map { byte -> UInt8 in (65...90).contains(byte) ? byte + 32 : byte == 0x5F ? 0x2D : byte }
        func skip(_ from: Int, _ characters: String) -> Int {
            let set = Array(characters.utf8)
            return lower[min(from, lower.count)...].firstIndex { !set.contains($0) } ?? lower.count
        }
        func end(_ from: Int, _ characters: String) -> Int {
            let set = Array(characters.utf8)
            return lower[min(from, lower.count)...].firstIndex { set.contains($0) } ?? lower.count
        }
        for name in Self.secretNames {
            for found in lower.occurrences(of: Array(name.utf8)) {
                let nameEnd = end(found + name.utf8.count, " =:\"'\\&,;{}[]()<>\n\t")
                let quoted = skip(nameEnd, "\"'\\")
                let separator = skip(quoted, " ")
                guard separator < lower.count, [0x3D, 0x3A].contains(lower[separator]) else { continue }
                let value = skip(separator + 1, " \"'\\")
                // The scheme of an Authorization header is not its value.
                let words = ["bearer ", "basic "].first { lower[value...].starts(with: Array($0.utf8)) }
                let start = value + (words?.utf8.count ?? 0)
                let stop = end(start, " \"'\\&,;{}[]()<>\n\t")
                if stop > start { ranges.append(start..<stop) }
            }
        }
        for word in ["bearer ", "basic "] {
            for found in lower.occurrences(of: Array(word.utf8)) {
                let start = found + word.utf8.count
                let stop = end(start, " \"'\\&,;{}[]()<>\n\t")
                if stop - start >= 8 { ranges.append(start..<stop) }
            }
        }
        for found in lower.occurrences(of: Array("://".utf8)) {
            let start = found + 3
            let stop = end(start, " \"'<>\n\t")
            guard let at = lower[start..<stop].lastIndex(of: 0x40), let colon = lower[start..<at].firstIndex(of: 0x3A) else { continue }
            ranges.append(colon + 1..<at)
        }
        return ranges
    }
}

extension [UInt8] {
    fileprivate func occurrences(of word: [UInt8]) -> [Int] {
        guard let first = word.first, count >= word.count else { return [] }
        var found: [Int] = []
        var index = 0
        while let next = self[index...].firstIndex(of: first), next + word.count <= count {
            if self[next..<next + word.count].elementsEqual(word) { found.append(next) }
            index = next + 1
        }
        return found
    }
}
