/// One connection, in use by one closure. Synchronous: it runs on the connection's own executor.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }
    /// Which of the pool's connections this is: 0 ..< pool size. Chooses the audit lane.
    var slot: Int { get }
    /// Rows of a query, all of them: page before asking. Also for `insert … returning`.
    func query(_ sql: SQL) throws(DatabaseFailure) -> [Row]
    /// Runs a statement; the number of rows it changed.
    @discardableResult func execute(_ sql: SQL) throws(DatabaseFailure) -> Int
}

extension Connection {
    package func first(_ sql: SQL) throws(DatabaseFailure) -> Row? { try query(sql).first }
    /// The single integer of a `select count(*)…`; 0 when there is no row.
    package func count(_ sql: SQL) throws(DatabaseFailure) -> Int64 {
        guard case .int(let value)? = try query(sql).first?.values.first else { return 0 }
        return value
    }
}

/// An engine behind the port. Closures are synchronous and contain no await, file or network.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// One consistent snapshot for the closure; writes in it fail.
    func read<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T

    /// One transaction, committed when the closure returns, rolled back when it throws. Serialization failures
    /// and deadlocks run the closure again, at most three times in all.
    func write<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T

    /// Changes of the schema: one at a time in the installation, foreign keys off where the engine needs it.
    func migrate<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T

    /// Statements and transactions since the start, for metrics.
    var counters: DatabaseCounters { get }

    /// Finishes what runs, then closes every connection.
    func close() async throws
}

/// Totals since the start.
package struct DatabaseCounters: Sendable {
    package var statements: Int64
    package var reads: Int64
    package var writes: Int64
    package var retries: Int64
    package init(statements: Int64 = 0, reads: Int64 = 0, writes: Int64 = 0, retries: Int64 = 0) {
        (self.statements, self.reads, self.writes, self.retries) = (statements, reads, writes, retries)
    }
}
