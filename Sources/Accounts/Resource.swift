package import Kernel

/// What an action is done to, as far as permission cares.
package struct Resource: Hashable, Sendable {
    package var organization: OrganizationID?
    package var jurisdiction: JurisdictionID?
    package var owner: PersonID?
    /// Organizations party to it: contractor, supervising engineer.
    package var parties: Set<OrganizationID>
    /// People it was put before: an expert panel.
    package var panel: Set<PersonID>
    package var secrecy: Secrecy

    package init(
        organization: OrganizationID? = nil, jurisdiction: JurisdictionID? = nil, owner: PersonID? = nil,
        parties: Set<OrganizationID> = [], panel: Set<PersonID> = [], secrecy: Secrecy = .internal
    ) {
        (self.organization, self.jurisdiction, self.owner) = (organization, jurisdiction, owner)
        (self.parties, self.panel, self.secrecy) = (parties, panel, secrecy)
    }
}
