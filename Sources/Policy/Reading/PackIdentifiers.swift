/// The ids of one list: well formed, and each used once.
struct PackIdentifiers {
    private var firstLines: [String: Int] = [:]
    let findings: PackFindings

    init(_ findings: PackFindings) { self.findings = findings }

    var all: Set<String> { Set(firstLines.keys) }

    /// Reads `id` of an entry and claims it; nil when it is missing, malformed or taken.
    mutating func claim(_ fields: PackFields) -> String? {
        guard let node = fields.required("id") else { return nil }
        guard let id = node.text, Self.isWellFormed(id) else {
            findings.report("LT2020", ["id": node.text ?? ""], at: node)
            return nil
        }
        if let first = firstLines[id] {
            findings.report("LT2021", ["id": id, "first": String(first)], at: node)
            return nil
        }
        firstLines[id] = node.line
        return id
    }

    /// Small letters, digits and single hyphens, a letter or digit at each end, at most 64 characters.
    static func isWellFormed(_ id: String) -> Bool {
        let bytes = Array(id.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 64 else { return false }
        func plain(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        guard plain(first), plain(last) else { return false }
        return zip(bytes, bytes.dropFirst()).allSatisfy { $0 != 45 || $1 != 45 } && bytes.allSatisfy { plain($0) || $0 == 45 }
    }
}
