import Kernel
import Logging
import Office
import Operations
import ServiceLifecycle

/// Queues what every day asks for, once a day and tenant, whenever the process runs: a day it was down for is caught up with.
package struct DailyJobs: Service {
    private let unitOfWork: any UnitOfWork
    private let tenants: @Sendable () async throws -> [TenantID]
    private let clock: any Kernel.Clock
    private let offsetMinutes: Int
    private let packVersion: @Sendable (TenantID, CivilDate) -> String?
    private let pause: Duration
    private let logger: Logger

    /// - Parameters:
    ///   - packVersion: of the pack in force on a day; nil before one is.
    ///   - pause: how long it waits before it looks at the calendar again, and before it looks first: a start has better to do.
    package init(
        unitOfWork: any UnitOfWork, tenants: @escaping @Sendable () async throws -> [TenantID], clock: any Kernel.Clock, offsetMinutes: Int,
        packVersion: @escaping @Sendable (TenantID, CivilDate) -> String?, pause: Duration = .seconds(60), logger: Logger
    ) {
        (self.unitOfWork, self.tenants, self.clock, self.offsetMinutes) = (unitOfWork, tenants, clock, offsetMinutes)
        (self.packVersion, self.pause, self.logger) = (packVersion, pause, logger)
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var done: CivilDate?
            while !Task.isCancelled {
                try await Task.sleep(for: pause)
                let today = clock.now().civilDate(offsetMinutes: offsetMinutes)
                guard today != done else { continue }
                do {
                    try await queue(today)
                    done = today
                } catch {
                    logger.warning("The jobs of the day could not be queued.", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// The same day again queues nothing more.
    package func queue(_ day: CivilDate) async throws {
        for tenant in try await tenants() {
            guard let version = packVersion(tenant, day) else { continue }
            let context = WriteContext(tenant: tenant, actor: .system("Lantu"), packVersion: version)
            _ = try await unitOfWork.write(context) { try LightRun.enqueue(day, $0) }
        }
    }
}
