import Kernel
import Operations
import Persistence

package struct OutboxStore: OutboxQueue {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func claim(topics: [String], limit: Int, leaseMilliseconds: Int64) async throws -> [(message: OutboxMessage, token: Int64)] {
        guard !topics.isEmpty else { return [] }
        return try await database.write { connection in
            let now = SQL.databaseTime(connection.dialect)
            let due: SQL = "delivered_at is null and run_after <= \(now)"
            return try connection.query(
                """
                update outbox set token = token + 1, attempts = attempts + 1, run_after = \(now) + \(leaseMilliseconds * 1000)
                where (tenant_id, id) in (select tenant_id, id from outbox where \(due) and topic in \(list: topics)
                  order by run_after, id limit \(min(max(limit, 1), 100))\(SQL.skippingLocked(connection.dialect))) and \(due)
                returning *
                """
            ).map { row in
                let message = OutboxMessage(
                    id: try row.id("id"), tenant: try row.id("tenant_id"), topic: try row.text("topic"), key: try row.text("message_key"),
                    payload: try row.text("payload"), createdAt: try row.instant("created_at"), attempts: Int(try row.int("attempts")))
                return (message, try row.int("token"))
            }
        }
    }

    package func delivered(_ message: OutboxMessage, token: Int64) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                """
                update outbox set delivered_at = \(SQL.databaseTime(connection.dialect))
                where tenant_id = \(message.tenant) and id = \(message.id) and token = \(token) and delivered_at is null
                """) > 0
        }
    }

    package func failed(_ message: OutboxMessage, token: Int64, retryAfterMilliseconds: Int64) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                """
                update outbox set run_after = \(SQL.databaseTime(connection.dialect)) + \(retryAfterMilliseconds * 1000)
                where tenant_id = \(message.tenant) and id = \(message.id) and token = \(token) and delivered_at is null
                """)
        }
    }
}
