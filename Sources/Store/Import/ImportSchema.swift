import Persistence

/// Uploads on their way and saved mappings.
enum ImportSchema {
    static let migration = Migration(
        "0120-imports",
        [
            .create(
                Table(
                    "imports",
                    [
                        .int("id"), .int("file_id"), .text("file_name"), .text("file_hash"), .text("definition"),
                        .text("state").check("state in ('draft', 'queued', 'done')"), .int("job_id").optional, .int("created_at"),
                        .int("created_by").optional,
                    ])),
            .create(
                Table(
                    "import_mappings", [.text("name"), .text("yaml"), .int("saved_at"), .text("saved_by")], primaryKey: ["name"])),
        ])
}
