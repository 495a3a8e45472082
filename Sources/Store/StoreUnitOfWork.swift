import Kernel
import Office
import Operations
import Persistence

/// The one place where commands commit.
package struct StoreUnitOfWork: UnitOfWork {
    let database: any Database
    let ids: IDGenerator
    let clock: any Clock
    let node: Int

    /// - Parameter node: this process among those on the same database; chooses audit lanes.
    package init(database: any Database, ids: IDGenerator, clock: any Clock, node: Int) {
        (self.database, self.ids, self.clock, self.node) = (database, ids, clock, node)
    }

    package func write<T: Sendable>(
        _ context: WriteContext, answer: (@Sendable (T) -> StoredAnswer)?, _ body: @Sendable @escaping (any Transaction) throws -> T
    ) async throws -> T {
        let now = clock.now()
        return try await database.write { [ids, node] connection in
            let transaction = StoreTransaction(connection: connection, context: context, ids: ids, now: now)
            let result = try body(transaction)
            if let key = context.idempotency, let answer {
                try IdempotencyStore.insert(key, answer(result), context: context, now: now, connection)
            }
            try AuditAppender.append(transaction.drafts, context: context, now: now, node: node, connection)
            return result
        }
    }
}

/// Every slice's writes over one connection, valid until the closure returns.
///
/// Conformances to the slices' ports are extensions, one file each, beside their queries.
package final class StoreTransaction: Transaction {
    let connection: any Connection
    private let context: WriteContext
    private let ids: IDGenerator
    package let now: Instant
    private(set) var drafts: [AuditDraft] = []

    package init(connection: any Connection, context: WriteContext, ids: IDGenerator, now: Instant) {
        (self.connection, self.context, self.ids, self.now) = (connection, context, ids, now)
    }

    package var tenant: TenantID { context.tenant }
    package var actor: Actor { context.actor }
    package var packVersion: String { context.packVersion }
    package func newID<T>(_ type: ID<T>.Type) -> ID<T> { ids.next(type) }
    package func record(_ draft: AuditDraft) { drafts.append(draft) }
}
