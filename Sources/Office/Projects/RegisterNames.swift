import Accounts
import Kernel
import Planning

/// The names a page of the register needs beside the projects themselves: units, clauses, goals. Small and slow to change.
package struct RegisterNames: Sendable {
    package let organizations: OrganizationTree
    package let clauses: [ClauseID: Clause]
    package let goals: [GoalID: Goal]

    package init(organizations: OrganizationTree, clauses: [Clause], goals: [Goal]) {
        self.organizations = organizations
        self.clauses = Dictionary(clauses.map { ($0.id, $0) }) { first, _ in first }
        self.goals = Dictionary(goals.map { ($0.id, $0) }) { first, _ in first }
    }

    package func organization(_ id: OrganizationID, in locale: LocaleTag) -> String {
        organizations[id]?.name.text(in: locale) ?? id.description
    }
}

/// Keeps the names of each tenant resident, at most `lifetime` seconds old: a page pays no statement for them.
package actor ResidentNames {
    private let accounts: any AccountQueries
    private let planning: any PlanningQueries
    private let clock: any Clock
    private let lifetime: Int64
    private var held: [TenantID: (names: RegisterNames, at: Instant)] = [:]

    package init(accounts: any AccountQueries, planning: any PlanningQueries, clock: any Clock, lifetime: Int64 = 15) {
        (self.accounts, self.planning, self.clock, self.lifetime) = (accounts, planning, clock, lifetime)
    }

    package func names(_ tenant: TenantID) async throws -> RegisterNames {
        let now = clock.now()
        if let held = held[tenant], now < held.at.adding(seconds: lifetime) { return held.names }
        let names = RegisterNames(
            organizations: try await accounts.organizations(tenant: tenant), clauses: try await planning.clauses(tenant: tenant),
            goals: try await planning.goals(tenant: tenant))
        held[tenant] = (names, now)
        return names
    }
}
