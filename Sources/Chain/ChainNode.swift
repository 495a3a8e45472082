// Module in charge of the chain: business items, systems, data resources, facilities, and the typed relations
// between them and everything else.

import Kernel

/// A service or function of an organization (業務事項); the first organization leads.
package struct BusinessItem: Sendable, Hashable {
    package let id: BusinessItemID
    package let code: String
    package let name: LocalizedText
    package let organizations: [OrganizationID]
    package init(id: BusinessItemID, code: String, name: LocalizedText, organizations: [OrganizationID]) {
        (self.id, self.code, self.name, self.organizations) = (id, code, name, organizations)
    }
}

/// An application in use, being built or retired (系統). Not called `System`: that name belongs to the platform.
package struct ChainSystem: Sendable, Hashable {
    package let id: SystemID
    package let code: String
    package let name: LocalizedText
    package let organization: OrganizationID
    /// Pack label `system_states`: planned, building, trial, running, idle, retiring.
    package let state: String
    /// 等保 level 1…4.
    package let protectionLevel: Int?
    /// Code of the shared facility, or `own`, `provincial`.
    package let hosting: String
    /// Yearly cost of operation.
    package let yearlyCost: Money?
    package let since: Int?
    package let monthlyUsers: Int?
    /// Built by a higher level (垂管): no advice may touch it.
    package let isHigherLevel: Bool
    package init(
        id: SystemID, code: String, name: LocalizedText, organization: OrganizationID, state: String, protectionLevel: Int?,
        hosting: String,
        yearlyCost: Money?, since: Int?, monthlyUsers: Int?, isHigherLevel: Bool
    ) {
        (self.id, self.code, self.name, self.organization, self.state) = (id, code, name, organization, state)
        (self.protectionLevel, self.hosting, self.yearlyCost) = (protectionLevel, hosting, yearlyCost)
        (self.since, self.monthlyUsers, self.isHigherLevel) = (since, monthlyUsers, isHigherLevel)
    }
}

/// A catalogued dataset with sharing terms (數據資源).
package struct DataResource: Sendable, Hashable {
    package let id: DataResourceID
    package let code: String
    package let name: LocalizedText
    package let owner: OrganizationID
    package let share: String
    package let cycle: String
    /// Connected to the sharing platform.
    package let isLinked: Bool
    package let callsIn12Months: Int64
    package init(
        id: DataResourceID, code: String, name: LocalizedText, owner: OrganizationID, share: String, cycle: String, isLinked: Bool,
        callsIn12Months: Int64
    ) {
        (self.id, self.code, self.name, self.owner) = (id, code, name, owner)
        (self.share, self.cycle, self.isLinked, self.callsIn12Months) = (share, cycle, isLinked, callsIn12Months)
    }
}

/// Cloud, network, sensing, edge, machine room (設施).
package struct Facility: Sendable, Hashable {
    package let id: FacilityID
    package let code: String
    package let name: LocalizedText
    package let kind: String
    package let owner: OrganizationID
    package let isShared: Bool
    package let capacity: Double?
    package let unit: LocalizedText
    /// Percent of capacity in use.
    package let used: Double?
    package let yearlyCost: Money?
    package init(
        id: FacilityID, code: String, name: LocalizedText, kind: String, owner: OrganizationID, isShared: Bool, capacity: Double?,
        unit: LocalizedText, used: Double?, yearlyCost: Money?
    ) {
        (self.id, self.code, self.name, self.kind, self.owner) = (id, code, name, kind, owner)
        (self.isShared, self.capacity, self.unit, self.used, self.yearlyCost) = (isShared, capacity, unit, used, yearlyCost)
    }
}
