import Kernel
import Logging
import Operations
import Persistence
import ServiceLifecycle
import Store

/// Once an hour removes what has served its time: abandoned uploads, kept answers, delivered messages.
package struct Housekeeping: Service {
    private let files: FileStore
    private let rows: ExpiredRows
    private let interval: Duration
    private let logger: Logger

    package init(database: any Database, clock: any Kernel.Clock, interval: Duration = .seconds(3600), logger: Logger) {
        files = FileStore(database: database, clock: clock)
        rows = ExpiredRows(database: database, clock: clock)
        self.interval = interval
        self.logger = logger
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sweep()
                try await Task.sleep(for: interval)
            }
        }
    }

    package func sweep() async {
        do {
            let uploads = try await files.sweepAbandoned()
            let rows = try await rows.sweep()
            logger.debug("Swept.", metadata: ["uploads": "\(uploads)", "rows": "\(rows)"])
        } catch is CancellationError {
        } catch {
            logger.warning("What has served its time could not be removed.", metadata: ["error": "\(error)"])
        }
    }
}
