import Kernel
import Office
import Operations
import Store
import Web

extension Serving {
    /// The way into the register for files.
    package var importDesk: ImportDesk {
        let database = installation.database
        return ImportDesk(
            ImportDesk.Ports(
                projects: ProjectStore(database: database), portfolios: PortfolioStore(database: database),
                directory: AccountStore(database: database), packs: packs, clock: installation.clock,
                offsetMinutes: configuration.timeZoneMinutes))
    }

    /// Uploads under the configured limits; what carries text is searched for 密級 markings.
    package var fileIntake: FileIntake {
        FileIntake(
            chunks: FileStore(database: installation.database, clock: installation.clock), unitOfWork: installation.unitOfWork,
            ids: installation.ids, clock: installation.clock,
            limits: FileLimits(file: configuration.fileLimit, quota: configuration.fileQuota, types: configuration.fileTypes),
            textOf: FileTexts.extraction(folder: configuration.data))
    }

    var imports: ImportEndpoints {
        let database = installation.database
        return ImportEndpoints(
            services: ImportServices(
                desk: importDesk, drafts: ImportStore(database: database), files: FileStore(database: database, clock: installation.clock),
                jobs: JobStore(database: database), intake: fileIntake, shipped: shipped.folder))
    }

    package var importJob: JobKind {
        let database = installation.database
        return ImportJob.jobKind(
            importDesk, drafts: ImportStore(database: database), files: FileStore(database: database, clock: installation.clock),
            intake: fileIntake)
    }
}
