import Persistence

/// Relations read from their end: the index holds all that is asked for.
///
/// Without statistics SQLite preferred the covering index of the other direction, and read every relation of the tenant.
enum RelationIndexes {
    static let migration = Migration(
        "0410-relation-indexes",
        [
            .run("drop index relations_to_kind_to_id_idx"),
            .run("create index relations_to_idx on relations (tenant_id, to_kind, to_id, from_kind, from_id, kind)"),
        ])
}
