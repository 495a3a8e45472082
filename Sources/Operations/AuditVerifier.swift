import Kernel

/// Checks a lane's entries in order, in one pass and constant memory.
///
/// From the chain it finds edits, deletions in the middle and reordering; from anchors it finds cut tails
/// and whole rewrites.
package struct AuditVerifier: Sendable {
    package enum Fault: String, Sendable, Hashable, Codable {
        case gap, brokenLink = "broken-link", headMismatch = "head-mismatch"
        case payloadMissing = "payload-missing", payloadChanged = "payload-changed", payloadErasedSilently = "payload-erased-silently"
        case anchorForged = "anchor-forged", anchorMissingEntry = "anchor-missing-entry", anchorMismatch = "anchor-mismatch"
        case anchorOrder = "anchor-order"
    }
    package struct Finding: Sendable, Hashable, Codable {
        package let fault: Fault
        package let tenant: String
        package let lane: Int
        package let sequence: Int64
        package init(fault: Fault, tenant: String, lane: Int, sequence: Int64) {
            (self.fault, self.tenant, self.lane, self.sequence) = (fault, tenant, lane, sequence)
        }
    }

    /// What lies beside an entry: nil payload and salt mean that it was erased.
    package struct StoredPayload: Sendable {
        let salt: [UInt8]?
        let payload: String?
        package init(salt: [UInt8]?, payload: String?) { (self.salt, self.payload) = (salt, payload) }
    }

    package private(set) var findings: [Finding] = []
    package private(set) var entries: Int64 = 0
    /// Places whose payload is gone, and places this lane's entries say were erased: the ledger as a whole must agree.
    package private(set) var erased: Set<AuditPlace> = []
    package private(set) var erasures: Set<AuditPlace> = []
    private let tenant: TenantID
    private let lane: Int
    private var next: Int64
    private var previous: [UInt8]
    /// Anchored positions of this lane still to be met: sequence → hash.
    private var anchored: [Int64: [UInt8]]
    private let lastAnchor: Int64
    package private(set) var newerThanAnchor: Int64 = 0

    package init(tenant: TenantID, lane: Int, anchored: [Int64: [UInt8]] = [:]) {
        self.tenant = tenant
        self.lane = lane
        self.anchored = anchored
        lastAnchor = anchored.keys.max() ?? 0
        next = 1
        previous = AuditEntry.genesis
    }

    private mutating func report(_ fault: Fault, at sequence: Int64) {
        // One finding per kind and lane is enough to fail; the list stays bounded on a lane that is garbage.
        if findings.count < 1000 {
            findings.append(Finding(fault: fault, tenant: tenant.description, lane: lane, sequence: sequence))
        }
    }

    /// - Parameters:
    ///   - storedHash: the hash written with the entry; the chain is recomputed, and must agree with it.
    ///   - payload: nil when the row beside the entry is gone.
    package mutating func check(_ entry: AuditEntry, storedHash: [UInt8], payload: StoredPayload?) {
        entries += 1
        if entry.sequence != next { report(.gap, at: entry.sequence) }
        let hash = entry.hash
        if entry.previousHash != previous || hash != storedHash || entry.lane != lane || entry.tenant != tenant {
            report(.brokenLink, at: entry.sequence)
        }
        switch payload {
        case nil: report(.payloadMissing, at: entry.sequence)
        case let stored?:
            if let salt = stored.salt, let text = stored.payload {
                if AuditEntry.payloadHash(salt: salt, payload: text) != entry.payloadHash { report(.payloadChanged, at: entry.sequence) }
            } else {
                erased.insert(AuditPlace(lane: lane, sequence: entry.sequence))
            }
        }
        if entry.action == AuditPlace.erasure, let place = entry.objectID.flatMap(AuditPlace.init) { erasures.insert(place) }
        if entry.sequence > lastAnchor { newerThanAnchor += 1 }
        if let expected = anchored.removeValue(forKey: entry.sequence), expected != hash { report(.anchorMismatch, at: entry.sequence) }
        next = entry.sequence + 1
        previous = hash
    }

    /// Ends the lane: the head row must name the last entry, and every anchored entry must have been met.
    package mutating func finish(headSequence: Int64, headHash: [UInt8]) {
        if headSequence != next - 1 || headHash != previous { report(.headMismatch, at: headSequence) }
        for sequence in anchored.keys.sorted() where sequence >= 1 { report(.anchorMissingEntry, at: sequence) }
    }
}
