import Kernel

/// A cloud, network, sensing facility, edge node or machine room.
package struct DemoFacility: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    package var kind: String
    package var owner: String
    package var shared: Bool
    package var capacity: Double
    package var unit: LocalizedText
    /// Utilization in percent, now and as it should be.
    package var used: Double
    package var target: Double
    package var yearlyCost: Money
}

/// A service or function; the first organization leads.
package struct DemoBusinessItem: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    package var organizations: [String]
}

/// An application in use, being built or retired.
package struct DemoSystem: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    package var organization: String
    /// Code of `labels.system_states`.
    package var status: String
    /// Level of cybersecurity protection, 1…5.
    package var level: Int
    /// A facility's id, or a code of `labels.hosting`.
    package var hosting: String
    package var yearlyCost: Money
    /// Year of going live; the planned one for systems that are planned or being built.
    package var since: Int
    package var monthlyUsers: Int
    package var businessItems: [String] = []
    /// Built by a higher level for all below it: no advice may touch it.
    package var vertical = false
}

/// A catalogued data resource.
package struct DemoDataResource: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    package var owner: String
    /// Code of `labels.share_types`.
    package var share: String
    /// Code of `labels.cycles`.
    package var cycle: String
    /// Linked to the sharing platform.
    package var linked: Bool
    package var system: String
    package var callsInTwelveMonths: Int
    package var flowsTo: [String] = []
}
