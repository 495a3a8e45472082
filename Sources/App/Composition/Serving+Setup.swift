import Office
import Store

extension Serving {
    /// The opening of a city, for pages and the command.
    package var setupDesk: SetupDesk {
        SetupDesk(queries: SetupStore(database: installation.database), packs: packs, unitOfWork: installation.unitOfWork)
    }
}
