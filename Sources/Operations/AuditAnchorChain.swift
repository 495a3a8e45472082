import Kernel

/// Checks the anchors themselves before they are held against the ledger: signed by the key, each over the one
/// before it of the same tenant, in the order of time.
package enum AuditAnchorChain {
    /// - Parameter anchors: in the order of the file; nil is a line that could not be read.
    /// - Returns: the authentic ones, and a finding for each fault; `sequence` is the 1-based line.
    package static func check(_ anchors: [AuditAnchor?], key: [UInt8]) -> (authentic: [AuditAnchor], findings: [AuditVerifier.Finding]) {
        var authentic: [AuditAnchor] = []
        var findings: [AuditVerifier.Finding] = []
        var last: [String: AuditAnchor] = [:]
        for (index, anchor) in anchors.enumerated() {
            guard let anchor, anchor.isAuthentic(key: key) else {
                findings.append(.init(fault: .anchorForged, tenant: anchor?.tenant ?? "", lane: -1, sequence: Int64(index + 1)))
                continue
            }
            let before = last[anchor.tenant]
            if anchor.previous != before?.signature ?? "" || anchor.at < before?.at ?? .min {
                findings.append(.init(fault: .anchorOrder, tenant: anchor.tenant, lane: -1, sequence: Int64(index + 1)))
            }
            last[anchor.tenant] = anchor
            authentic.append(anchor)
        }
        return (authentic, findings)
    }
}
