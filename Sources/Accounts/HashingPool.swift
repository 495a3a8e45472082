import Dispatch
internal import Kernel
import Synchronization

/// Runs password hashing off the cooperative pool, a few at a time, and refuses rather than queues without end.
package final class HashingPool: Sendable {
    private let queues: [DispatchQueue]
    private let waiting = Mutex(0)
    private let limit: Int

    /// - Parameters:
    ///   - width: hashes at the same moment; each holds its memory.
    ///   - limit: how many may be running or waiting before `LT1102` is thrown.
    package init(width: Int = 2, limit: Int = 64) {
        queues = (0..<max(1, width)).map { DispatchQueue(label: "lantu.hashing.\($0)") }
        self.limit = max(1, limit)
    }

    package func run<T: Sendable>(_ work: @Sendable @escaping () throws -> T) async throws -> T {
        let ticket = try waiting.withLock { count throws(AppError) -> Int in
            guard count < limit else { throw AppError("LT1102", .tooMany, ["minutes": "1"]) }
            count += 1
            return count
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queues[ticket % queues.count].async { continuation.resume(with: Result { try work() }) }
        }
    }
}
