import Persistence

enum ChainSchema {
    static let migration = Migration(
        "0400-chain",
        [
            .create(Table("business_items", [.int("id"), .text("code")] + Table.Column.localized("name"), unique: [["code"]])),
            .create(
                Table(
                    "business_item_organizations",
                    [.int("business_item_id").references("business_items"), .int("organization_id"), .int("position")],
                    primaryKey: ["business_item_id", "organization_id"])),
            .create(
                Table(
                    "systems",
                    [.int("id"), .text("code")] + Table.Column.localized("name")
                        + [
                            .int("organization_id"), .text("state"), .int("protection_level").optional, .text("hosting"),
                            .int("yearly_cost").optional, .text("currency"), .int("since").optional, .int("monthly_users").optional,
                            .bool("is_higher_level"),
                        ],
                    unique: [["code"]], indexes: [.init(["organization_id"])])),
            .create(
                Table(
                    "data_resources",
                    [.int("id"), .text("code")] + Table.Column.localized("name")
                        + [.int("owner_id"), .text("share"), .text("cycle"), .bool("is_linked"), .int("calls_12m")],
                    unique: [["code"]], indexes: [.init(["owner_id"])])),
            .create(
                Table(
                    "facilities",
                    [.int("id"), .text("code")] + Table.Column.localized("name")
                        + [
                            .text("kind"), .int("owner_id"), .bool("is_shared"), .double("capacity").optional, .double("used").optional,
                            .int("yearly_cost").optional, .text("currency"),
                        ] + Table.Column.localized("unit"),
                    unique: [["code"]])),
            .create(
                Table(
                    "relations",
                    [
                        .int("id"), .text("from_kind"), .int("from_id"), .text("kind"), .text("to_kind"), .int("to_id"), .text("source"),
                        .text("since").optional,
                    ],
                    unique: [["from_kind", "from_id", "kind", "to_kind", "to_id"]], indexes: [.init(["to_kind", "to_id"])])),
        ])
}
