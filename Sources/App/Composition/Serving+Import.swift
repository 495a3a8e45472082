import Exchange
import Foundation
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

    /// Uploads under the configured limits; tables are searched for 密級 markings cell by cell.
    package var fileIntake: FileIntake {
        FileIntake(
            chunks: FileStore(database: installation.database, clock: installation.clock), unitOfWork: installation.unitOfWork,
            ids: installation.ids, clock: installation.clock,
            limits: FileLimits(file: configuration.fileLimit, quota: configuration.fileQuota, types: configuration.fileTypes),
            textOf: Self.tableText)
    }

    /// One line of text per row of a table.
    private static let tableText: FileIntake.TextExtraction = { _, bytes in
        var lines: [String] = []
        let file = try TableFile(Data(bytes), limits: ImportSource.limits)
        for sheet in 0..<max(1, file.sheetNames.count) {
            try file.read(sheet: sheet) { row in lines.append(row.cells.map(\.original).joined(separator: "\t")) }
        }
        return lines
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
