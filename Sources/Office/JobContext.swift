import Kernel
import Operations

/// What a job's handler works with: its payload, its progress, and transactions that only the current run may commit.
package struct JobContext: Sendable {
    package let job: Job
    package let lease: JobLease
    private let queue: any JobQueue
    private let unitOfWork: any UnitOfWork

    package init(job: Job, lease: JobLease, queue: any JobQueue, unitOfWork: any UnitOfWork) {
        (self.job, self.lease, self.queue, self.unitOfWork) = (job, lease, queue, unitOfWork)
    }

    /// Commits what `body` does, in the name of whoever asked for the job; throws `JobInterruption.leaseLost`, having
    /// written nothing, when another run has taken over.
    package func write<T: Sendable>(_ body: @Sendable @escaping (any Transaction) throws -> T) async throws -> T {
        try Task.checkCancellation()
        let context = WriteContext(tenant: job.tenant, actor: job.actor, packVersion: job.packVersion)
        return try await unitOfWork.write(context) { [lease] transaction in
            try transaction.hold(lease)
            return try body(transaction)
        }
    }

    /// Tells how far the work is. Call it per chunk, not per row: each call is a small transaction.
    package func report(done: Int64, of total: Int64?, _ message: String? = nil) async throws {
        try Task.checkCancellation()
        try await queue.report(Job.Progress(done: done, total: total, message: message), of: lease)
    }
}

/// A kind of job and what it does. Registered once, at the start.
package struct JobKind: Sendable {
    package let name: String
    /// Answers the result, JSON. It may run twice: effects belong into `context.write` under natural keys.
    package let run: @Sendable (JobContext) async throws -> String

    package init(_ name: String, run: @Sendable @escaping (JobContext) async throws -> String) { (self.name, self.run) = (name, run) }
}
