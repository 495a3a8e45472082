import Kernel
import Operations
import Persistence

extension JobStore: JobQueue {
    /// A job whose worker vanished this often is given up: it may be what kills them.
    package static let mostAttempts: Int64 = 5

    package func claim(kinds: [String], node: Int, leaseMilliseconds: Int64) async throws -> (job: Job, lease: JobLease)? {
        guard !kinds.isEmpty else { return nil }
        return try await database.write { connection in
            let now = SQL.databaseTime(connection.dialect)
            try connection.execute(
                """
                update jobs set state = 'failed', error = 'LT5102', lease_until = null, finished_at = \(now)
                where state = 'running' and lease_until < \(now) and attempts >= \(Self.mostAttempts)
                """)
            let due: SQL = "((state = 'queued' and run_after <= \(now)) or (state = 'running' and lease_until < \(now)))"
            // The condition stands outside too: PostgreSQL checks it again after waiting for a row.
            let row = try connection.first(
                """
                update jobs set state = 'running', token = token + 1, attempts = attempts + 1, node = \(node),
                  lease_until = \(now) + \(leaseMilliseconds * 1000)
                where (tenant_id, id) = (select tenant_id, id from jobs where \(due) and kind in \(list: kinds)
                  order by run_after, id limit 1\(SQL.skippingLocked(connection.dialect))) and \(due)
                returning *
                """)
            guard let row else { return nil }
            let job = try Self.job(row)
            return (job, JobLease(tenant: job.tenant, job: job.id, token: try row.int("token")))
        }
    }

    package func renew(_ lease: JobLease, leaseMilliseconds: Int64) async throws -> Bool {
        try await database.write { connection in
            let row = try connection.first(
                """
                update jobs set lease_until = \(SQL.databaseTime(connection.dialect)) + \(leaseMilliseconds * 1000)
                where \(Self.held(lease)) returning cancel_requested
                """)
            guard let row else { throw JobInterruption.leaseLost }
            return try row.bool("cancel_requested")
        }
    }

    package func report(_ progress: Job.Progress, of lease: JobLease) async throws {
        try await change(lease, "done = \(progress.done), total = \(progress.total), message = \(progress.message)")
    }

    package func succeed(_ lease: JobLease, result: String) async throws {
        try await finish(lease, "state = 'succeeded', result = \(result), error = null")
    }

    package func fail(_ lease: JobLease, error: String, retryAfterMilliseconds: Int64?) async throws {
        guard let delay = retryAfterMilliseconds else { return try await finish(lease, "state = 'failed', error = \(error)") }
        try await database.write { connection in
            let now = SQL.databaseTime(connection.dialect)
            let changed = try connection.execute(
                """
                update jobs set state = case when attempts >= \(Self.mostAttempts) then 'failed' else 'queued' end,
                  finished_at = case when attempts >= \(Self.mostAttempts) then \(now) else null end,
                  error = \(error), lease_until = null, run_after = \(now) + \(delay * 1000)
                where \(Self.held(lease))
                """)
            if changed == 0 { throw JobInterruption.leaseLost }
        }
    }

    package func finishCancelled(_ lease: JobLease) async throws { try await finish(lease, "state = 'cancelled'") }

    package func release(_ lease: JobLease) async throws {
        try await change(lease, "state = 'queued', lease_until = null, run_after = 0, attempts = attempts - 1")
    }

    package func countsByState() async throws -> [Job.State: Int64] {
        try await database.read { connection in
            var counts: [Job.State: Int64] = [:]
            for row in try connection.query("select state, count(*) as jobs from jobs group by state") {
                if let state = Job.State(rawValue: try row.text("state")) { counts[state] = try row.int("jobs") }
            }
            return counts
        }
    }

    private static func held(_ lease: JobLease) -> SQL {
        "tenant_id = \(lease.tenant) and id = \(lease.job) and token = \(lease.token) and state = 'running'"
    }

    private func finish(_ lease: JobLease, _ assignments: SQL) async throws {
        try await database.write { connection in
            let now = SQL.databaseTime(connection.dialect)
            let changed = try connection.execute(
                "update jobs set \(assignments), lease_until = null, finished_at = \(now) where \(Self.held(lease))")
            if changed == 0 { throw JobInterruption.leaseLost }
        }
    }

    private func change(_ lease: JobLease, _ assignments: SQL) async throws {
        try await database.write { connection in
            if try connection.execute("update jobs set \(assignments) where \(Self.held(lease))") == 0 { throw JobInterruption.leaseLost }
        }
    }
}
