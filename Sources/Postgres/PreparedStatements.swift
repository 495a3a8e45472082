/// The kind a parameter is sent as.
enum ParameterKind: UInt8, Sendable {
    case int, double, text, bytes
    /// A null whose type the server infers from where it stands.
    case untyped

    /// int8, float8, text, bytea; 0 leaves it to the server.
    var oid: UInt32 {
        switch self {
        case .int: 20
        case .double: 701
        case .text: 25
        case .bytes: 17
        case .untyped: 0
        }
    }
}

/// The statements one connection has prepared, by text and parameter kinds; the least recently used leaves first.
///
/// Lookup is O(1) in the number of statements; eviction looks at all of them, which is small beside the round trip it costs.
struct PreparedStatements {
    private struct Entry {
        let name: String
        let kinds: [ParameterKind]
        var used: UInt64
    }
    private let capacity: Int
    private var entries: [String: [Entry]] = [:]
    private var clock: UInt64 = 0
    private(set) var count = 0
    /// Names that are out of use here and still known to the server.
    var condemned: [String] = []

    init(capacity: Int) { self.capacity = capacity }

    /// A prepared statement for this text that takes these parameters. An untyped null fits any kind.
    mutating func name(_ text: String, _ kinds: [ParameterKind]) -> String? {
        guard let candidates = entries[text],
            let index = candidates.firstIndex(where: { entry in
                entry.kinds.count == kinds.count && zip(kinds, entry.kinds).allSatisfy { $0 == $1 || $0 == .untyped }
            })
        else { return nil }
        clock += 1
        entries[text]?[index].used = clock
        return candidates[index].name
    }

    /// Records a new statement and answers the name to prepare it under; may condemn another.
    mutating func insert(_ text: String, _ kinds: [ParameterKind]) -> String {
        if count >= capacity { evict() }
        clock += 1
        count += 1
        let name = "s\(clock)"
        entries[text, default: []].append(Entry(name: name, kinds: kinds, used: clock))
        return name
    }

    /// The server never prepared it.
    mutating func remove(_ text: String, _ name: String) {
        guard let index = entries[text]?.firstIndex(where: { $0.name == name }) else { return }
        entries[text]?.remove(at: index)
        if entries[text]?.isEmpty == true { entries[text] = nil }
        count -= 1
    }

    /// All plans are stale: every statement will be prepared anew.
    mutating func condemnAll() {
        condemned.append(contentsOf: entries.values.joined().map(\.name))
        entries = [:]
        count = 0
    }

    /// The server itself has forgotten them (`discard all`, a pooler in between).
    mutating func forgetAll() {
        entries = [:]
        condemned = []
        count = 0
    }

    private mutating func evict() {
        var oldest: (text: String, entry: Entry)?
        for (text, candidates) in entries {
            for entry in candidates where entry.used < (oldest?.entry.used ?? .max) { oldest = (text, entry) }
        }
        guard let oldest else { return }
        remove(oldest.text, oldest.entry.name)
        condemned.append(oldest.entry.name)
    }
}
