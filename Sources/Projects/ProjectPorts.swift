import Kernel
import Policy

/// Questions about projects. Each is one consistent look at the database.
package protocol ProjectQueries: Sendable {
    /// One page and the count. At most 3 statements.
    func page(tenant: TenantID, matching filter: ProjectFilter, sight: ProjectSight) async throws -> ProjectPage
    /// The record with baselines, latest lights and verifications; nil when there is none in sight. At most 4 statements.
    func detail(tenant: TenantID, id: ProjectID, sight: ProjectSight) async throws -> ProjectDetail?
    func project(tenant: TenantID, id: ProjectID, sight: ProjectSight) async throws -> Project?
    func project(tenant: TenantID, code: String, sight: ProjectSight) async throws -> Project?
    /// Every entry of every figure, oldest first.
    func figures(tenant: TenantID, of project: ProjectID) async throws -> [Figure]
    /// Every mark, newest first, at most 500.
    func lights(tenant: TenantID, of project: ProjectID) async throws -> [LightEntry]
    /// What each round said about the project, oldest first.
    func rounds(tenant: TenantID, of project: ProjectID) async throws -> [(round: ReportingRound, figure: RoundFigure)]
    /// Pending verifications in sight, most urgent first, at most 200.
    func pendingVerifications(tenant: TenantID, sight: ProjectSight) async throws -> [(project: Project, verification: Verification)]
}

/// A project page's facts.
package struct ProjectDetail: Sendable {
    package let project: Project
    /// By number: the first promise first.
    package let baselines: [Baseline]
    /// Latest entries of all three marks, newest first.
    package let lights: [LightEntry]
    /// Newest first.
    package let verifications: [Verification]

    package init(project: Project, baselines: [Baseline], lights: [LightEntry], verifications: [Verification]) {
        (self.project, self.baselines, self.lights, self.verifications) = (project, baselines, lights, verifications)
    }

    package func latest(_ source: LightSource) -> LightEntry? { lights.first { $0.source == source } }
}

/// Questions about portfolios and their rounds.
package protocol PortfolioQueries: Sendable {
    func portfolios(tenant: TenantID) async throws -> [Portfolio]
    /// Newest first.
    func rounds(tenant: TenantID, of portfolio: PortfolioID) async throws -> [ReportingRound]
    func figures(tenant: TenantID, of round: RoundID) async throws -> [RoundFigure]
    /// Aliases of the projects of a portfolio, for recognizing them in the next round.
    func aliases(tenant: TenantID, issuer: String) async throws -> [ProjectAlias]
    func openAbsences(tenant: TenantID, sight: ProjectSight) async throws -> [(project: Project, absence: Absence)]
}

/// Changes of projects inside a transaction. Histories are appended to; only the record itself is updated.
package protocol ProjectWrites: AnyObject {
    /// The record, locked for this transaction where the engine locks rows.
    func project(_ id: ProjectID) throws -> Project?
    func project(code: String) throws -> Project?
    /// Throws LT3011 when the code is taken.
    func insert(_ project: Project) throws
    /// Throws LT3009 unless the stored version is the one before `project.version`, LT3011 when the code is taken.
    func update(_ project: Project) throws
    /// Stores the three marks alone, whatever the version.
    func updateLights(_ project: Project) throws
    func append(_ figure: Figure) throws
    func append(_ baseline: Baseline) throws
    func baselines(of project: ProjectID) throws -> [Baseline]
    func append(_ light: LightEntry) throws
    /// The one verification of the project that is not closed.
    func pendingVerification(of project: ProjectID) throws -> Verification?
    /// Inserts, or replaces the one of the same id.
    func save(_ verification: Verification) throws
}

/// Changes of portfolios inside a transaction.
package protocol PortfolioWrites: AnyObject {
    func portfolio(code: String) throws -> Portfolio?
    func insert(_ portfolio: Portfolio) throws
    /// Throws LT3035 when the portfolio has a round of that day.
    func insert(_ round: ReportingRound) throws
    func append(_ figure: RoundFigure) throws
    /// Throws LT3036 when the issuer gave the code to another project.
    func save(_ alias: ProjectAlias) throws
    func alias(issuer: String, code: String) throws -> ProjectAlias?
    func absence(_ id: ID<Absence>) throws -> Absence?
    /// The open question about the project, if there is one.
    func openAbsence(of project: ProjectID) throws -> Absence?
    func save(_ absence: Absence) throws
}

/// A list's address a person keeps under a name.
package struct SavedView: Hashable, Sendable {
    package let id: ID<SavedView>
    package let account: AccountID
    /// Which list: `projects`.
    package let list: String
    package let name: String
    /// The query part of its address.
    package let query: String

    package init(id: ID<SavedView>, account: AccountID, list: String, name: String, query: String) {
        (self.id, self.account, self.list, self.name, self.query) = (id, account, list, name, query)
    }
}

/// What a list offers beside its rows: the person's own views of it, and the portfolios.
package struct ListShelf: Sendable {
    package let views: [SavedView]
    package let portfolios: [Portfolio]
    package init(views: [SavedView], portfolios: [Portfolio]) { (self.views, self.portfolios) = (views, portfolios) }
}

package protocol SavedViewQueries: Sendable {
    /// Views by name, portfolios by code; one read.
    func shelf(tenant: TenantID, account: AccountID, list: String) async throws -> ListShelf
}

package protocol SavedViewWrites: AnyObject {
    /// Replaces the view of the same name.
    func save(_ view: SavedView) throws
    func deleteSavedView(_ id: ID<SavedView>, account: AccountID) throws
}
