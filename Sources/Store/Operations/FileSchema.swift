import Persistence

/// Files in the database: an upload gathers chunks, and becomes a file when its owner's transaction keeps it.
enum FileSchema {
    static let migration = Migration(
        "0011-files",
        [
            .create(Table("file_uploads", [.int("id"), .int("created_at")], indexes: [.init(["created_at"])])),
            .create(
                Table(
                    "file_chunks", [.int("file_id").references("file_uploads"), .int("number"), .bytes("content")],
                    primaryKey: ["file_id", "number"])),
            .create(
                Table(
                    "files",
                    [
                        .int("id").references("file_uploads"), .text("name"), .text("type"), .int("size").check("size >= 0"),
                        .bytes("digest"), .text("owner_kind"), .int("owner_id"), .int("created_at"), .int("created_by").optional,
                    ],
                    indexes: [.init(["owner_kind", "owner_id"])])),
            .create(Table("file_usage", [.int("used").check("used >= 0")], primaryKey: [])),
        ])

    /// 工作秘密 is a level of the file, beside that of its owner.
    static let levels = Migration(
        "0141-file-levels",
        [
            .sqlite("alter table files add column restricted integer not null default 0 check (restricted in (0, 1))"),
            .postgres("alter table files add column restricted bigint not null default 0 check (restricted in (0, 1))"),
        ])
}
