import CLibPQ
import Persistence

/// How a transaction begins.
enum TransactionMode: Sendable {
    case read, write, migrate

    var begin: SQL {
        switch self {
        case .read: "begin isolation level repeatable read read only"
        case .write, .migrate: "begin isolation level read committed read write"
        }
    }
}

/// One libpq connection, in pipeline mode for its whole life, used by one transaction at a time on its slot's executor.
///
/// BEGIN travels with the first statement, a preparation with its first execution, and the COMMIT of a read is sent without
/// waiting for its answer: a read of one statement is one round trip.
package final class PostgresConnection: Connection {
    package let dialect = Dialect.postgres
    package let slot: Int
    let handle: OpaquePointer
    let cancelKey: CancelKey
    let answerTimeout: Duration?
    var prepared = PreparedStatements(capacity: 256)
    /// Pipelines sent whose answers nobody waits for; they come before the next ones.
    var owed = 0
    /// Nothing more is to be had from this connection.
    var lost = false
    var transaction = Transaction(mode: .read)

    /// What one transaction keeps on its connection.
    struct Transaction {
        let mode: TransactionMode
        var interruption = Interruption()
        /// BEGIN has been sent and succeeded.
        var begun = false
        /// The first failure: PostgreSQL refuses every statement after it, so the transaction cannot be committed.
        var failure: DatabaseFailure?
        var statements: Int64 = 0
        /// The statement timeout does not hold in migrations.
        var unlimited: Bool { mode == .migrate }
    }

    init(handle: OpaquePointer, cancelKey: CancelKey, slot: Int, statementTimeout: Duration) {
        (self.handle, self.cancelKey, self.slot) = (handle, cancelKey, slot)
        // The server stops a statement itself; silence for longer means that the network is gone.
        answerTimeout = statementTimeout > .zero ? statementTimeout + .seconds(5) : nil
    }
    deinit { PQfinish(handle) }

    package func query(_ sql: SQL) throws(DatabaseFailure) -> [Row] {
        let result = try run(sql)
        guard result.status == PGRES_TUPLES_OK else { return [] }
        return try result.rows()
    }

    @discardableResult package func execute(_ sql: SQL) throws(DatabaseFailure) -> Int { try run(sql).changed }

    // MARK: - Transactions

    /// BEGIN is not sent before the first statement.
    func start(_ mode: TransactionMode, _ interruption: Interruption) {
        transaction = Transaction(mode: mode, interruption: interruption)
        interruption.attach(cancelKey)
    }

    /// Makes the transaction durable. Throws `.commitUnknown` when the answer does not arrive.
    func commit() throws(DatabaseFailure) {
        if let failure = transaction.failure { throw failure }
        guard transaction.begun else { return }
        if transaction.mode == .read { return leave() }
        // From here on a cancellation comes too late: COMMIT is not interrupted.
        guard transaction.interruption.detach() else { throw lose(.cancelled, "the request to cancel did not end") }
        if transaction.interruption.cancelledAt != nil { throw DatabaseFailure(.cancelled, "cancelled before COMMIT") }
        let result: PostgresResult
        do throws(DatabaseFailure) {
            let results = try answers { connection throws(DatabaseFailure) in try connection.sendUnnamed("commit") }
            guard let last = results.last else { throw lose(.unavailable, "COMMIT was not answered") }
            result = last
        } catch {
            throw DatabaseFailure(.commitUnknown, "the connection was lost during COMMIT (\(error.message))")
        }
        transaction.begun = false
        if result.isError { throw DatabaseFailure(result, cancelled: false) }
        guard result.tag == "COMMIT" else { throw DatabaseFailure(.other, "COMMIT was answered with \(result.tag)") }
    }

    /// Ends the transaction without effect; a connection that cannot do so is lost.
    func rollback() {
        guard !lost else { return transaction.interruption.abandon() }
        guard transaction.interruption.detach() else { return lost = true }
        guard transaction.begun else { return }
        // A late request to cancel may hit the first ROLLBACK; there is no second one.
        for _ in 0..<2 {
            guard let result = try? answers({ connection throws(DatabaseFailure) in try connection.sendUnnamed("rollback") }).last else {
                return lost = true
            }
            if !result.isError {
                transaction.begun = false
                return
            }
        }
        lost = true
    }

    /// Ends a read without waiting for the answer. What was read stays valid when the connection dies of it.
    private func leave() {
        transaction.begun = false
        guard transaction.interruption.detach() else { return lost = true }
        do throws(DatabaseFailure) {
            try sendUnnamed("commit")
            guard PQpipelineSync(handle) == 1 else { throw lose(.unavailable, lastMessage) }
            owed += 1
            try flush()
        } catch { lost = true }
    }

    /// Marks the connection as beyond use and answers the failure to throw.
    func lose(_ kind: DatabaseFailure.Kind, _ message: String) -> DatabaseFailure {
        lost = true
        return DatabaseFailure(kind, message)
    }

    /// libpq's own words about the connection; they never hold the password.
    var lastMessage: String {
        let text = String(cString: PQerrorMessage(handle))
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.isEmpty ? "the connection to PostgreSQL was lost" : line
    }
}
