import Kernel

/// A stored file's description; its bytes lie in chunks beside it, in the same database.
package struct StoredFile: Sendable, Hashable {
    /// Whose it is: who may see the owner may see the file.
    package struct Owner: Sendable, Hashable {
        package let kind: String
        package let id: Int64
        package init(kind: String, id: Int64) { (self.kind, self.id) = (kind, id) }
    }

    package let id: FileID
    package let tenant: TenantID
    package let name: String
    package let type: FileType
    package let size: Int64
    /// SHA-256 of the content.
    package let digest: [UInt8]
    package let owner: Owner
    /// 工作秘密: only whoever reaches the owner's records of that level may see it.
    package let isRestricted: Bool
    package let createdAt: Instant
    package let createdBy: AccountID?

    package init(
        id: FileID, tenant: TenantID, name: String, type: FileType, size: Int64, digest: [UInt8], owner: Owner,
        isRestricted: Bool = false, createdAt: Instant, createdBy: AccountID?
    ) {
        self.id = id
        self.tenant = tenant
        self.name = name
        self.type = type
        self.size = size
        self.digest = digest
        self.owner = owner
        self.isRestricted = isRestricted
        self.createdAt = createdAt
        self.createdBy = createdBy
    }

    /// Bytes of a chunk; the last one may be shorter.
    package static let chunkSize = 256 * 1024

    package var chunkCount: Int { Int((size + Int64(Self.chunkSize) - 1) / Int64(Self.chunkSize)) }
}

/// What bounds an upload; the numbers come from the configuration.
package struct FileLimits: Sendable, Hashable {
    /// Bytes of one file.
    package var file: Int64
    /// Bytes of all files of a tenant.
    package var quota: Int64
    package var types: Set<FileType>

    package init(file: Int64 = 50 << 20, quota: Int64 = 20 << 30, types: Set<FileType> = Set(FileType.allCases)) {
        (self.file, self.quota, self.types) = (file, quota, types)
    }
}
