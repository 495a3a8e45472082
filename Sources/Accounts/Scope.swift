/// How far a role's action reaches, from where the role is held.
package enum Scope: String, Sendable, Codable, CaseIterable, Comparable {
    case none
    /// Records one owns, contracts one's organization is party to, panels one sits on.
    case own
    /// Records of the organization the role is held at.
    case ownUnit = "own-unit"
    /// … and of every organization under it.
    case unitSubtree = "unit-subtree"
    /// Records of the jurisdiction of that organization, and of every jurisdiction under it.
    case ownJurisdiction = "own-jurisdiction"
    case all

    package static func < (a: Self, b: Self) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
