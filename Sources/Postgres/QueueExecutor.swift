import Dispatch

/// A thread of its own for an actor whose work blocks: libpq waits on sockets, and must not do so on the cooperative pool.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue
    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
