/// How closed a record is. State secrets have no level here: they must not be entered at all.
package enum Secrecy: String, Sendable, Codable, CaseIterable, Comparable {
    /// Published.
    case `public`
    /// For those whose role reaches it.
    case `internal`
    /// 工作秘密: for those who also hold the explicit grant.
    case workSecret = "work-secret"

    private var rank: Int {
        switch self {
        case .public: 0
        case .internal: 1
        case .workSecret: 2
        }
    }
    package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}
