import Persistence

/// Tenants, nodes, the audit ledger, idempotency.
enum OperationsSchema {
    static let migration = Migration(
        "0001-operations",
        [
            .create(Table("tenants", [.int("id"), .text("name"), .int("created_at")], global: true)),
            .create(Table("nodes", [.int("id"), .int("seen_at"), .text("host")], global: true)),
            .create(
                Table(
                    "audit_lanes", [.int("lane").check("lane between 0 and 63"), .int("sequence"), .bytes("hash")], primaryKey: ["lane"])),
            .create(
                Table(
                    "audit_entries",
                    [
                        .int("lane"), .int("sequence"), .bytes("previous_hash"), .bytes("hash"), .int("at"), .text("actor_kind"),
                        .int("account_id").optional, .text("actor_name"), .text("origin"), .text("action"), .text("object_kind"),
                        .int("object_id").optional, .int("organization_id").optional, .text("pack_version"), .bytes("payload_hash"),
                    ],
                    primaryKey: ["lane", "sequence"],
                    indexes: [
                        .init(["at", "lane", "sequence"]), .init(["object_kind", "object_id", "at"]), .init(["account_id", "at"]),
                        .init(["action", "at"]),
                    ])),
            .create(
                Table(
                    "audit_payloads", [.int("lane"), .int("sequence"), .bytes("salt").optional, .text("payload").optional],
                    primaryKey: ["lane", "sequence"])),
            .sqlite(
                "create trigger audit_entries_no_update before update on audit_entries begin select raise(abort, 'audit entries are append-only'); end"
            ),
            .sqlite(
                "create trigger audit_entries_no_delete before delete on audit_entries begin select raise(abort, 'audit entries are append-only'); end"
            ),
            .sqlite(
                "create trigger audit_payloads_no_delete before delete on audit_payloads begin select raise(abort, 'audit payloads are erased, not deleted'); end"
            ),
            .sqlite("create trigger audit_lanes_no_delete before delete on audit_lanes begin select raise(abort, 'audit lanes stay'); end"),
            .postgres(
                "create function refuse_change() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name; end $$"
            ),
            .postgres(
                "create trigger audit_entries_append_only before update or delete or truncate on audit_entries execute function refuse_change()"
            ),
            .postgres("create trigger audit_payloads_stay before delete or truncate on audit_payloads execute function refuse_change()"),
            .postgres("create trigger audit_lanes_stay before delete or truncate on audit_lanes execute function refuse_change()"),
            .create(
                Table(
                    "idempotency_keys",
                    [
                        .text("actor"), .text("key"), .bytes("payload_hash"), .int("status"), .text("location").optional, .text("body"),
                        .int("created_at"),
                    ],
                    primaryKey: ["actor", "key"], indexes: [.init(["created_at"])])),
        ])
}
