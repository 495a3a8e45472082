import Kernel

/// A role of the office's work: its name, its duty group, how far it reaches, and what it cannot be held with.
package struct RoleRule: Sendable {
    package enum DutyGroup: String, Sendable, CaseIterable {
        case applying, coordinating, reviewing, supervising, leading, delivering, publishing, administering
    }

    /// The records a role reaches by itself, before any narrower grant.
    package enum Scope: String, Sendable, CaseIterable {
        case ownUnit = "own-unit"
        case ownDistrict = "own-district"
        case ownPanel = "own-panel"
        case ownContract = "own-contract"
        case tenant
        case published
        case none
    }

    package let id: String
    package let name: LocalizedText
    package let description: LocalizedText
    package let group: DutyGroup
    package let scope: Scope
    /// Roles no account may hold together with this one.
    package let excludes: [String]
}
