import Accounts
import Chain
import Kernel
import Office
import Operations
import Policy
import Projects

/// What the register's pages ask and command.
package struct ProjectServices: Sendable {
    package let projects: any ProjectQueries
    package let portfolios: any PortfolioQueries
    package let views: any SavedViewQueries
    package let chain: any ChainQueries
    package let audit: any AuditQueries
    package let commands: ProjectCommands
    package let names: ResidentNames
    /// The pack in force for a tenant on a day; nil before the first is activated.
    package let pack: @Sendable (TenantID, CivilDate) -> PolicyPack?

    package init(
        projects: any ProjectQueries, portfolios: any PortfolioQueries, views: any SavedViewQueries, chain: any ChainQueries,
        audit: any AuditQueries, commands: ProjectCommands, names: ResidentNames,
        pack: @escaping @Sendable (TenantID, CivilDate) -> PolicyPack?
    ) {
        (self.projects, self.portfolios, self.views, self.chain) = (projects, portfolios, views, chain)
        (self.audit, self.commands, self.names, self.pack) = (audit, commands, names, pack)
    }

    func words(_ visit: Visit) async throws -> ProjectWords {
        let tenant = try visit.caller.tenant
        return ProjectWords(words: visit.words, pack: pack(tenant, visit.today), names: try await names.names(tenant))
    }

    /// Nothing may be entered before a pack says what the codes are: LT3014.
    func vocabulary(_ visit: Visit) throws -> ProjectVocabulary {
        guard let pack = pack(try visit.caller.tenant, visit.today) else { throw AppError("LT3014", .conflict) }
        return ProjectVocabulary(pack)
    }

    /// The last day for an answer to a verification asked for today.
    func answerDue(_ visit: Visit) throws -> CivilDate {
        guard let pack = pack(try visit.caller.tenant, visit.today) else { return visit.today.adding(days: 7) }
        return pack.calendar.date(pack.thresholds.number("slip-days") ?? 5, workdaysAfter: visit.today)
    }
}

extension Visit {
    /// What this person may see of the register.
    var projectSight: ProjectSight { ProjectSight(permissions.visible(for: .projectRead)) }
}
