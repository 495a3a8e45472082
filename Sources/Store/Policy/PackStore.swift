import Kernel
import Office
import Persistence
import Policy

enum PolicySchema {
    static let migration = Migration(
        "0050-policy",
        [
            .create(
                Table(
                    "policy_packs",
                    [.int("id"), .text("pack"), .text("version"), .text("effective"), .bytes("archive"), .bytes("hash")]
                        + Table.Column.localized("title") + [.int("activated_at"), .text("activated_by")],
                    unique: [["pack", "version"], ["pack", "effective"]]))
        ])
}

package struct PackStore: PackQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func packs(tenant: TenantID) async throws -> [PackRecord] {
        try await database.read { connection in
            try connection.query("select * from policy_packs where tenant_id = \(tenant) order by effective desc, id desc").compactMap {
                row in
                guard let version = PackVersion(try row.text("version")) else { return nil }
                return PackRecord(
                    id: try row.id("id"), reference: PackReference(id: try row.text("pack"), version: version),
                    title: try row.localized("title"), effective: try row.date("effective"),
                    archive: try PackArchive(bytes: try row.bytes("archive")), hash: try row.bytes("hash"),
                    activatedAt: try row.instant("activated_at"), activatedBy: try row.text("activated_by"))
            }
        }
    }
}

extension StoreTransaction: PackWrites {
    package func insert(_ pack: PackRecord) throws {
        do {
            try connection.execute(
                """
                insert into policy_packs (tenant_id, id, pack, version, effective, archive, hash, title, title_hant, title_en, activated_at,
                  activated_by)
                values (\(tenant), \(pack.id), \(pack.reference.id), \(pack.reference.version.description), \(pack.effective),
                  \(pack.archive.bytes), \(pack.hash), \(pack.title.columns), \(pack.activatedAt), \(pack.activatedBy))
                """)
        } catch {
            guard error.kind == .unique else { throw error }
            throw AppError("LT2111", .conflict, ["pack": pack.reference.description, "date": pack.effective.description])
        }
    }
}
