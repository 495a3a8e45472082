import Persistence

/// The register: projects, their append-only histories, portfolios and rounds, saved views.
enum ProjectsSchema {
    static let migration = Migration(
        "0100-projects",
        [
            .create(
                Table(
                    "portfolios",
                    [
                        .int("id"), .text("code"), .text("name"), .text("name_hant"), .text("name_en"), .text("currency"),
                        .text("attribution"), .text("source").optional,
                    ],
                    unique: [["code"]])),
            .create(projects),
            // The open ones are few among many: a part of the table answers at once.
            .run("create index projects_divergent_idx on projects (tenant_id, amount_key, id) where divergent = 1"),
            .run("create index projects_vanished_idx on projects (tenant_id, id) where presence = 'vanished'"),
            .create(
                Table(
                    "project_goals", [.int("project_id").references("projects"), .int("goal_id")], primaryKey: ["project_id", "goal_id"],
                    indexes: [.init(["goal_id", "project_id"])])),
            .create(
                Table(
                    "project_parties", [.int("project_id").references("projects"), .int("organization_id"), .text("role")],
                    primaryKey: ["project_id", "organization_id", "role"], indexes: [.init(["organization_id", "project_id"])])),
            .create(
                Table(
                    "project_aliases",
                    [
                        .text("issuer"), .text("code"), .int("project_id").references("projects"), .text("valid_from").optional,
                        .text("valid_until").optional,
                    ],
                    primaryKey: ["issuer", "code"], indexes: [.init(["project_id"])])),
            .create(
                Table(
                    "project_figures",
                    [
                        .int("id"), .int("project_id").references("projects"), .text("kind"), .int("amount"), .text("currency"),
                        .text("date"),
                        .text("document").optional, .int("recorded_at"), .text("recorded_by"),
                    ],
                    indexes: [.init(["project_id", "id"])])),
            .create(
                Table(
                    "project_baselines",
                    [
                        .int("id"), .int("project_id").references("projects"), .int("number").check("number >= 1"),
                        .text("start_date").optional, .text("end_date"), .int("amount").optional, .text("reason"),
                        .text("document").optional,
                        .text("approved_on"), .int("recorded_at"), .text("recorded_by"),
                    ],
                    unique: [["project_id", "number"]])),
            .create(
                Table(
                    "project_lights",
                    [
                        .int("id"), .int("project_id").references("projects"),
                        .text("source").check("source in ('declared', 'computed', 'confirmed')"), .text("colour"), .text("as_of"),
                        .int("at"),
                        .text("by_name"), .int("account_id").optional, .text("inputs"), .text("reasons"), .text("note").optional,
                        .text("pack_version"),
                    ],
                    indexes: [.init(["project_id", "id"])])),
            .create(
                Table(
                    "project_verifications",
                    [
                        .int("id"), .int("project_id").references("projects"), .text("declared"), .text("computed"),
                        .text("state").check("state in ('open', 'answered', 'confirmed', 'settled')"), .int("opened_at"), .text("due"),
                        .text("answer").optional, .int("answered_at").optional, .text("answered_by").optional, .text("confirmed").optional,
                        .text("reason").optional, .int("closed_at").optional, .text("closed_by").optional,
                    ],
                    indexes: [.init(["project_id", "id"])])),
            .run(
                "create unique index project_verifications_pending_idx on project_verifications (tenant_id, project_id) where state in ('open', 'answered')"
            ),
            .run(
                "create index project_verifications_due_idx on project_verifications (tenant_id, due, id) where state in ('open', 'answered')"
            ),
            .create(
                Table(
                    "reporting_rounds",
                    [
                        .int("id"), .int("portfolio_id").references("portfolios"), .text("as_of"), .text("source_file"),
                        .text("source_hash"),
                        .text("imported_by"), .int("imported_at"), .int("continuing"), .int("renamed"), .int("joined"), .int("vanished"),
                    ],
                    unique: [["portfolio_id", "as_of"]])),
            .create(
                Table(
                    "round_figures",
                    [
                        .int("round_id").references("reporting_rounds"), .int("project_id").references("projects"), .text("name"),
                        .text("organization"), .text("declared").optional, .text("colour").optional, .int("baseline").optional,
                        .int("forecast").optional, .int("whole_life").optional, .text("start_date").optional, .text("end_date").optional,
                        .text("raw"),
                    ],
                    primaryKey: ["round_id", "project_id"], indexes: [.init(["project_id", "round_id"])])),
            .create(
                Table(
                    "project_absences",
                    [
                        .int("id"), .int("project_id").references("projects"), .int("round_id").references("reporting_rounds"),
                        .int("opened_at"), .text("outcome").optional, .int("successor_id").optional.references("projects"),
                        .text("reason").optional, .int("answered_at").optional, .text("answered_by").optional,
                    ],
                    indexes: [.init(["project_id", "id"])])),
            .run("create unique index project_absences_open_idx on project_absences (tenant_id, project_id) where outcome is null"),
            .create(
                Table(
                    "saved_views", [.int("id"), .int("account_id"), .text("list"), .text("name"), .text("query")],
                    unique: [["account_id", "list", "name"]])),
        ] + ProjectSearch.sqliteSteps + ProjectSearch.postgresSteps + appendOnly)

