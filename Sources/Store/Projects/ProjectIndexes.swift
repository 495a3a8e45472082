import Persistence

/// What the list is most often narrowed by, with all that a count or a common word asks for in the index itself: the wide rows
/// are read only for what is shown.
///
/// SQLite decides on a word inside the index; a key of PostgreSQL is too short for the tokens of a long name.
enum ProjectIndexes {
    static let migration = Migration(
        "0130-project-indexes",
        [
            .run("drop index projects_pillar_amount_key_id_idx"),
            .run("drop index projects_stage_amount_key_id_idx"),
            .sqlite("create index projects_pillar_idx on projects (tenant_id, pillar, amount_key, id, portfolio_id, secrecy, tokens)"),
            .sqlite("create index projects_stage_idx on projects (tenant_id, stage, amount_key, id, portfolio_id, secrecy, tokens)"),
            .postgres("create index projects_pillar_idx on projects (tenant_id, pillar, amount_key, id) include (portfolio_id, secrecy)"),
            .postgres("create index projects_stage_idx on projects (tenant_id, stage, amount_key, id) include (portfolio_id, secrecy)"),
        ])
}
