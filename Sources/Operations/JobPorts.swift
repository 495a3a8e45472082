import Kernel

/// Changes of jobs that commit together with the state they belong to.
package protocol JobWrites: AnyObject {
    /// Queues a job once per kind and key; answers the one already there when there is one, finished or not.
    func enqueue(kind: String, key: String, payload: String) throws -> JobID
    /// Makes this transaction part of the run that holds `lease`; throws `JobInterruption.leaseLost` when another run does.
    func hold(_ lease: JobLease) throws
    /// Remembers where to go on from after a crash. Call `hold` first: the two commit together.
    func saveCheckpoint(_ checkpoint: String, of lease: JobLease) throws
    /// Asks a queued or running job to stop; false when it has finished or does not exist.
    func requestCancel(of job: JobID) throws -> Bool
    /// Queues a failed or cancelled job again; false when it is in another state.
    func requeue(_ job: JobID) throws -> Bool
}

package protocol JobQueries: Sendable {
    func job(_ id: JobID, tenant: TenantID) async throws -> Job?
    func job(kind: String, key: String, tenant: TenantID) async throws -> Job?
    /// Newest first, at most 200.
    func jobs(tenant: TenantID, kind: String?, limit: Int) async throws -> [Job]
}

/// The worker's side of the queue. All times are the database's, so that nodes with different clocks agree.
package protocol JobQueue: Sendable {
    /// The next job of these kinds that is due, or whose worker has let its lease run out.
    func claim(kinds: [String], node: Int, leaseMilliseconds: Int64) async throws -> (job: Job, lease: JobLease)?
    /// Prolongs the lease; answers whether a cancel is asked for. Throws `JobInterruption.leaseLost`.
    func renew(_ lease: JobLease, leaseMilliseconds: Int64) async throws -> Bool
    /// Throws `JobInterruption.leaseLost`.
    func report(_ progress: Job.Progress, of lease: JobLease) async throws
    func succeed(_ lease: JobLease, result: String) async throws
    /// Ends the run. With `retryAfterMilliseconds` the job is queued again while attempts are left, else it has failed.
    func fail(_ lease: JobLease, error: String, retryAfterMilliseconds: Int64?) async throws
    func finishCancelled(_ lease: JobLease) async throws
    /// Gives the job back unharmed: the process is stopping. The attempt does not count.
    func release(_ lease: JobLease) async throws
    /// Jobs by state, for metrics.
    func countsByState() async throws -> [Job.State: Int64]
}
