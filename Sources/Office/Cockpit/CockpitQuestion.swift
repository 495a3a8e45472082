import Accounts
import Kernel
import Projects

/// What the cockpit is asked: which portfolio, as far as who may see, on which day.
package struct CockpitQuestion: Hashable, Sendable {
    package let tenant: TenantID
    /// An imported portfolio; nil for the city's own projects.
    package let portfolio: PortfolioID?
    package let projects: VisibleScope
    package let orders: VisibleScope
    package let chain: VisibleScope
    /// Whether the plan's goals may be shown.
    package let seesPlan: Bool
    package let today: CivilDate

    package init(tenant: TenantID, portfolio: PortfolioID?, permissions: Permissions, today: CivilDate) {
        (self.tenant, self.portfolio, self.today) = (tenant, portfolio, today)
        projects = permissions.visible(for: .projectRead)
        orders = permissions.visible(for: .orderRead)
        chain = permissions.visible(for: .chainRead)
        seesPlan = permissions.allows(.planRead)
    }
}

package protocol CockpitQueries: Sendable {
    /// One consistent look at everything the cockpit shows: at most 6 statements in one transaction.
    ///
    /// Throws `LT1107` for a portfolio nobody knows.
    func cockpit(_ question: CockpitQuestion) async throws -> CockpitSnapshot
}
