/// Where an entry stands in a tenant's ledger.
package struct AuditPlace: Sendable, Hashable {
    package let lane: Int
    package let sequence: Int64

    package init(lane: Int, sequence: Int64) { (self.lane, self.sequence) = (lane, sequence) }

    /// The action of an entry that says: the payload of another was erased, as the law on personal data asks.
    package static let erasure = "audit.erase"

    /// One number for the entry's object: 64 lanes fit into six bits.
    package var objectID: Int64 { sequence &* 64 &+ Int64(lane) }

    package init?(_ objectID: Int64) {
        guard objectID >= 64 else { return nil }
        self.init(lane: Int(objectID % 64), sequence: objectID / 64)
    }
}
