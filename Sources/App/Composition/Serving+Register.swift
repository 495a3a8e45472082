import Kernel
import Office
import Store
import Web

extension Serving {
    /// The light rules in force today.
    var judge: @Sendable (TenantID) -> LightJudge? {
        { [packs, offset = configuration.timeZoneMinutes, clock = installation.clock] tenant in
            let today = clock.now().civilDate(offsetMinutes: offset)
            return packs.pack(tenant, on: today).map { LightJudge($0, on: today) }
        }
    }

    package var lightJob: JobKind { LightRun.jobKind(ProjectStore(database: installation.database), judge: judge) }

    /// The register's pages and API over this installation.
    var register: ProjectEndpoints { ProjectEndpoints(services: registerServices) }

    /// Attachments of projects.
    var projectFiles: ProjectFileEndpoints {
        ProjectFileEndpoints(
            register: register, files: FileStore(database: installation.database, clock: installation.clock), intake: fileIntake,
            readable: FileTexts.types)
    }

    private var registerServices: ProjectServices {
        let database = installation.database
        return ProjectServices(
            projects: ProjectStore(database: database), portfolios: PortfolioStore(database: database),
            views: PortfolioStore(database: database), chain: ChainStore(database: database), audit: AuditStore(database: database),
            commands: ProjectCommands(unitOfWork: installation.unitOfWork, judge: judge),
            names: ResidentNames(
                accounts: AccountStore(database: database), planning: PlanningStore(database: database), clock: installation.clock),
            pack: { [packs] tenant, day in packs.pack(tenant, on: day) })
    }
}
