import Persistence

/// Jobs and the outbox.
enum JobSchema {
    static let migration = Migration(
        "0010-jobs",
        [
            .create(
                Table(
                    "jobs",
                    [
                        .int("id"), .text("kind"), .text("job_key"),
                        .text("state").check("state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')"),
                        .text("payload"), .text("result").optional, .text("error").optional, .int("done"), .int("total").optional,
                        .text("message").optional, .text("checkpoint").optional, .bool("cancel_requested"), .int("attempts"),
                        .int("run_after"), .int("lease_until").optional, .int("token"), .int("node").optional, .int("created_at"),
                        .int("finished_at").optional, .text("actor_kind"), .int("account_id").optional, .text("actor_name"),
                        .text("origin"), .text("pack_version"),
                    ],
                    unique: [["kind", "job_key"]],
                    indexes: [.init(["run_after"], where: "state in ('queued', 'running')"), .init(["kind", "created_at"])],
                    checks: ["(state = 'running') = (lease_until is not null)"])),
            .create(
                Table(
                    "outbox",
                    [
                        .int("id"), .text("topic"), .text("message_key"), .text("payload"), .int("created_at"), .int("run_after"),
                        .int("attempts"), .int("token"), .int("delivered_at").optional,
                    ],
                    unique: [["topic", "message_key"]], indexes: [.init(["run_after"], where: "delivered_at is null")])),
        ])
}
