// Module in charge of putting the pieces together: which engine, which ports, which pages. Only it knows the driver.

import Kernel
import Office
import Persistence

/// One database, open and migrated, with everything built over it.
package struct Installation: Sendable {
    package let database: any Database
    package let ids: IDGenerator
    package let clock: any Clock
    package let node: Int
    package let unitOfWork: any UnitOfWork
    /// Migrations applied while opening.
    package let migrated: [String]

    package func close() async throws { try await database.close() }
}
