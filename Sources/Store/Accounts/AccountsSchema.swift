import Persistence

/// Places, organizations, people and their posts, and what they sign in with.
///
/// 三員分立 stands here without a trigger: an account has one `duty`, a post repeats it through its foreign key, and a check
/// derives it from the role. No order of statements, and no race, gives one account two duties.
enum AccountsSchema {
    static let migration = Migration(
        "0010-accounts",
        [
            .create(Table("directory_versions", [.int("version")], primaryKey: [])),
            .create(
                Table(
                    "jurisdictions",
                    [.int("id"), .int("parent_id").optional.references("jurisdictions"), .text("level"), .text("code").optional]
                        + Table.Column.localized("name"),
                    unique: [["code"]])),
            .create(
                Table(
                    "organizations",
                    [
                        .int("id"), .int("parent_id").optional.references("organizations"),
                        .int("jurisdiction_id").references("jurisdictions"), .text("kind"), .text("code"), .text("credit_code").optional,
                        .bool("is_active"), .int("version"),
                    ] + Table.Column.localized("name"),
                    unique: [["code"], ["credit_code"]], indexes: [.init(["parent_id"]), .init(["jurisdiction_id"])],
                    checks: ["parent_id is null or parent_id <> id"])),
            .create(
                Table(
                    "people",
                    [
                        .int("id"), .text("name"), .text("sort_key"), .int("organization_id").references("organizations"), .text("title"),
                        .text("phone"), .text("email"), .bool("is_active"), .int("version"),
                    ], indexes: [.init(["sort_key", "id"]), .init(["organization_id"])])),
            .create(
                Table(
                    "accounts",
                    [
                        .int("id"), .int("person_id").references("people"), .text("name"),
                        .text("duty").check("duty in ('business', 'system', 'security', 'audit')"),
                        .text("state").check("state in ('active', 'locked', 'closed')"), .text("locale").optional,
                        .text("password_hash").optional, .int("password_set_at").optional, .bool("must_change_password"),
                        .bytes("totp_secret").optional, .int("totp_last_step").optional, .int("version"),
                    ],
                    unique: [["name"], ["id", "person_id", "duty"]], indexes: [.init(["person_id"])])),
            .run("create unique index accounts_person_duty_key on accounts (tenant_id, person_id, duty) where state <> 'closed'"),
            .run(
                "create unique index accounts_person_administrator_key on accounts (tenant_id, person_id) where duty <> 'business' and state <> 'closed'"
            ),
            .create(
                Table(
                    "assignments",
                    [
                        .int("id"), .int("person_id"), .int("account_id"), .text("duty"),
                        .int("organization_id").references("organizations"),
                        .text("role"), .text("from_date"), .text("until_date").optional,
                        .text("clearance").check("clearance in ('public', 'internal', 'work-secret')"),
                        .int("delegated_from").optional.references("assignments"),
                    ],
                    indexes: [
                        .init(["account_id"]), .init(["person_id"]), .init(["organization_id"]),
                        .init(["delegated_from"], where: "delegated_from is not null"),
                    ],
                    foreignKeys: [.init(["account_id", "person_id", "duty"], references: "accounts", ["id", "person_id", "duty"])],
                    checks: [
                        "duty = case role when 'system-administrator' then 'system' when 'security-administrator' then 'security' when 'audit-administrator' then 'audit' else 'business' end",
                        "role <> 'public-visitor'", "until_date is null or until_date >= from_date",
                    ])),
            .create(
                Table(
                    "password_history", [.int("account_id").references("accounts"), .int("set_at"), .text("hash")],
                    primaryKey: ["account_id", "set_at"])),
            .create(
                Table(
                    "recovery_codes", [.int("account_id").references("accounts"), .bytes("digest")], primaryKey: ["account_id", "digest"])),
            .create(
                Table(
                    "sessions",
                    [
                        .bytes("digest"), .int("account_id").references("accounts"),
                        .text("stage").check("stage in ('second-factor', 'password-change', 'full')"), .int("created_at"),
                        .int("last_seen_at"), .text("address"), .text("agent"),
                    ],
                    primaryKey: ["digest"], indexes: [.init(["account_id"]), .init(["last_seen_at"]), .init(["created_at"])])),
            .create(
                Table(
                    "api_tokens",
                    [
                        .int("id"), .int("account_id").references("accounts"), .text("name"), .bytes("digest"), .text("scopes"),
                        .int("created_at"), .int("expires_at"), .int("last_used_at").optional, .int("revoked_at").optional,
                    ],
                    unique: [["digest"]], indexes: [.init(["account_id"])])),
            .create(
                Table(
                    "sign_in_attempts", [.text("key"), .int("failures"), .int("since"), .int("locked_until").optional],
                    primaryKey: ["key"], indexes: [.init(["since"])])),
        ])
}
