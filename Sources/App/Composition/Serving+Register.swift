import Kernel
import Office
import Store
import Web

extension Serving {
    /// The register's pages and API over this installation.
    var register: ProjectEndpoints {
        let database = installation.database
        return ProjectEndpoints(
            services: ProjectServices(
                projects: ProjectStore(database: database), portfolios: PortfolioStore(database: database),
                views: PortfolioStore(database: database), chain: ChainStore(database: database), audit: AuditStore(database: database),
                commands: ProjectCommands(unitOfWork: installation.unitOfWork),
                names: ResidentNames(
                    accounts: AccountStore(database: database), planning: PlanningStore(database: database), clock: installation.clock),
                pack: { [packs] tenant, day in packs.pack(tenant, on: day) }))
    }
}
