import Kernel
import Office
import Operations
import Persistence

/// Appends a transaction's entries to one lane, as its last statements, under the lane head's row lock.
enum AuditAppender {
    static func append(_ drafts: [AuditDraft], context: WriteContext, now: Instant, node: Int, _ connection: any Connection) throws {
        guard !drafts.isEmpty else { return }
        let lane = (node * 16 + connection.slot) % AuditEntry.lanes
        let tenant = context.tenant
        // The update takes the row lock, so commit order is chain order inside a lane.
        var head = try connection.first(
            "update audit_lanes set sequence = sequence + \(drafts.count) where tenant_id = \(tenant) and lane = \(lane) returning sequence, hash"
        )
        if head == nil {
            try connection.execute(
                "insert into audit_lanes (tenant_id, lane, sequence, hash) values (\(tenant), \(lane), 0, \(AuditEntry.genesis)) on conflict do nothing"
            )
            head = try connection.first(
                "update audit_lanes set sequence = sequence + \(drafts.count) where tenant_id = \(tenant) and lane = \(lane) returning sequence, hash"
            )
        }
        guard let head else { throw DatabaseFailure(.misuse, "no audit lane \(lane)") }
        var sequence = try head.int("sequence") - Int64(drafts.count)
        var previous = try head.bytes("hash")
        for draft in drafts {
            sequence += 1
            let payload = try draft.payload.canonicalJSON()
            let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
            let entry = AuditEntry(
                tenant: tenant, lane: lane, sequence: sequence, previousHash: previous, at: now, actorKind: context.actor.kind,
                account: context.actor.account, actorName: context.actor.name, origin: context.actor.origin, action: draft.action,
                objectKind: draft.objectKind, objectID: draft.objectID, organization: draft.organization, packVersion: context.packVersion,
                payloadHash: AuditEntry.payloadHash(salt: salt, payload: payload))
            previous = entry.hash
            try connection.execute(
                """
                insert into audit_entries (tenant_id, lane, sequence, previous_hash, hash, at, actor_kind, account_id, actor_name, origin,
                  action, object_kind, object_id, organization_id, pack_version, payload_hash)
                values (\(tenant), \(lane), \(sequence), \(entry.previousHash), \(previous), \(now), \(entry.actorKind.rawValue),
                  \(entry.account), \(entry.actorName), \(entry.origin), \(entry.action), \(entry.objectKind), \(entry.objectID),
                  \(entry.organization), \(entry.packVersion), \(entry.payloadHash))
                """)
            try connection.execute(
                "insert into audit_payloads (tenant_id, lane, sequence, salt, payload) values (\(tenant), \(lane), \(sequence), \(salt), \(payload))"
            )
        }
        try connection.execute("update audit_lanes set hash = \(previous) where tenant_id = \(tenant) and lane = \(lane)")
    }
}
