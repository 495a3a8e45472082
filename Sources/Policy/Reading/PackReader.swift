import Kernel

/// Reads the merged files of a pack in the order of their references, keeping the ids each file declared.
struct PackReader {
    let documents: [String: PackNode]
    /// Files that are there but could not be read: what they declare is unknown, so nothing is said of it.
    let unreadable: Set<String>
    let findings: PackFindings

    var clauseIDs: Set<String>?
    var thresholds = Thresholds([], questions: [])
    var thresholdIDs: Set<String>?
    var roleIDs: Set<String>?
    var stageIDs: Set<String>?
    var classIDs: Set<String>?
    var labelIDs: [String: Set<String>]?

    init(documents: [String: PackNode], unreadable: Set<String>, findings: PackFindings) {
        (self.documents, self.unreadable, self.findings) = (documents, unreadable, findings)
    }

    /// The fields of a file that must be there; reported once when it is missing.
    func file(_ name: String, keys: [String]) -> PackFields? {
        guard let node = documents[name] else {
            if !unreadable.contains(name) { findings.report("LT2001", ["file": name], file: name) }
            return nil
        }
        return PackFields(node, keys: keys, findings)
    }

    /// A whole number, or `{threshold: name}` for one the city sets.
    func number(
        _ fields: PackFields, _ key: String, in range: ClosedRange<Int>, kinds: Set<Threshold.Kind>
    ) -> Int? {
        guard let node = fields.optional(key) else { return nil }
        return number(node, key, in: range, kinds: kinds)
    }

    func number(_ node: PackNode, _ key: String, in range: ClosedRange<Int>, kinds: Set<Threshold.Kind>) -> Int? {
        guard case .map = node.content else { return PackFields.integer(node, key, in: range, findings) }
        guard let inner = PackFields(node, keys: ["threshold"], findings),
            let name = inner.reference("threshold", to: thresholdIDs, "LT2034"), let threshold = thresholds[name]
        else { return nil }
        guard kinds.contains(threshold.kind) else {
            findings.report("LT2052", ["threshold": name, "kind": threshold.kind.rawValue], at: node)
            return nil
        }
        switch threshold.value {
        case .money(let money): return Int(exactly: money.minor / 100)
        case .number(let number): return number
        case .choice: return nil
        }
    }
}