    /// Every `…_key` column holds a value where the plain one may be null, so that keyset paging compares no nulls.
    private static let projects = Table(
        "projects",
        [
            .int("id"), .text("code"), .text("name"), .text("name_hans").optional, .text("name_hant").optional,
            .text("name_en").optional, .text("name_key"), .text("tokens"), .int("organization_id"), .int("jurisdiction_id").optional,
            .text("class"), .text("pillar").optional, .text("stage"), .text("state").optional, .text("need").optional,
            .int("clause_id").optional, .text("no_clause_reason").optional, .text("goals"), .text("tags"),
            .text("secrecy").check("secrecy in ('public', 'internal', 'work-secret')"), .text("currency"),
            .int("estimate").optional, .int("budget_estimate").optional, .int("reviewed").optional, .int("appropriation").optional,
            .int("contract").optional, .int("paid").optional, .int("settled").optional, .int("amount_key"),
            .text("planned_start").optional, .text("planned_end").optional, .text("forecast_end").optional, .text("actual_end").optional,
            .text("end_key"), .double("planned_progress").optional, .double("actual_progress").optional, .text("last_report").optional,
            .text("rhythm").optional, .text("declared_light").optional, .text("computed_light").optional,
            .text("confirmed_light").optional, .bool("divergent"), .int("portfolio_id").optional.references("portfolios"),
            .text("presence").check("presence in ('active', 'vanished', 'left', 'merged', 'renamed')"), .bool("historic_missing"),
            .int("version"), .text("pack_version"), .int("created_at"), .int("updated_at"),
        ],
        unique: [["code"]],
        indexes: [
            .init(["name_key", "id"]), .init(["amount_key", "id"]), .init(["end_key", "id"]), .init(["updated_at", "id"]),
            .init(["pillar", "amount_key", "id"]), .init(["stage", "amount_key", "id"]), .init(["organization_id", "amount_key", "id"]),
            .init(["portfolio_id", "code", "id"]), .init(["clause_id", "id"]),
        ])

    /// A promise, a figure, a mark and what a round told are never rewritten, whoever asks.
    private static let appendOnly: [Migration.Step] = [
        .sqlite(
            "create trigger project_baselines_no_update before update on project_baselines begin select raise(abort, 'baselines are append-only'); end"
        ),
        .sqlite(
            "create trigger project_baselines_no_delete before delete on project_baselines begin select raise(abort, 'baselines are append-only'); end"
        ),
        .sqlite(
            "create trigger project_figures_no_update before update on project_figures begin select raise(abort, 'figures are append-only'); end"
        ),
        .sqlite(
            "create trigger project_figures_no_delete before delete on project_figures begin select raise(abort, 'figures are append-only'); end"
        ),
        .sqlite(
            "create trigger project_lights_no_update before update on project_lights begin select raise(abort, 'lights are append-only'); end"
        ),
        .sqlite(
            "create trigger project_lights_no_delete before delete on project_lights begin select raise(abort, 'lights are append-only'); end"
        ),
        .sqlite(
            "create trigger round_figures_no_update before update on round_figures begin select raise(abort, 'rounds are append-only'); end"
        ),
        .sqlite(
            "create trigger round_figures_no_delete before delete on round_figures begin select raise(abort, 'rounds are append-only'); end"
        ),
        .postgres(
            "create trigger project_baselines_append_only before update or delete or truncate on project_baselines execute function refuse_change()"
        ),
        .postgres(
            "create trigger project_figures_append_only before update or delete or truncate on project_figures execute function refuse_change()"
        ),
        .postgres(
            "create trigger project_lights_append_only before update or delete or truncate on project_lights execute function refuse_change()"
        ),
        .postgres(
            "create trigger round_figures_append_only before update or delete or truncate on round_figures execute function refuse_change()"
        ),
    ]
}
