import Kernel

/// Fields of a query or form: ordered, repeated names kept, bounded.
package struct FormData: Sendable, Hashable {
    package private(set) var fields: [(name: String, value: String)] = []

    package init() {}
    package init(_ fields: [(name: String, value: String)]) { self.fields = fields }

    /// Parses `application/x-www-form-urlencoded`. Broken escapes, invalid UTF-8 and more than 1,000 fields are LT1002.
    package init(urlEncoded text: some StringProtocol) throws(AppError) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(parts[0])
            let value = parts.count > 1 ? try Self.decode(parts[1]) : ""
            guard fields.count < 1000 else { throw AppError("LT1002", .invalid) }
            fields.append((name, value))
        }
    }

    package mutating func append(_ name: String, _ value: String) { fields.append((name, value)) }

    /// The first value of `name`, nil when absent.
    package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    /// The first value without surrounding white space; nil when absent or empty.
    package func text(_ name: String) -> String? {
        guard let value = self[name]?.trimmed, !value.isEmpty else { return nil }
        return value
    }
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
    package func id<T>(_ name: String, _ type: ID<T>.Type = ID<T>.self) -> ID<T>? { self[name].flatMap { ID<T>($0) } }
    package func int(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
    package func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate(iso: $0) } }

    package static func == (a: Self, b: Self) -> Bool { a.fields.elementsEqual(b.fields) { $0 == $1 } }
    package func hash(into hasher: inout Hasher) {
        for field in fields {
            hasher.combine(field.name)
            hasher.combine(field.value)
        }
    }

    private static func decode(_ bytes: some Sequence<UInt8>) throws(AppError) -> String {
        var decoded: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(Self.hex), let low = iterator.next().flatMap(Self.hex) else {
                    throw AppError("LT1002", .invalid)
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self), !decoded.contains(0) else { throw AppError("LT1002", .invalid) }
        return text
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The fields as a query: what filters in a URL are made of. Names and values percent-encoded.
    package var queryString: String {
        fields.map { Self.encode($0.name) + "=" + Self.encode($0.value) }.joined(separator: "&")
    }

    /// RFC 3986 unreserved characters stay; every other byte is escaped.
    package static func encode(_ text: some StringProtocol) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(UnicodeScalar(byte))
            default:
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}

extension String {
    /// Without white space, ideographic space included, at both ends.
    var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
