import Kernel
import Office
import Operations
import Persistence

package struct IdempotencyStore: IdempotencyQueries {
    let database: any Database
    let clock: any Clock

    package init(database: any Database, clock: any Clock) { (self.database, self.clock) = (database, clock) }

    package func lookUp(_ key: IdempotencyKey, tenant: TenantID, actor: Actor) async throws -> IdempotencyLookup {
        let oldest = clock.now().adding(seconds: -IdempotencyKey.lifetime)
        return try await database.read { connection in
            guard
                let row = try connection.first(
                    """
                    select payload_hash, status, location, body from idempotency_keys
                    where tenant_id = \(tenant) and actor = \(Self.owner(actor)) and key = \(key.key) and created_at >= \(oldest)
                    """)
            else { return .fresh }
            guard try row.bytes("payload_hash") == key.payloadHash else { return .conflicting }
            return .answered(
                StoredAnswer(status: Int(try row.int("status")), location: try row.textOrNil("location"), body: try row.text("body")))
        }
    }

    static func insert(_ key: IdempotencyKey, _ answer: StoredAnswer, context: WriteContext, now: Instant, _ connection: any Connection)
        throws
    {
        // An expired record of the same key gives way; a live one makes this insert, and the command, fail.
        try connection.execute(
            """
            delete from idempotency_keys where tenant_id = \(context.tenant) and actor = \(owner(context.actor)) and key = \(key.key)
              and created_at < \(now.adding(seconds: -IdempotencyKey.lifetime))
            """)
        try connection.execute(
            """
            insert into idempotency_keys (tenant_id, actor, key, payload_hash, status, location, body, created_at)
            values (\(context.tenant), \(owner(context.actor)), \(key.key), \(key.payloadHash), \(answer.status), \(answer.location),
              \(answer.body), \(now))
            """)
    }

    private static func owner(_ actor: Actor) -> String { actor.account.map { "account:\($0)" } ?? "\(actor.kind.rawValue):\(actor.name)" }
}
