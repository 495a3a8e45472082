import Persistence

/// One place of the pool: a thread, and the connection that lives on it while the server is there.
actor PostgresSlot {
    nonisolated let index: Int
    private let executor: QueueExecutor
    private let configuration: PostgresConfiguration
    private var connection: PostgresConnection?
    private var failures = 0
    private var notBefore = ContinuousClock.now
    private var lastFailure = DatabaseFailure(.unavailable, "not connected")

    /// How one attempt at a transaction ended, other than by an error the caller must see.
    enum Outcome<T: Sendable>: Sendable {
        case done(T)
        /// No connection yet: try again after this.
        case away(Duration, DatabaseFailure)
        /// Rolled back by the engine's own doing: run the closure again.
        case again(DatabaseFailure)
        /// The connection had died while it was idle; nothing was done.
        case stale(DatabaseFailure)
    }

    /// What the attempt cost, for the metrics.
    struct Cost: Sendable {
        var statements: Int64 = 0
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(index: Int, configuration: PostgresConfiguration) {
        self.index = index
        self.configuration = configuration
        executor = QueueExecutor(label: "postgres.\(index)")
    }

    /// Runs the closure once in a transaction of its own.
    func attempt<T: Sendable>(
        _ mode: TransactionMode, _ interruption: Interruption, _ body: @Sendable (any Connection) throws -> T
    ) throws -> (Outcome<T>, Cost) {
        let fresh = connection == nil
        if fresh {
            if let wait = try connect() { return (.away(wait, lastFailure), Cost()) }
        }
        guard let connection else { return (.away(.zero, lastFailure), Cost()) }
        connection.start(mode, interruption)
        defer { if connection.lost { self.connection = nil } }
        do {
            if mode == .migrate { try connection.lockSchema(configuration.lockTimeout) }
            let value = try body(connection)
            try connection.commit()
            return (.done(value), Cost(statements: connection.transaction.statements))
        } catch {
            let first = connection.transaction.failure
            let begun = connection.transaction.begun
            connection.rollback()
            let cost = Cost(statements: connection.transaction.statements)
            if (error as? DatabaseFailure)?.kind == .commitUnknown { throw error }
            if let failure = first ?? error as? DatabaseFailure, failure.kind == .retry { return (.again(failure), cost) }
            if let first, first.kind == .unavailable, connection.lost, !begun, !fresh { return (.stale(first), cost) }
            throw error
        }
    }

    /// Runs one statement outside any transaction: `create database`, `vacuum`.
    func alone(_ sql: SQL) throws -> Outcome<Void> {
        if connection == nil, let wait = try connect() { return .away(wait, lastFailure) }
        guard let connection else { return .away(.zero, lastFailure) }
        connection.start(.migrate, Interruption())
        defer { if connection.lost { self.connection = nil } }
        let result = try connection.answers { connection throws(DatabaseFailure) in try connection.sendUnnamed(sql) }.last
        if let result, result.isError { throw DatabaseFailure(result, cancelled: false) }
        return .done(())
    }

    func close() { connection = nil }

    /// Nil when connected; else how long to wait before the next try. Throws what no waiting mends.
    private func connect() throws(DatabaseFailure) -> Duration? {
        let now = ContinuousClock.now
        guard now >= notBefore else { return notBefore - now }
        do throws(DatabaseFailure) {
            connection = try PostgresConnection.open(configuration, slot: index)
            failures = 0
            return nil
        } catch {
            guard error.kind == .unavailable else { throw error }
            lastFailure = error
            failures = min(failures + 1, 8)
            // 50 ms, doubled up to 3.2 s, and up to half as much again so that nodes do not come back in step.
            let pause = Duration.milliseconds(25 << min(failures, 7)) * Double.random(in: 1...1.5)
            notBefore = now + pause
            return pause
        }
    }
}

extension PostgresConnection {
    /// One migration at a time in the installation; the lock ends with the transaction.
    fileprivate func lockSchema(_ timeout: Duration) throws(DatabaseFailure) {
        let limit = "\(timeout.milliseconds)ms"
        try execute("select set_config('lock_timeout', \(limit), true), set_config('statement_timeout', '0', true)")
        try execute("select pg_advisory_xact_lock(5206317180034)")
    }
}
