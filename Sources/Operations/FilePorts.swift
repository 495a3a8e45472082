import Kernel

/// The last step of an upload, in the transaction of the record that owns the file.
package protocol FileWrites: AnyObject {
    /// Makes a received upload a file. Throws LT4104 when the tenant's quota does not hold it.
    func keepFile(_ file: StoredFile, quota: Int64) throws
    /// Removes a file with its bytes; false when there is none.
    func removeFile(_ file: FileID) throws -> Bool
}

/// Streaming in and out. Chunks of an upload that never finishes are swept after a day.
package protocol FileChunks: Sendable {
    /// Stores chunk `number` (0, 1, …), at most `StoredFile.chunkSize` bytes, of an upload still running.
    func store(_ bytes: [UInt8], number: Int, of file: FileID, tenant: TenantID) async throws
    /// Nil past the end.
    func chunk(_ number: Int, of file: FileID, tenant: TenantID) async throws -> [UInt8]?
    func discard(_ file: FileID, tenant: TenantID) async throws
    /// Removes chunks of uploads older than a day that never became files; answers how many uploads.
    func sweepAbandoned() async throws -> Int
}

package protocol FileQueries: Sendable {
    func file(_ id: FileID, tenant: TenantID) async throws -> StoredFile?
    func files(of owner: StoredFile.Owner, tenant: TenantID) async throws -> [StoredFile]
    /// Bytes in use by a tenant's files.
    func usage(tenant: TenantID) async throws -> Int64
}
