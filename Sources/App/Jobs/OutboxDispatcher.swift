import Logging
import Operations
import ServiceLifecycle

/// Delivers outbox messages to the handler of their topic, again and again until it succeeds.
package struct OutboxDispatcher: Service {
    package typealias Handler = @Sendable (OutboxMessage) async throws -> Void

    private let handlers: [String: Handler]
    private let queue: any OutboxQueue
    private let pause: Duration
    private let logger: Logger

    package init(handlers: [String: Handler], queue: any OutboxQueue, pause: Duration = .seconds(1), logger: Logger) {
        (self.handlers, self.queue, self.pause, self.logger) = (handlers, queue, pause, logger)
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await dispatch() > 0 { continue }
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("The outbox is not readable.", metadata: ["error": "\(error)"])
                }
                try await Task.sleep(for: pause)
            }
        }
    }

    /// Delivers what is due now; answers how many messages it tried.
    package func dispatch() async throws -> Int {
        let claimed = try await queue.claim(topics: handlers.keys.sorted(), limit: 20, leaseMilliseconds: 60_000)
        for (message, token) in claimed {
            do {
                try await handlers[message.topic]?(message)
                _ = try await queue.delivered(message, token: token)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.warning("A message was not delivered.", metadata: ["topic": "\(message.topic)", "error": "\(error)"])
                try await queue.failed(
                    message, token: token, retryAfterMilliseconds: JobBackoff.milliseconds(afterAttempt: message.attempts))
            }
        }
        return claimed.count
    }
}
