import Kernel

/// Appending to the ledger; the entry gets its place in the chain when the transaction commits.
package protocol AuditWrites: AnyObject {
    func record(_ draft: AuditDraft)
}

/// What an auditor asks of the ledger.
package struct AuditFilter: Sendable, Hashable {
    package var action: String?
    package var objectKind: String?
    package var objectID: Int64?
    package var account: AccountID?
    package var organization: OrganizationID?
    package var from: Instant?
    package var until: Instant?
    /// Entries strictly older than this position: time, lane and sequence of the last one shown.
    package var before: AuditPosition?
    /// 1…200.
    package var limit: Int = 50
    package init() {}
}

package struct AuditPosition: Sendable, Hashable {
    package let at: Instant
    package let lane: Int
    package let sequence: Int64
    package init(at: Instant, lane: Int, sequence: Int64) { (self.at, self.lane, self.sequence) = (at, lane, sequence) }
}

package struct AuditRecord: Sendable, Hashable {
    package let entry: AuditEntry
    /// Nil when erased.
    package let payload: AuditPayload?
    package init(entry: AuditEntry, payload: AuditPayload?) { (self.entry, self.payload) = (entry, payload) }
}

package protocol AuditQueries: Sendable {
    /// Newest first. Complexity: O(limit) along the index of the filter.
    func entries(tenant: TenantID, matching filter: AuditFilter) async throws -> [AuditRecord]
    /// The lane heads as they stand.
    func heads(tenant: TenantID) async throws -> [AuditAnchor.Head]
    /// Walks every lane of every tenant; anchors already checked for authenticity.
    func verify(anchors: [AuditAnchor]) async throws -> AuditReport
}

package struct AuditReport: Sendable, Codable {
    package var tenants: Int
    package var entries: Int64
    package var newerThanLastAnchor: Int64
    package var findings: [AuditVerifier.Finding]
    package init(tenants: Int = 0, entries: Int64 = 0, newerThanLastAnchor: Int64 = 0, findings: [AuditVerifier.Finding] = []) {
        (self.tenants, self.entries, self.newerThanLastAnchor, self.findings) = (tenants, entries, newerThanLastAnchor, findings)
    }
}
