/// Something a run or a check has to say about a place in the data or the rule.
public struct Finding: Hashable, Sendable {
    public enum Severity: Int, Sendable, Comparable, CaseIterable {
        case notice, warning, error
        public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    /// What it is about: a stable code, `LT24xx`, whose sentence is in the catalogues.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(_ code: String) { rawValue = code }
    }

    public var severity: Severity
    public var kind: Kind
    public var unit: String?
    public var period: String?
    /// The node or indicator.
    public var node: String?
    /// Named values for the sentence.
    public var arguments: [String: String]

    public init(
        _ severity: Severity, _ kind: Kind, unit: String? = nil, period: String? = nil, node: String? = nil,
        _ arguments: [String: String] = [:]
    ) {
        (self.severity, self.kind, self.unit, self.period) = (severity, kind, unit, period)
        (self.node, self.arguments) = (node, arguments)
    }

    /// A number as findings tell it: without the noise of its last bits, "—" for none.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "—" }
        let snapped = Decimals.snap(value, 10)
        return snapped == snapped.rounded() && abs(snapped) < 1e15 ? String(Int64(snapped)) : snapped.description
    }
}
