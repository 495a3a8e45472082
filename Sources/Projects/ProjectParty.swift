import Kernel

/// A unit that takes part in a project without owning it, and what it does there. It sees this project and no other.
package struct ProjectParty: Hashable, Sendable {
    package enum Role: String, Sendable, Codable, CaseIterable {
        /// 承建, 監理, 評審
        case contractor
        case supervisingEngineer = "supervising-engineer"
        case expertBody = "expert-body"
    }
    package let role: Role
    package let organization: OrganizationID
    package init(_ role: Role, _ organization: OrganizationID) { (self.role, self.organization) = (role, organization) }
}

extension ProjectFields {
    /// The units of a role as a form and the ledger write them: ids, one blank between.
    func partyText(_ role: ProjectParty.Role) -> String {
        parties.filter { $0.role == role }.map(\.organization.description).joined(separator: " ")
    }

    /// Replaces the units of a role; false when a word is no id.
    mutating func setParties(_ role: ProjectParty.Role, _ text: String) -> Bool {
        let words = text.split { " ,、\n".contains($0) }
        var seen: Set<OrganizationID> = []
        let units = words.compactMap { OrganizationID($0) }.filter { seen.insert($0).inserted }
        parties = parties.filter { $0.role != role } + units.map { ProjectParty(role, $0) }
        return words.allSatisfy { OrganizationID($0) != nil }
    }
}
