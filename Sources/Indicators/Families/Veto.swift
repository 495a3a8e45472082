/// What a failed baseline does to the score above it.
///
/// `cap` is the usual kind; `zero` and `block` need an authority clause and activation by two people, and the check refuses them otherwise.
public enum Veto: Sendable, Hashable {
    /// The named ancestor's score becomes 0 before its parent aggregates.
    case zero(node: String)
    /// After aggregation the score is at most `score`, and the grade at best the one at this place, counted from 0 for the highest.
    case cap(score: Double, grade: Int? = nil)
    /// No published score and no rank; listed last with the reason.
    case block
}

/// A veto that took effect, with the words to print.
public struct VetoReason: Sendable, Hashable {
    /// The baseline item that failed.
    public let item: String
    public let veto: Veto
    public let reason: String

    public init(item: String, veto: Veto, reason: String) {
        (self.item, self.veto, self.reason) = (item, veto, reason)
    }
}

/// A score after its vetoes: what was earned, what may be published, and why they differ.
public struct VetoSettlement: Sendable, Hashable {
    /// Before any veto, kept for attribution.
    public let raw: Double
    /// Nil under `block`.
    public let published: Double?
    /// Best grade allowed, counted from 0 for the highest; nil without a limit.
    public let gradeLimit: Int?
    /// Every reason, in the order zero, cap, block.
    public let reasons: [VetoReason]

    /// Published − raw, attribution's own line; nil under `block`.
    public var adjustment: Double? { published.map { $0 - raw } }
    public var isBlocked: Bool { published == nil }

    /// Vetoes in the order zero → cap → block on the score of `node`; the strictest wins and all reasons stay.
    /// A `zero` of another node has been applied below, before aggregation: it keeps its reason here and changes nothing.
    public init(raw: Double, node: String, vetoes: [VetoReason]) {
        var score = raw
        var limit: Int?
        var blocked = false
        for reason in vetoes {
            if case .zero(node) = reason.veto { score = min(score, 0) }
        }
        for reason in vetoes {
            switch reason.veto {
            case .zero: break
            case .cap(let cap, let grade):
                score = min(score, cap)
                if let grade { limit = max(limit ?? grade, grade) }
            case .block: blocked = true
            }
        }
        self.raw = raw
        published = blocked ? nil : score
        gradeLimit = limit
        reasons = vetoes.enumerated().sorted { ($0.element.veto.order, $0.offset) < ($1.element.veto.order, $1.offset) }.map(\.element)
    }
}

extension Veto {
    fileprivate var order: Int {
        switch self {
        case .zero: 0
        case .cap: 1
        case .block: 2
        }
    }
}
