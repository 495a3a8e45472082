import Kernel

/// Work that outlives a request: a row that one worker at a time holds under a lease.
///
/// A job may run twice and takes effect once: its natural key keeps a second from being queued, and every commit
/// it makes checks the fencing token of the run.
package struct Job: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case queued, running, succeeded, failed, cancelled
        /// Nothing will run any more unless somebody asks for it again.
        package var isFinished: Bool { self != .queued && self != .running }
    }

    /// How far the run is; `message` is a catalogue key.
    package struct Progress: Sendable, Hashable, Codable {
        package var done: Int64
        /// Nil while it is not known how much there is.
        package var total: Int64?
        package var message: String?
        package init(done: Int64 = 0, total: Int64? = nil, message: String? = nil) {
            (self.done, self.total, self.message) = (done, total, message)
        }
    }

    package let id: JobID
    package let tenant: TenantID
    package let kind: String
    package let key: String
    package let state: State
    /// JSON, read by the kind's handler.
    package let payload: String
    /// JSON, written by the handler; nil until it succeeded.
    package let result: String?
    /// Code of the last failure; its sentence is in the catalogues.
    package let error: String?
    package let progress: Progress
    /// What the handler last saved to go on from after a crash; JSON.
    package let checkpoint: String?
    package let cancelRequested: Bool
    package let attempts: Int
    package let createdAt: Instant
    package let finishedAt: Instant?
    /// For whom it runs: entries it writes name this actor.
    package let actor: Actor
    package let packVersion: String

    package init(
        id: JobID, tenant: TenantID, kind: String, key: String, state: State, payload: String, result: String?, error: String?,
        progress: Progress, checkpoint: String?, cancelRequested: Bool, attempts: Int, createdAt: Instant, finishedAt: Instant?,
        actor: Actor, packVersion: String
    ) {
        self.id = id
        self.tenant = tenant
        self.kind = kind
        self.key = key
        self.state = state
        self.payload = payload
        self.result = result
        self.error = error
        self.progress = progress
        self.checkpoint = checkpoint
        self.cancelRequested = cancelRequested
        self.attempts = attempts
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.actor = actor
        self.packVersion = packVersion
    }
}

/// One worker's hold on one job: the token grows with every claim, so a late worker's is refused.
package struct JobLease: Sendable, Hashable {
    package let tenant: TenantID
    package let job: JobID
    package let token: Int64
    package init(tenant: TenantID, job: JobID, token: Int64) { (self.tenant, self.job, self.token) = (tenant, job, token) }
}

/// Why a run stops without being a failure of the work itself.
package enum JobInterruption: Error, Sendable, Hashable {
    /// Another worker holds the job: nothing of this run may be written any more.
    case leaseLost
    /// Somebody asked to stop.
    case cancelled
}
