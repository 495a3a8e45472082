import Kernel
import Logging
import Office
import Operations
import ServiceLifecycle

/// Runs jobs, at most `workers` at once, until the process is told to stop; then lets those running finish within
/// the grace period and gives back what does not.
package struct JobRunner: Service {
    private let kinds: [String: JobKind]
    private let queue: any JobQueue
    private let unitOfWork: any UnitOfWork
    private let node: Int
    private let workers: Int
    private let lease: Duration
    private let pause: Duration
    private let grace: Duration
    private let metrics: MetricRegistry
    private let logger: Logger

    /// - Parameters:
    ///   - pause: how long an idle worker waits before it looks again.
    ///   - grace: how long a running job may go on after a shutdown began.
    package init(
        kinds: [JobKind], queue: any JobQueue, unitOfWork: any UnitOfWork, node: Int, workers: Int, lease: Duration,
        pause: Duration = .milliseconds(500), grace: Duration = .seconds(10), metrics: MetricRegistry, logger: Logger
    ) {
        self.kinds = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.queue = queue
        self.unitOfWork = unitOfWork
        self.node = node
        self.workers = workers
        self.lease = lease
        self.pause = pause
        self.grace = grace
        self.metrics = metrics
        self.logger = logger
    }

    package func run() async throws {
        let stopping = Stopping()
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<workers { group.addTask { await work(until: stopping) } }
            }
            if workers == 0 { await stopping.wait() }
        } onGracefulShutdown: {
            stopping.stop()
        }
    }

    private func work(until stopping: Stopping) async {
        while !stopping.isStopping, !Task.isCancelled {
            do {
                if try await runNext(stopping: stopping) { continue }
            } catch is CancellationError {
                return
            } catch {
                logger.error("The job queue is not readable.", metadata: ["error": "\(error)"])
            }
            await stopping.wait(atMost: pause)
        }
    }

    /// Claims one job and runs it to its end; false when none was due.
    package func runNext() async throws -> Bool { try await runNext(stopping: Stopping()) }

    private func runNext(stopping: Stopping) async throws -> Bool {
        let milliseconds = lease.milliseconds
        guard let (job, hold) = try await queue.claim(kinds: kinds.keys.sorted(), node: node, leaseMilliseconds: milliseconds),
            let kind = kinds[job.kind]
        else { return false }
        let began = ContinuousClock.now
        let context = JobContext(job: job, lease: hold, queue: queue, unitOfWork: unitOfWork)
        let outcome = await run(kind, context, stopping: stopping)
        metrics.add(.jobRuns, [job.kind, outcome.label])
        metrics.observe(.jobSeconds, [job.kind], Double((ContinuousClock.now - began).milliseconds) / 1000)
        do {
            switch outcome {
            case .result(let result): try await queue.succeed(hold, result: result)
            case .cancelled: try await queue.finishCancelled(hold)
            case .stopped: try await queue.release(hold)
            case .lost: logger.warning("Another worker has taken the job over.", metadata: Self.metadata(job))
            case .refused(let code):
                logger.warning("The job failed.", metadata: Self.metadata(job, ["code": "\(code)"]))
                try await queue.fail(hold, error: code, retryAfterMilliseconds: nil)
            case .failed(let error):
                logger.error("The job failed; it is tried again.", metadata: Self.metadata(job, ["error": "\(error)"]))
                try await queue.fail(hold, error: "LT5101", retryAfterMilliseconds: JobBackoff.milliseconds(afterAttempt: job.attempts))
            }
        } catch JobInterruption.leaseLost {
            logger.warning("Another worker has taken the job over.", metadata: Self.metadata(job))
        }
        return true
    }

    private static func metadata(_ job: Job, _ more: Logger.Metadata = [:]) -> Logger.Metadata {
        more.merging(["job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempts)"]) { own, _ in own }
    }

    private enum Outcome: Sendable {
        case result(String)
        case cancelled, stopped, lost
        /// The input is at fault: trying again would fail again.
        case refused(String)
        case failed(String)

        var label: String {
            switch self {
            case .result: "succeeded"
            case .cancelled: "cancelled"
            case .stopped: "stopped"
            case .lost: "lost"
            case .refused: "refused"
            case .failed: "failed"
            }
        }
    }

    /// The handler beside its heartbeat and the shutdown: whichever ends first decides.
    private func run(_ kind: JobKind, _ context: JobContext, stopping: Stopping) async -> Outcome {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await Self.outcome(of: kind, context) }
            group.addTask { await heartbeat(context.lease) }
            group.addTask {
                await stopping.wait()
                try? await Task.sleep(for: grace)
                return Task.isCancelled ? nil : .stopped
            }
            var decided: Outcome?
            for await outcome in group {
                if decided == nil, let outcome {
                    decided = outcome
                    group.cancelAll()
                } else if case .result? = outcome, case .stopped? = decided {
                    // The handler finished while it was being stopped: what it did counts.
                    decided = outcome
                }
            }
            return decided ?? .stopped
        }
    }

    private static func outcome(of kind: JobKind, _ context: JobContext) async -> Outcome? {
        do {
            return .result(try await kind.run(context))
        } catch JobInterruption.leaseLost {
            return .lost
        } catch JobInterruption.cancelled {
            return .cancelled
        } catch is CancellationError {
            // Cancelled by us: whoever did it decides. By its own doing: a failure like any other.
            return Task.isCancelled ? nil : .failed("it cancelled itself")
        } catch let error as AppError where error.category != .internal && error.category != .unavailable {
            return .refused(error.code)
        } catch {
            return .failed(String(describing: error))
        }
    }

    /// Renews the lease three times in its length; answers only when the run has to end.
    private func heartbeat(_ hold: JobLease) async -> Outcome? {
        var last = ContinuousClock.now
        while true {
            do { try await Task.sleep(for: lease / 3) } catch { return nil }
            do {
                if try await queue.renew(hold, leaseMilliseconds: lease.milliseconds) { return .cancelled }
                last = ContinuousClock.now
            } catch JobInterruption.leaseLost {
                return .lost
            } catch {
                // The database may be back before the lease has run out.
                if ContinuousClock.now - last > lease { return .lost }
            }
        }
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
