import Foundation
import Kernel
import Office
import Operations
import Persistence
import TestSupport
import Testing

@testable import Store

/// Someone with the database in hand changes its ledger: every way of doing so is found.
@Suite struct AuditTamperingTests {
    private struct Undo: Error {}
    private static let key = [UInt8](repeating: 9, count: 32)

    private enum Attack: CaseIterable {
        case editColumn, deleteMiddle, swap, cutTail, cutTailAndHead, rewriteLane, deleteHead, editPayload, removePayload, erasePayload
        case insert, moveHead, deleteLane, renumber
    }

    /// A small deterministic generator: a failing tampering can be named by its number.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Four lanes of twelve entries, and one anchor over their heads.
    private func ledger(_ database: any Database) async throws -> [AuditAnchor] {
        for node in 0..<4 {
            let world = try await OfficeWorld(database, node: node)
            for number in 0..<12 {
                try await world.write { tx in
                    tx.record(
                        AuditDraft(
                            "project.edit", "project", Int64(number), organization: OrganizationID(5),
                            payload: .init(changes: [.init("name", "甲", "乙\(number)")])))
                }
            }
        }
        let heads = try await AuditStore(database: database).heads(tenant: TenantID(1))
        return [AuditAnchor(tenant: TenantID(1), at: SystemClock().now(), heads: heads, previous: nil, key: Self.key)]
    }

    /// An attacker owns the database: triggers are no obstacle.
    private static func dropTriggers(_ c: any Connection) throws {
        switch c.dialect {
        case .sqlite:
            for row in try c.query("select name from sqlite_master where type = 'trigger' and tbl_name like 'audit%'") {
                try c.execute("drop trigger \(SQL.name(try row.text("name")))")
            }
        case .postgres:
            for table in ["audit_entries", "audit_payloads", "audit_lanes"] as [SQL] {
                try c.execute("alter table \(table) disable trigger user")
            }
        }
    }

    private static func tamper(_ attack: Attack, lane: Int64, sequence: Int64, last: Int64, _ random: inout Seeded, _ c: any Connection)
        throws
    {
        let place: SQL = "tenant_id = 1 and lane = \(lane) and sequence = \(sequence)"
        switch attack {
        case .editColumn:
            let edits: [SQL] = [
                "actor_name = 'someone else'", "at = at + 1", "action = 'project.read'", "object_id = 777", "object_kind = 'order'",
                "origin = '10.0.0.1'", "organization_id = 6", "organization_id = null", "account_id = 4", "actor_kind = 'account'",
                "pack_version = 'city@9'", "payload_hash = \([UInt8](repeating: 1, count: 32))",
                "hash = \([UInt8](repeating: 1, count: 32))",
                "previous_hash = \([UInt8](repeating: 1, count: 32))",
            ]
            try c.execute("update audit_entries set \(edits.randomElement(using: &random) ?? edits[0]) where \(place)")
        case .deleteMiddle:
            let middle = max(1, min(sequence, last - 1))
            try c.execute("delete from audit_entries where tenant_id = 1 and lane = \(lane) and sequence = \(middle)")
            try c.execute("delete from audit_payloads where tenant_id = 1 and lane = \(lane) and sequence = \(middle)")
        case .swap:
            let other = sequence == last ? sequence - 1 : sequence + 1
            try c.execute("update audit_entries set sequence = -1 where \(place)")
            try c.execute("update audit_entries set sequence = \(sequence) where tenant_id = 1 and lane = \(lane) and sequence = \(other)")
            try c.execute("update audit_entries set sequence = \(other) where tenant_id = 1 and lane = \(lane) and sequence = -1")
        case .cutTail:
            try c.execute("delete from audit_entries where tenant_id = 1 and lane = \(lane) and sequence >= \(sequence)")
            try c.execute("delete from audit_payloads where tenant_id = 1 and lane = \(lane) and sequence >= \(sequence)")
        case .cutTailAndHead: try cutTailAndHead(lane: lane, from: sequence, c)
        case .rewriteLane: try rewrite(lane: lane, changing: sequence, c)
        case .deleteHead: try c.execute("delete from audit_lanes where tenant_id = 1 and lane = \(lane)")
        case .editPayload: try c.execute("update audit_payloads set payload = '{\"changes\":[]}' where \(place)")
        case .removePayload: try c.execute("delete from audit_payloads where \(place)")
        case .erasePayload: try c.execute("update audit_payloads set payload = null, salt = null where \(place)")
        case .insert:
            try c.execute(
                """
                insert into audit_entries (tenant_id, lane, sequence, previous_hash, hash, at, actor_kind, actor_name, origin, action,
                  object_kind, pack_version, payload_hash)
                select tenant_id, lane, \(Bool.random(using: &random) ? last + 1 : -5), hash, hash, at, actor_kind, actor_name, origin, action,
                  object_kind, pack_version, payload_hash from audit_entries where tenant_id = 1 and lane = \(lane) and sequence = \(last)
                """)
        case .moveHead: try c.execute("update audit_lanes set sequence = sequence + 1 where tenant_id = 1 and lane = \(lane)")
        case .deleteLane:
            for table in ["audit_entries", "audit_payloads", "audit_lanes"] as [SQL] {
                try c.execute("delete from \(table) where tenant_id = 1 and lane = \(lane)")
            }
        case .renumber:
            for table in ["audit_entries", "audit_payloads", "audit_lanes"] as [SQL] {
                try c.execute("update \(table) set lane = 63 where tenant_id = 1 and lane = \(lane)")
            }
        }
    }

