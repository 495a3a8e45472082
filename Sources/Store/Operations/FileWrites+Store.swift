import Kernel
import Operations
import Persistence

extension StoreTransaction: FileWrites {
    package func keepFile(_ file: StoredFile, quota: Int64) throws {
        // Chunks first: a file must not claim bytes that never came.
        guard
            let stored = try connection.first(
                "select count(*) as chunks, cast(coalesce(sum(length(content)), 0) as bigint) as size from file_chunks where tenant_id = \(tenant) and file_id = \(file.id)"
            ), try stored.int("size") == file.size
        else { throw AppError("LT4106", .conflict, ["name": file.name]) }
        try connection.execute("insert into file_usage (tenant_id, used) values (\(tenant), 0) on conflict (tenant_id) do nothing")
        let within = try connection.execute(
            "update file_usage set used = used + \(file.size) where tenant_id = \(tenant) and used + \(file.size) <= \(quota)")
        guard within > 0 else { throw AppError("LT4104", .tooLarge, ["name": file.name]) }
        try connection.execute(
            """
            insert into files (tenant_id, id, name, type, size, digest, owner_kind, owner_id, restricted, created_at, created_by)
            values (\(tenant), \(file.id), \(file.name), \(file.type.rawValue), \(file.size), \(file.digest), \(file.owner.kind),
              \(file.owner.id), \(file.isRestricted), \(file.createdAt), \(file.createdBy))
            """)
    }

    package func removeFile(_ file: FileID) throws -> Bool {
        guard let row = try connection.first("delete from files where tenant_id = \(tenant) and id = \(file) returning size") else {
            return false
        }
        try connection.execute("update file_usage set used = used - \(try row.int("size")) where tenant_id = \(tenant)")
        try connection.execute("delete from file_chunks where tenant_id = \(tenant) and file_id = \(file)")
        try connection.execute("delete from file_uploads where tenant_id = \(tenant) and id = \(file)")
        return true
    }
}
