import Persistence

/// How far the opening of the city has come: one row of answers.
enum SetupSchema {
    static let migration = Migration(
        "0420-setup",
        [
            .create(
                Table("city_setup", [.text("state"), .int("version"), .int("updated_at"), .text("updated_by")], primaryKey: []))
        ])
}
