import Kernel
import Synchronization

/// Runs `body` and cancels it after so long: then LT1008. A slow client cannot hold a request for ever.
func withDeadline<T: Sendable>(_ limit: Duration, _ body: @escaping @Sendable () async throws -> T) async throws -> T {
    let work = Task { try await body() }
    let alarm = Deadlines.shared.add(after: limit) { work.cancel() }
    let result = await withTaskCancellationHandler {
        await work.result
    } onCancel: {
        work.cancel()
    }
    guard Deadlines.shared.remove(alarm) else { throw AppError("LT1008", .timeout) }
    return try result.get()
}

/// The requests under way and when each must have ended, looked over four times a second while there are any.
///
/// A sleep for each request would be kept in memory for its whole length, long after the request has been answered.
private final class Deadlines: Sendable {
    private struct Alarm {
        let due: ContinuousClock.Instant
        let ring: @Sendable () -> Void
    }
    private struct State {
        var alarms: [Int: Alarm] = [:]
        var last = 0
        var isWatched = false
    }
    private let state = Mutex(State())
    static let shared = Deadlines()

    func add(after time: Duration, _ ring: @escaping @Sendable () -> Void) -> Int {
        let due = ContinuousClock.now + time
        let (id, mustWatch) = state.withLock { state in
            state.last &+= 1
            state.alarms[state.last] = Alarm(due: due, ring: ring)
            defer { state.isWatched = true }
            return (state.last, !state.isWatched)
        }
        if mustWatch { Task.detached { await self.watch() } }
        return id
    }

    /// False when it has rung.
    func remove(_ id: Int) -> Bool { state.withLock { $0.alarms.removeValue(forKey: id) != nil } }

    private func watch() async {
        while true {
            try? await ContinuousClock().sleep(for: .milliseconds(250))
            let now = ContinuousClock.now
            let due: [Alarm]? = state.withLock { state in
                guard !state.alarms.isEmpty else {
                    state.isWatched = false
                    return nil
                }
                let due = state.alarms.filter { $0.value.due <= now }
                for id in due.keys { state.alarms[id] = nil }
                return Array(due.values)
            }
            guard let due else { return }
            for alarm in due { alarm.ring() }
        }
    }
}
