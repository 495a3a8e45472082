package import Kernel

/// Which records an action reaches, in the form a list query can use: the union of what follows.
package struct Reach: Hashable, Sendable {
    package var all = false
    package var organizations: Set<OrganizationID> = []
    package var jurisdictions: Set<JurisdictionID> = []
    /// Records this person owns or that were put before this person's panel.
    package var person: PersonID?
    /// Records these organizations are party to.
    package var parties: Set<OrganizationID> = []

    package init() {}

    package var isEmpty: Bool { !all && organizations.isEmpty && jurisdictions.isEmpty && person == nil && parties.isEmpty }

    package func contains(_ resource: Resource) -> Bool {
        if all { return true }
        if let organization = resource.organization, organizations.contains(organization) { return true }
        if let jurisdiction = resource.jurisdiction, jurisdictions.contains(jurisdiction) { return true }
        if let person, resource.owner == person || resource.panel.contains(person) { return true }
        return !parties.isDisjoint(with: resource.parties)
    }

    mutating func formUnion(_ other: Reach) {
        all = all || other.all
        organizations.formUnion(other.organizations)
        jurisdictions.formUnion(other.jurisdictions)
        person = person ?? other.person
        parties.formUnion(other.parties)
    }
}

/// What a list query may show: ordinary records by `open`, records of level 工作秘密 by the narrower `restricted`.
package struct VisibleScope: Hashable, Sendable {
    package var open = Reach()
    package var restricted = Reach()

    package init() {}

    package var isEmpty: Bool { open.isEmpty }

    package func contains(_ resource: Resource) -> Bool {
        resource.secrecy == .workSecret ? restricted.contains(resource) : open.contains(resource)
    }
}
