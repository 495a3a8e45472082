import Persistence

/// One row as bytes, the same on both engines: what a backup holds and what its digests are over.
///
/// Each value is a tag and, big-endian: 0 null; 1 integer (8); 2 double (8); 3 text and 4 bytes (length 4, content).
enum CanonicalRow {
    static func append(_ values: [SQLValue], to bytes: inout [UInt8]) throws(DatabaseFailure) {
        for value in values {
            switch value {
            case .null: bytes.append(0)
            case .int(let number):
                bytes.append(1)
                append(UInt64(bitPattern: number), to: &bytes)
            case .double(let number):
                bytes.append(2)
                append(number.bitPattern, to: &bytes)
            case .text(let text): try append(3, Array(text.utf8), to: &bytes)
            case .bytes(let content): try append(4, content, to: &bytes)
            }
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func append(_ tag: UInt8, _ content: [UInt8], to bytes: inout [UInt8]) throws(DatabaseFailure) {
        guard let length = UInt32(exactly: content.count) else { throw DatabaseFailure(.misuse, "a value of \(content.count) bytes") }
        bytes.append(tag)
        for shift in stride(from: UInt32(24), through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
        bytes += content
    }

    /// The rows in `bytes`, `columns` values each. Throws `.unsafe` on anything else.
    static func rows(in bytes: [UInt8], columns: Int) throws(DatabaseFailure) -> [[SQLValue]] {
        var rows: [[SQLValue]] = []
        var position = 0
        func take(_ count: Int) throws(DatabaseFailure) -> ArraySlice<UInt8> {
            guard count >= 0, bytes.count - position >= count else { throw DatabaseFailure(.unsafe, "the backup is cut short") }
            defer { position += count }
            return bytes[position..<position + count]
        }
        func number(_ size: Int) throws(DatabaseFailure) -> UInt64 { try take(size).reduce(0) { $0 << 8 | UInt64($1) } }
        while position < bytes.count {
            var row: [SQLValue] = []
            row.reserveCapacity(columns)
            for _ in 0..<columns {
                switch try number(1) {
                case 0: row.append(.null)
                case 1: row.append(.int(Int64(bitPattern: try number(8))))
                case 2: row.append(.double(Double(bitPattern: try number(8))))
                case 3: row.append(.text(String(decoding: try take(Int(try number(4))), as: UTF8.self)))
                case 4: row.append(.bytes(Array(try take(Int(try number(4))))))
                default: throw DatabaseFailure(.unsafe, "the backup has a value of no known kind")
                }
            }
            rows.append(row)
        }
        return rows
    }
}