    /// The cut that leaves every chain valid: the head names the new last entry.
    private static func cutTailAndHead(lane: Int64, from sequence: Int64, _ c: any Connection) throws {
        for table in ["audit_entries", "audit_payloads"] as [SQL] {
            try c.execute("delete from \(table) where tenant_id = 1 and lane = \(lane) and sequence >= \(sequence)")
        }
        let hash =
            try c.first("select hash from audit_entries where tenant_id = 1 and lane = \(lane) and sequence = \(sequence - 1)")?.bytes(
                "hash")
            ?? AuditEntry.genesis
        try c.execute("update audit_lanes set sequence = \(sequence - 1), hash = \(hash) where tenant_id = 1 and lane = \(lane)")
    }

    /// The rewrite that leaves every chain valid: all hashes after the change are computed again.
    private static func rewrite(lane: Int64, changing sequence: Int64, _ c: any Connection) throws {
        var previous = AuditEntry.genesis
        for row in try c.query("select * from audit_entries where tenant_id = 1 and lane = \(lane) order by sequence") {
            var entry = try AuditStore.entry(row)
            if entry.sequence == sequence { entry.actorName = "nobody" }
            entry.previousHash = previous
            previous = entry.hash
            try c.execute(
                """
                update audit_entries set actor_name = \(entry.actorName), previous_hash = \(entry.previousHash), hash = \(previous)
                where tenant_id = 1 and lane = \(lane) and sequence = \(entry.sequence)
                """)
        }
        try c.execute("update audit_lanes set hash = \(previous) where tenant_id = 1 and lane = \(lane)")
    }

    @Test("A thousand tamperings are all found") func aThousandTamperings() async throws {
        try await withEachDatabase { database in
            let anchors = try await ledger(database)
            #expect(try await AuditStore(database: database).verify(anchors: anchors).findings.isEmpty)
            let lanes = try await database.read {
                try $0.query("select lane, sequence from audit_lanes order by lane").map { (try $0.int("lane"), try $0.int("sequence")) }
            }
            for number in 0..<1000 {
                let attack = Attack.allCases[number % Attack.allCases.count]
                do {
                    _ = try await database.write { c in
                        var random = Seeded(state: UInt64(number))
                        let (lane, last) = lanes[Int.random(in: 0..<lanes.count, using: &random)]
                        let sequence = Int64.random(in: 1...last, using: &random)
                        try Self.dropTriggers(c)
                        try Self.tamper(attack, lane: lane, sequence: sequence, last: last, &random, c)
                        let report = try AuditStore.verify(anchors: anchors, c)
                        #expect(!report.findings.isEmpty, "tampering \(number): \(attack) of lane \(lane), entry \(sequence)")
                        throw Undo()
                    }
                } catch is Undo {}
            }
            #expect(try await AuditStore(database: database).verify(anchors: anchors).findings.isEmpty)
        }
    }

    @Test("Without anchors neither a cut tail nor a whole rewrite is found: this is what anchors are for")
    func negativeControl() async throws {
        try await withEachDatabase { database in
            let anchors = try await ledger(database)
            for cut in [true, false] {
                do {
                    _ = try await database.write { c in
                        try Self.dropTriggers(c)
                        let lane = try c.query("select lane from audit_lanes order by lane")[0].int("lane")
                        if cut { try Self.cutTailAndHead(lane: lane, from: 2, c) } else { try Self.rewrite(lane: lane, changing: 1, c) }
                        #expect(try AuditStore.verify(anchors: [], c).findings.isEmpty)
                        #expect(!(try AuditStore.verify(anchors: anchors, c).findings.isEmpty))
                        throw Undo()
                    }
                } catch is Undo {}
            }
        }
    }

    @Test func whatIsNewerThanTheLastAnchorIsCounted() async throws {
        try await withEachDatabase { database in
            let anchors = try await ledger(database)
            let world = try await OfficeWorld(database)
            for _ in 0..<7 { try await world.write { $0.record(AuditDraft("project.edit", "project", 1)) } }
            let report = try await AuditStore(database: database).verify(anchors: anchors)
            #expect(report.newerThanLastAnchor == 7 && report.entries == 55 && report.findings.isEmpty)
        }
    }

    @Test("An erasure the ledger itself records is no fault") func recordedErasure() async throws {
        try await withEachDatabase { database in
            let anchors = try await ledger(database)
            let lane = try await database.read { Int(try $0.query("select lane from audit_lanes order by lane")[0].int("lane")) }
            try await OfficeWorld(database).write { tx in
                tx.record(AuditDraft(AuditPlace.erasure, "audit-entry", AuditPlace(lane: lane, sequence: 3).objectID))
            }
            _ = try await database.write {
                try $0.execute(
                    "update audit_payloads set payload = null, salt = null where tenant_id = 1 and lane = \(lane) and sequence = 3")
            }
            #expect(try await AuditStore(database: database).verify(anchors: anchors).findings.isEmpty)
        }
    }

    @Test("The triggers refuse what nobody may do through this program") func triggersRefuse() async throws {
        try await withEachDatabase { database in
            _ = try await ledger(database)
            for statement in [
                "update audit_entries set at = 0", "delete from audit_entries", "delete from audit_payloads", "delete from audit_lanes",
            ] as [SQL] {
                await #expect(throws: DatabaseFailure.self) { try await database.write { try $0.execute(statement) } }
            }
        }
    }
}
