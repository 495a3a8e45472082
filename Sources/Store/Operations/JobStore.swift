import Kernel
import Operations
import Persistence

package struct JobStore: JobQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func job(_ id: JobID, tenant: TenantID) async throws -> Job? {
        try await database.read { try $0.first("select * from jobs where tenant_id = \(tenant) and id = \(id)").map(Self.job) }
    }

    package func job(kind: String, key: String, tenant: TenantID) async throws -> Job? {
        try await database.read {
            try $0.first("select * from jobs where tenant_id = \(tenant) and kind = \(kind) and job_key = \(key)").map(Self.job)
        }
    }

    package func jobs(tenant: TenantID, kind: String?, limit: Int) async throws -> [Job] {
        let ofKind: SQL = kind.map { " and kind = \($0)" } ?? ""
        return try await database.read {
            try $0.query(
                "select * from jobs where tenant_id = \(tenant)\(ofKind) order by created_at desc, id desc limit \(min(max(limit, 1), 200))"
            ).map(Self.job)
        }
    }

    static func job(_ row: Row) throws -> Job {
        Job(
            id: try row.id("id"), tenant: try row.id("tenant_id"), kind: try row.text("kind"), key: try row.text("job_key"),
            state: Job.State(rawValue: try row.text("state")) ?? .failed, payload: try row.text("payload"),
            result: try row.textOrNil("result"), error: try row.textOrNil("error"),
            progress: Job.Progress(done: try row.int("done"), total: try row.intOrNil("total"), message: try row.textOrNil("message")),
            checkpoint: try row.textOrNil("checkpoint"), cancelRequested: try row.bool("cancel_requested"),
            attempts: Int(try row.int("attempts")), createdAt: try row.instant("created_at"),
            finishedAt: try row.instantOrNil("finished_at"),
            actor: Actor(
                kind: Actor.Kind(rawValue: try row.text("actor_kind")) ?? .system, account: try row.idOrNil("account_id"),
                name: try row.text("actor_name"), origin: try row.text("origin")),
            packVersion: try row.text("pack_version"))
    }
}
