import Kernel
import Office
import Operations
import Store
import Web

extension Serving {
    /// The opening of a city, for pages and the command.
    package var setupDesk: SetupDesk {
        SetupDesk(queries: SetupStore(database: installation.database), packs: packs, unitOfWork: installation.unitOfWork)
    }

    var setup: SetupEndpoints {
        SetupEndpoints(
            desk: setupDesk, intake: fileIntake, files: FileStore(database: installation.database, clock: installation.clock),
            directory: accounts.directory,
            sample: { [shipped] locale, pack in try SetupWorkbook(try DemoCity.read(try shipped.demoFiles())).xlsx(locale, pack: pack) })
    }
}
