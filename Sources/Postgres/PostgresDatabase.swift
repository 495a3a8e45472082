import Persistence
import Synchronization

/// PostgreSQL 15 or newer behind the database port.
///
/// Blocking libpq calls run on each connection's own thread. A transaction waits for a connection at most the configuration's pool
/// timeout, then fails with `.unavailable`; a cancelled task stops its statement on the server.
package final class PostgresDatabase: Database {
    package let dialect = Dialect.postgres
    package let configuration: PostgresConfiguration
    private let pool: PostgresPool
    private let totals = Mutex(DatabaseCounters())

    /// Connects when first used; `check()` connects at once.
    package init(_ configuration: PostgresConfiguration) {
        self.configuration = configuration
        pool = PostgresPool(configuration)
    }

    package convenience init(url: String) throws(DatabaseFailure) { self.init(try PostgresConfiguration(url: url)) }

    package var counters: DatabaseCounters { totals.withLock { $0 } }

    /// Throws `.unsafe` when the server would lose acknowledged writes, `.unavailable` when it does not answer.
    package func check() async throws { try await read { connection in _ = try connection.query("select 1 as one") } }

    /// Other sessions of this database whose application calls itself `name`. Every role may see that much.
    package func sessions(named name: String) async throws -> Int64 {
        try await read { connection in
            try connection.count(
                """
                select count(*) as n from pg_stat_activity
                where datname = current_database() and application_name = \(name) and pid <> pg_backend_pid()
                """)
        }
    }

    package func read<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await run(.read, body)
    }

    package func write<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await run(.write, body)
    }

    package func migrate<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await run(.migrate, body)
    }

    /// One statement outside any transaction, as `create database` and `vacuum` demand. Neither retried nor cancelled.
    package func outsideTransaction(_ statement: SQL) async throws {
        let deadline = ContinuousClock.now + configuration.poolTimeout
        let slot = try await pool.acquire(within: configuration.poolTimeout)
        defer { pool.release(slot) }
        while case .away(let pause, let failure) = try await slot.alone(statement) {
            guard ContinuousClock.now + pause < deadline else { throw failure }
            try await sleep(pause)
        }
    }

    package func close() async throws {
        await pool.drain()
        for slot in pool.slots { await slot.close() }
    }

    private func run<T: Sendable>(_ mode: TransactionMode, _ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        if Task.isCancelled { throw DatabaseFailure(.cancelled, "cancelled before it began") }
        let deadline = ContinuousClock.now + configuration.poolTimeout
        let slot = try await pool.acquire(within: configuration.poolTimeout)
        defer { pool.release(slot) }
        let interruption = Interruption()
        return try await withTaskCancellationHandler {
            var attempt = 1
            while true {
                let (outcome, cost) = try await slot.attempt(mode, interruption, body)
                switch outcome {
                case .done(let value):
                    count(mode, cost)
                    return value
                case .away(let pause, let failure):
                    // The next try would come after the deadline: the caller is told now, not later.
                    guard ContinuousClock.now + pause < deadline else { throw failure }
                    try await sleep(pause)
                case .again(let failure):
                    count(nil, cost, retries: 1)
                    guard attempt < 3 else { throw failure }
                    try await sleep(.milliseconds(4 << (2 * attempt)) * Double.random(in: 0.3...1))
                    attempt += 1
                case .stale(let failure):
                    guard ContinuousClock.now < deadline else { throw failure }
                }
            }
        } onCancel: {
            interruption.cancel()
        }
    }

    private func sleep(_ duration: Duration) async throws(DatabaseFailure) {
        do { try await Task.sleep(for: duration) } catch { throw DatabaseFailure(.cancelled, "cancelled while waiting to try again") }
    }

    private func count(_ mode: TransactionMode?, _ cost: PostgresSlot.Cost, retries: Int64 = 0) {
        totals.withLock { totals in
            totals.statements += cost.statements
            totals.retries += retries
            switch mode {
            case .read: totals.reads += 1
            case .write, .migrate: totals.writes += 1
            case nil: break
            }
        }
    }
}
