import Kernel
import Operations
import Persistence
import Store

/// `lantu audit verify`: the chains of every lane, held against the anchors.
package struct AuditCheck: Sendable {
    /// What the check found; the ledger is sound when `findings` is empty.
    package struct Report: Sendable, Codable {
        package let tenants: Int
        package let entries: Int64
        package let anchors: Int
        /// Entries no anchor covers yet: a cut among them would not show.
        package let newerThanLastAnchor: Int64
        package let findings: [AuditVerifier.Finding]
    }

    private let database: any Database

    package init(database: any Database) { self.database = database }

    /// - Parameter anchors: nil checks the chains alone, which finds neither a cut tail nor a whole rewrite.
    package func run(anchors file: AnchorFile?) async throws -> Report {
        var authentic: [AuditAnchor] = []
        var findings: [AuditVerifier.Finding] = []
        if let file {
            (authentic, findings) = AuditAnchorChain.check(try file.anchors(), key: try file.key(create: false))
        }
        let report = try await AuditStore(database: database).verify(anchors: authentic)
        return Report(
            tenants: report.tenants, entries: report.entries, anchors: authentic.count, newerThanLastAnchor: report.newerThanLastAnchor,
            findings: findings + report.findings)
    }
}
