import Kernel
import Operations
import Persistence

/// Rows that have served their time: answers kept for retries, and messages delivered.
package struct ExpiredRows: Sendable {
    private let database: any Database
    private let clock: any Clock
    /// Delivered messages are kept for questions, in seconds.
    private static let delivered: Int64 = 30 * 86400

    package init(database: any Database, clock: any Clock) { (self.database, self.clock) = (database, clock) }

    /// Answers how many rows went.
    package func sweep() async throws -> Int {
        let now = clock.now()
        return try await database.write { connection in
            try connection.execute("delete from idempotency_keys where created_at < \(now.adding(seconds: -IdempotencyKey.lifetime))")
                + connection.execute("delete from outbox where delivered_at < \(now.adding(seconds: -Self.delivered))")
        }
    }
}
