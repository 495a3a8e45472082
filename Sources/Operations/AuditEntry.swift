// Module in charge of what keeps the house running: the audit ledger, jobs, files, idempotency.

import Crypto
import Kernel

/// What a change says about itself before it has a place in the ledger.
package struct AuditDraft: Sendable, Hashable {
    /// The verb, as in the permission table: `project.edit`.
    package let action: String
    /// Noun and id of the thing acted on.
    package let objectKind: String
    package let objectID: Int64?
    /// The unit whose matter it is; auditors filter by it.
    package let organization: OrganizationID?
    /// Fields changed, before and after, and anything worth keeping. Erasable: it lies beside the chain.
    package let payload: AuditPayload

    package init(
        _ action: String, _ objectKind: String, _ objectID: Int64?, organization: OrganizationID? = nil,
        payload: AuditPayload = AuditPayload()
    ) {
        (self.action, self.objectKind, self.objectID, self.organization, self.payload) = (
            action, objectKind, objectID, organization, payload
        )
    }
}

/// The erasable part of an entry.
package struct AuditPayload: Sendable, Hashable, Codable {
    package struct Change: Sendable, Hashable, Codable {
        package let field: String
        package let before: String?
        package let after: String?
        package init(_ field: String, _ before: String?, _ after: String?) {
            (self.field, self.before, self.after) = (field, before, after)
        }
    }
    package var changes: [Change]
    package var note: String?

    package init(changes: [Change] = [], note: String? = nil) { (self.changes, self.note) = (changes, note) }
}

/// One link of a lane's chain.
package struct AuditEntry: Sendable, Hashable {
    package var tenant: TenantID
    package var lane: Int
    package var sequence: Int64
    package var previousHash: [UInt8]
    package var at: Instant
    package var actorKind: Actor.Kind
    package var account: AccountID?
    package var actorName: String
    package var origin: String
    package var action: String
    package var objectKind: String
    package var objectID: Int64?
    package var organization: OrganizationID?
    package var packVersion: String
    /// H(salt ‖ payload): the payload can be erased and the chain stays valid.
    package var payloadHash: [UInt8]

    package init(
        tenant: TenantID, lane: Int, sequence: Int64, previousHash: [UInt8], at: Instant, actorKind: Actor.Kind, account: AccountID?,
        actorName: String, origin: String, action: String, objectKind: String, objectID: Int64?, organization: OrganizationID?,
        packVersion: String, payloadHash: [UInt8]
    ) {
        self.tenant = tenant
        self.lane = lane
        self.sequence = sequence
        self.previousHash = previousHash
        self.at = at
        self.actorKind = actorKind
        self.account = account
        self.actorName = actorName
        self.origin = origin
        self.action = action
        self.objectKind = objectKind
        self.objectID = objectID
        self.organization = organization
        self.packVersion = packVersion
        self.payloadHash = payloadHash
    }

    /// SHA-256 over every field, each with its length before it, so that no two entries share an encoding.
    package var hash: [UInt8] {
        var sha = SHA256()
        func add(_ bytes: [UInt8]) {
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { sha.update(bufferPointer: $0) }
            sha.update(data: bytes)
        }
        func add(_ text: String) { add(Array(text.utf8)) }
        func add(_ number: Int64?) { add(number.map(String.init) ?? "-") }
        add(tenant.rawValue)
        add(Int64(lane))
        add(sequence)
        add(previousHash)
        add(at.microseconds)
        add(actorKind.rawValue)
        add(account?.rawValue)
        add(actorName)
        add(origin)
        add(action)
        add(objectKind)
        add(objectID)
        add(organization?.rawValue)
        add(packVersion)
        add(payloadHash)
        return Array(sha.finalize())
    }

    /// H(salt ‖ payload).
    package static func payloadHash(salt: [UInt8], payload: String) -> [UInt8] {
        var sha = SHA256()
        sha.update(data: salt)
        sha.update(data: Array(payload.utf8))
        return Array(sha.finalize())
    }

    /// What the first entry of a lane is chained to.
    package static let genesis = [UInt8](repeating: 0, count: 32)
    /// Lanes per tenant: writers of different connections do not queue behind one head.
    package static let lanes = 64
}
