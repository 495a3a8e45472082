import Crypto
import Kernel
import Operations
import Policy
import Synchronization

/// The packs that decide, held in memory: one immutable value per tenant, swapped when a version is activated.
package final class ActivePacks: Sendable {
    private struct Entry {
        let effective: CivilDate
        let pack: PolicyPack
    }
    private let entries = Mutex<[TenantID: [Entry]]>([:])
    private let queries: any PackQueries

    package init(queries: any PackQueries) { self.queries = queries }

    /// Reads the tenant's packs again. A stored pack that can no longer be read throws `LT2100` with its faults.
    package func refresh(_ tenant: TenantID) async throws {
        var read: [Entry] = []
        for record in try await queries.packs(tenant: tenant) {
            read.append(Entry(effective: record.effective, pack: try PackLoader.require(record.archive)))
        }
        let result = read
        entries.withLock { $0[tenant] = result }
    }

    /// The pack that decides on `day`; nil before any is effective.
    package func pack(_ tenant: TenantID, on day: CivilDate) -> PolicyPack? {
        entries.withLock { $0[tenant, default: []].first { $0.effective <= day }?.pack }
    }

    /// The version a record was made under.
    package func pack(_ tenant: TenantID, _ reference: String) -> PolicyPack? {
        entries.withLock { $0[tenant, default: []].first { $0.pack.reference.description == reference }?.pack }
    }

    /// Checks the archive, stores the version and takes it up. The same version with the same content changes nothing.
    ///
    /// - Parameter effective: the first day it decides; the pack's own date when nil.
    package func activate(
        _ archive: PackArchive, effective: CivilDate? = nil, context: WriteContext, unitOfWork: any UnitOfWork
    ) async throws -> PolicyPack {
        let pack = try PackLoader.require(archive)
        let hash = Array(SHA256.hash(data: archive.bytes))
        let stored = try await queries.packs(tenant: context.tenant).first { $0.reference == pack.reference }
        if let stored {
            guard stored.hash == hash else { throw AppError("LT2110", .conflict, ["pack": pack.reference.description]) }
        } else {
            try await unitOfWork.write(context) { tx in
                try tx.insert(
                    PackRecord(
                        id: tx.newID(PackID.self), reference: pack.reference, title: pack.title, effective: effective ?? pack.effective,
                        archive: archive, hash: hash, activatedAt: tx.now, activatedBy: tx.actor.name))
                tx.record(
                    .init(
                        "pack.activate", "pack", nil,
                        payload: .init(changes: [.init("version", nil, pack.reference.description)])))
            }
        }
        try await refresh(context.tenant)
        return pack
    }
}
