/// Lines of a comma-separated file that other programs read: UTF-8, no mark, one line feed a row.
struct IndexTable {
    private(set) var bytes: [UInt8] = []
    private let sink: ([UInt8]) throws -> Void

    init(_ header: [String], to sink: @escaping ([UInt8]) throws -> Void) throws {
        self.sink = sink
        try append(header)
    }

    mutating func append(_ fields: [String]) throws {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            append(field)
        }
        bytes.append(0x0A)
        if bytes.count > 1 << 20 { try flush() }
    }

    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ field: String) {
        let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// The shortest text that reads back as the same number; empty for none.
    static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return value.description
    }
}
