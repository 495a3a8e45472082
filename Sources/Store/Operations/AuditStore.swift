import Foundation
import Kernel
import Operations
import Persistence

package struct AuditStore: AuditQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func entries(tenant: TenantID, matching filter: AuditFilter) async throws -> [AuditRecord] {
        var conditions: [SQL] = ["e.tenant_id = \(tenant)"]
        if let action = filter.action { conditions.append("e.action = \(action)") }
        if let kind = filter.objectKind { conditions.append("e.object_kind = \(kind)") }
        if let id = filter.objectID { conditions.append("e.object_id = \(id)") }
        if let account = filter.account { conditions.append("e.account_id = \(account)") }
        if let organization = filter.organization { conditions.append("e.organization_id = \(organization)") }
        if let from = filter.from { conditions.append("e.at >= \(from)") }
        if let until = filter.until { conditions.append("e.at < \(until)") }
        if let position = filter.before {
            conditions.append(
                "(e.at < \(position.at) or (e.at = \(position.at) and (e.lane < \(position.lane) or (e.lane = \(position.lane) and e.sequence < \(position.sequence)))))"
            )
        }
        let limit = min(max(filter.limit, 1), 200)
        let sql: SQL = """
            select e.*, p.payload from audit_entries e
            join audit_payloads p on p.tenant_id = e.tenant_id and p.lane = e.lane and p.sequence = e.sequence
            where \(SQL.joined(conditions, by: " and ")) order by e.at desc, e.lane desc, e.sequence desc limit \(limit)
            """
        return try await database.read { connection in
            try connection.query(sql).map { row in
                let payload = try row.textOrNil("payload").flatMap { try? JSONDecoder().decode(AuditPayload.self, from: Data($0.utf8)) }
                return AuditRecord(entry: try Self.entry(row), payload: payload)
            }
        }
    }

    package func heads(tenant: TenantID) async throws -> [AuditAnchor.Head] {
        try await database.read { connection in
            try connection.query("select lane, sequence, hash from audit_lanes where tenant_id = \(tenant) order by lane").map {
                AuditAnchor.Head(lane: Int(try $0.int("lane")), sequence: try $0.int("sequence"), hash: try $0.bytes("hash"))
            }
        }
    }

    /// Page size of the walk: bounded memory however long the lane.
    private static let page = 2000

    package func verify(anchors: [AuditAnchor]) async throws -> AuditReport {
        try await database.read { try Self.verify(anchors: anchors, $0) }
    }

    /// Anchored hashes by tenant, lane and sequence.
    typealias Anchored = [String: [Int: [Int64: [UInt8]]]]

    static func verify(anchors: [AuditAnchor], _ connection: any Connection) throws -> AuditReport {
        var report = AuditReport()
        var anchored: Anchored = [:]
        for anchor in anchors {
            for head in anchor.heads where head.sequence > 0 {
                anchored[anchor.tenant, default: [:]][head.lane, default: [:]][head.sequence] = [UInt8](hexadecimal: head.hash) ?? []
            }
        }
        // Tenants are listed from the anchors too: a deleted tenant must not take its ledger along unseen.
        let stored = try connection.query("select id from tenants order by id").map { try $0.id("id", TenantID.self) }
        for tenant in stored + anchored.keys.compactMap({ TenantID($0) }).filter({ !stored.contains($0) }).sorted() {
            report.tenants += 1
            // Lanes are listed from the entries too: a deleted head row must not hide its lane.
            let lanes = try connection.query(
                """
                select lane from audit_lanes where tenant_id = \(tenant)
                union select lane from audit_entries where tenant_id = \(tenant)
                """
            ).map { Int(try $0.int("lane")) }
            var erased: Set<AuditPlace> = []
            var erasures: Set<AuditPlace> = []
            let ofTenant = anchored[tenant.description] ?? [:]
            for lane in Set(lanes).union(ofTenant.keys).sorted() {
                let verifier = try verify(tenant: tenant, lane: lane, anchored: ofTenant[lane] ?? [:], connection)
                report.entries += verifier.entries
                report.newerThanLastAnchor += verifier.newerThanAnchor
                report.findings += verifier.findings
                erased.formUnion(verifier.erased)
                erasures.formUnion(verifier.erasures)
            }
            for place in erased.subtracting(erasures).sorted(by: { $0.objectID < $1.objectID }) {
                report.findings.append(
                    .init(fault: .payloadErasedSilently, tenant: tenant.description, lane: place.lane, sequence: place.sequence))
            }
        }
        return report
    }

    private static func verify(tenant: TenantID, lane: Int, anchored: [Int64: [UInt8]], _ connection: any Connection) throws
        -> AuditVerifier
    {
        var verifier = AuditVerifier(tenant: tenant, lane: lane, anchored: anchored)
        var last = Int64.min
        while true {
            // Left join: an entry whose payload row is gone must still be seen.
            let rows = try connection.query(
                """
                select e.*, p.sequence as payload_sequence, p.salt, p.payload from audit_entries e
                left join audit_payloads p on p.tenant_id = e.tenant_id and p.lane = e.lane and p.sequence = e.sequence
                where e.tenant_id = \(tenant) and e.lane = \(lane) and e.sequence > \(last) order by e.sequence limit \(page)
                """)
            for row in rows {
                let payload =
                    try row.intOrNil("payload_sequence") == nil
                    ? nil : AuditVerifier.StoredPayload(salt: try row.bytesOrNil("salt"), payload: try row.textOrNil("payload"))
                let entry = try entry(row)
                verifier.check(entry, storedHash: try row.bytes("hash"), payload: payload)
                last = entry.sequence
            }
            if rows.count < page { break }
        }
        let head = try connection.first("select sequence, hash from audit_lanes where tenant_id = \(tenant) and lane = \(lane)")
        verifier.finish(headSequence: try head?.int("sequence") ?? 0, headHash: try head?.bytes("hash") ?? AuditEntry.genesis)
        return verifier
    }

    static func entry(_ row: Row) throws -> AuditEntry {
        AuditEntry(
            tenant: try row.id("tenant_id"), lane: Int(try row.int("lane")), sequence: try row.int("sequence"),
            previousHash: try row.bytes("previous_hash"), at: try row.instant("at"),
            actorKind: Actor.Kind(rawValue: try row.text("actor_kind")) ?? .system, account: try row.idOrNil("account_id"),
            actorName: try row.text("actor_name"), origin: try row.text("origin"), action: try row.text("action"),
            objectKind: try row.text("object_kind"), objectID: try row.intOrNil("object_id"),
            organization: try row.idOrNil("organization_id"),
            packVersion: try row.text("pack_version"), payloadHash: try row.bytes("payload_hash"))
    }
}
