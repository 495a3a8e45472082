import Kernel
import Operations
import Persistence

extension StoreTransaction: JobWrites {
    package func enqueue(kind: String, key: String, payload: String) throws -> JobID {
        let id = newID(JobID.self)
        // Due at once: times are the database's, and the smallest of them is always past.
        try connection.execute(
            """
            insert into jobs (tenant_id, id, kind, job_key, state, payload, done, cancel_requested, attempts, run_after, token, created_at,
              actor_kind, account_id, actor_name, origin, pack_version)
            values (\(tenant), \(id), \(kind), \(key), 'queued', \(payload), 0, 0, 0, 0, 0, \(now),
              \(actor.kind.rawValue), \(actor.account), \(actor.name), \(actor.origin), \(packVersion))
            on conflict (tenant_id, kind, job_key) do nothing
            """)
        guard let row = try connection.first("select id from jobs where tenant_id = \(tenant) and kind = \(kind) and job_key = \(key)")
        else {
            throw DatabaseFailure(.other, "a job vanished while it was queued")
        }
        return try row.id("id")
    }

    package func hold(_ lease: JobLease) throws {
        // Touching the row keeps another claim waiting until this transaction ends.
        let changed = try connection.execute(
            "update jobs set token = token where tenant_id = \(lease.tenant) and id = \(lease.job) and token = \(lease.token) and state = 'running'"
        )
        if changed == 0 { throw JobInterruption.leaseLost }
    }

    package func saveCheckpoint(_ checkpoint: String, of lease: JobLease) throws {
        try connection.execute(
            "update jobs set checkpoint = \(checkpoint) where tenant_id = \(lease.tenant) and id = \(lease.job) and token = \(lease.token)")
    }

    package func requestCancel(of job: JobID) throws -> Bool {
        let queued = try connection.execute(
            """
            update jobs set state = 'cancelled', cancel_requested = 1, finished_at = \(now)
            where tenant_id = \(tenant) and id = \(job) and state = 'queued'
            """)
        if queued > 0 { return true }
        return try connection.execute(
            "update jobs set cancel_requested = 1 where tenant_id = \(tenant) and id = \(job) and state = 'running'") > 0
    }

    package func requeue(_ job: JobID) throws -> Bool {
        try connection.execute(
            """
            update jobs set state = 'queued', cancel_requested = 0, attempts = 0, run_after = 0, error = null, finished_at = null
            where tenant_id = \(tenant) and id = \(job) and state in ('failed', 'cancelled')
            """) > 0
    }
}

extension StoreTransaction: OutboxWrites {
    package func post(topic: String, key: String, payload: String) throws {
        try connection.execute(
            """
            insert into outbox (tenant_id, id, topic, message_key, payload, created_at, run_after, attempts, token)
            values (\(tenant), \(newID(ID<Tag.Record>.self)), \(topic), \(key), \(payload), \(now), 0, 0, 0)
            on conflict (tenant_id, topic, message_key) do nothing
            """)
    }
}
