import Kernel
import Policy

/// One version of a policy pack as an office keeps it: its sources, and since when it decides.
package struct PackRecord: Sendable {
    package let id: PackID
    package let reference: PackReference
    package let title: LocalizedText
    /// The first day it decides.
    package let effective: CivilDate
    package let archive: PackArchive
    /// SHA-256 of the archive's bytes.
    package let hash: [UInt8]
    package let activatedAt: Instant
    package let activatedBy: String

    package init(
        id: PackID, reference: PackReference, title: LocalizedText, effective: CivilDate, archive: PackArchive, hash: [UInt8],
        activatedAt: Instant, activatedBy: String
    ) {
        (self.id, self.reference, self.title, self.effective) = (id, reference, title, effective)
        (self.archive, self.hash, self.activatedAt, self.activatedBy) = (archive, hash, activatedAt, activatedBy)
    }
}

package protocol PackWrites: AnyObject {
    /// Throws `LT2110` when this version was activated before with other content, `LT2111` when another version decides from the same day.
    func insert(_ pack: PackRecord) throws
}

package protocol PackQueries: Sendable {
    /// Every version ever activated, latest effective date first.
    func packs(tenant: TenantID) async throws -> [PackRecord]
}
