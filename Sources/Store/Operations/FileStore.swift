import Kernel
import Operations
import Persistence

package struct FileStore: FileQueries, FileChunks {
    let database: any Database
    let clock: any Clock

    package init(database: any Database, clock: any Clock) { (self.database, self.clock) = (database, clock) }

    package func file(_ id: FileID, tenant: TenantID) async throws -> StoredFile? {
        try await database.read { try $0.first("select * from files where tenant_id = \(tenant) and id = \(id)").map(Self.file) }
    }

    package func files(of owner: StoredFile.Owner, tenant: TenantID) async throws -> [StoredFile] {
        try await database.read {
            try $0.query(
                "select * from files where tenant_id = \(tenant) and owner_kind = \(owner.kind) and owner_id = \(owner.id) order by id limit 1000"
            ).map(Self.file)
        }
    }

    package func usage(tenant: TenantID) async throws -> Int64 {
        try await database.read { try $0.count("select used from file_usage where tenant_id = \(tenant)") }
    }

    package func store(_ bytes: [UInt8], number: Int, of file: FileID, tenant: TenantID) async throws {
        guard bytes.count <= StoredFile.chunkSize, number >= 0 else { throw DatabaseFailure(.misuse, "a chunk of \(bytes.count) bytes") }
        let now = clock.now()
        try await database.write { connection in
            if number == 0 {
                try connection.execute("insert into file_uploads (tenant_id, id, created_at) values (\(tenant), \(file), \(now))")
            }
            try connection.execute(
                "insert into file_chunks (tenant_id, file_id, number, content) values (\(tenant), \(file), \(number), \(bytes))")
        }
    }

    package func chunk(_ number: Int, of file: FileID, tenant: TenantID) async throws -> [UInt8]? {
        try await database.read {
            try $0.first("select content from file_chunks where tenant_id = \(tenant) and file_id = \(file) and number = \(number)")?.bytes(
                "content")
        }
    }

    package func discard(_ file: FileID, tenant: TenantID) async throws {
        try await database.write { connection in
            // A kept file stays: only its owner's transaction removes it.
            guard try connection.first("select id from files where tenant_id = \(tenant) and id = \(file)") == nil else { return }
            try connection.execute("delete from file_chunks where tenant_id = \(tenant) and file_id = \(file)")
            try connection.execute("delete from file_uploads where tenant_id = \(tenant) and id = \(file)")
        }
    }

    package func sweepAbandoned() async throws -> Int {
        let oldest = clock.now().adding(seconds: -86400)
        let abandoned = try await database.read { connection in
            try connection.query(
                """
                select u.tenant_id, u.id from file_uploads u left join files f on f.tenant_id = u.tenant_id and f.id = u.id
                where f.id is null and u.created_at < \(oldest) limit 1000
                """
            ).map { (tenant: try $0.id("tenant_id", TenantID.self), file: try $0.id("id", FileID.self)) }
        }
        for upload in abandoned { try await discard(upload.file, tenant: upload.tenant) }
        return abandoned.count
    }

    private static func file(_ row: Row) throws -> StoredFile {
        let type = try row.text("type")
        guard let known = FileType(rawValue: type) else { throw DatabaseFailure(.misuse, "no file type \(type)") }
        return StoredFile(
            id: try row.id("id"), tenant: try row.id("tenant_id"), name: try row.text("name"), type: known, size: try row.int("size"),
            digest: try row.bytes("digest"), owner: .init(kind: try row.text("owner_kind"), id: try row.int("owner_id")),
            isRestricted: try row.bool("restricted"), createdAt: try row.instant("created_at"), createdBy: try row.idOrNil("created_by"))
    }
}
