import Persistence

/// A statement's parameters in libpq's shape: kinds, and one buffer that holds every value in binary format.
struct Parameters {
    private(set) var kinds: [ParameterKind] = []
    private var bytes: [UInt8] = []
    /// Where each value lies; nil is null.
    private var ranges: [Range<Int>?] = []

    init(_ sql: SQL) {
        let parts = sql.parts
        for (index, part) in parts.enumerated() {
            guard case .bind(let value) = part else { continue }
            append(value, nullKind: index + 1 < parts.count && Self.testsForNull(parts[index + 1]) ? .text : .untyped)
        }
    }

    init() {}

    private mutating func append(_ value: SQLValue, nullKind: ParameterKind) {
        let start = bytes.count
        switch value {
        case .null:
            kinds.append(nullKind)
            ranges.append(nil)
            return
        case .int(let number):
            kinds.append(.int)
            bytes.append(bigEndian: number)
        case .double(let number):
            kinds.append(.double)
            bytes.append(bigEndian: Int64(bitPattern: number.bitPattern))
        case .text(let text):
            kinds.append(.text)
            bytes.append(contentsOf: text.utf8)
        case .bytes(let value):
            kinds.append(.bytes)
            bytes.append(contentsOf: value)
        }
        ranges.append(start..<bytes.count)
    }

    /// `$1 is null` tells the server nothing about the type of `$1`; any will do.
    private static func testsForNull(_ part: SQL.Part) -> Bool {
        guard case .text(let text) = part else { return false }
        let words = text.split(maxSplits: 3, whereSeparator: \.isWhitespace).prefix(3).map { $0.lowercased() }
        guard words.first == "is", words.count > 1 else { return false }
        return words[1].hasPrefix("null") || words[1] == "not" && words.count > 2 && words[2].hasPrefix("null")
    }

    var count: Int { kinds.count }
    var oids: [UInt32] { kinds.map(\.oid) }

    /// Pointers to values, lengths and formats (1, binary), valid during `body`.
    func withPointers<R>(_ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> R) -> R {
        // One byte more, so that an empty value at the end has an address too.
        (bytes + [0]).withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = ranges.map { range in range.flatMap { range in base.map { UnsafePointer($0 + range.lowerBound) } } }
            return body(values, ranges.map { Int32(clamping: $0?.count ?? 0) }, [Int32](repeating: 1, count: ranges.count))
        }
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
