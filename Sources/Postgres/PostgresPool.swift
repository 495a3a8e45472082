import Dispatch
import Persistence
import Synchronization

/// Hands slots out, first come, first served, to callers that wait no longer than their deadline.
final class PostgresPool: Sendable {
    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<PostgresSlot, any Error>
    }
    private struct State {
        var idle: [PostgresSlot]
        var waiters: [Waiter] = []
        var nextID: UInt64 = 0
        /// Tickets cancelled before they came to wait.
        var cancelled: Set<UInt64> = []
        var closed = false
        var drained: CheckedContinuation<Void, Never>?
    }
    let slots: [PostgresSlot]
    private let state: Mutex<State>

    init(_ configuration: PostgresConfiguration) {
        slots = (0..<max(1, configuration.pool)).map { PostgresSlot(index: $0, configuration: configuration) }
        // The last released goes out first: its connection and its plans are warm.
        state = Mutex(State(idle: slots.reversed()))
    }

    /// Throws `.unavailable` at the deadline or after `close()`, `.cancelled` when the task is cancelled first.
    func acquire(within timeout: Duration) async throws -> PostgresSlot {
        let (slot, id) = try state.withLock { state throws(DatabaseFailure) -> (PostgresSlot?, UInt64) in
            guard !state.closed else { throw DatabaseFailure(.unavailable, "the database is closed") }
            state.nextID += 1
            return (state.waiters.isEmpty ? state.idle.popLast() : nil, state.nextID)
        }
        if let slot { return slot }
        // A cancellation may come just after the slot.
        defer { state.withLock { _ = $0.cancelled.remove(id) } }
        let deadline = DispatchTime.now() + .milliseconds(Int(clamping: timeout.milliseconds))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(Waiter(id: id, continuation: continuation))
                DispatchQueue.global().asyncAfter(deadline: deadline) {
                    self.refuse(id, DatabaseFailure(.unavailable, "no database connection became free in time"))
                }
            }
        } onCancel: {
            cancel(id)
        }
    }

    func release(_ slot: PostgresSlot) {
        let next = state.withLock { state -> (Waiter?, CheckedContinuation<Void, Never>?) in
            if !state.waiters.isEmpty { return (state.waiters.removeFirst(), nil) }
            state.idle.append(slot)
            guard state.closed, state.idle.count == slots.count else { return (nil, nil) }
            defer { state.drained = nil }
            return (nil, state.drained)
        }
        next.0?.continuation.resume(returning: slot)
        next.1?.resume()
    }

    /// Refuses newcomers and those who wait, and returns when every slot is back.
    func drain() async {
        await withCheckedContinuation { continuation in
            let (refused, done) = state.withLock { state -> ([Waiter], Bool) in
                state.closed = true
                let refused = state.waiters
                state.waiters = []
                let done = state.idle.count == slots.count || state.drained != nil
                if !done { state.drained = continuation }
                return (refused, done)
            }
            for waiter in refused { waiter.continuation.resume(throwing: DatabaseFailure(.unavailable, "the database is closed")) }
            if done { continuation.resume() }
        }
    }

    private func enqueue(_ waiter: Waiter) {
        let answer = state.withLock { state -> Result<PostgresSlot, any Error>? in
            if state.cancelled.contains(waiter.id) { return .failure(DatabaseFailure(.cancelled, "cancelled while waiting")) }
            if state.closed { return .failure(DatabaseFailure(.unavailable, "the database is closed")) }
            // A slot may have come back since the first look.
            if state.waiters.isEmpty, let slot = state.idle.popLast() { return .success(slot) }
            state.waiters.append(waiter)
            return nil
        }
        if let answer { waiter.continuation.resume(with: answer) }
    }

    private func cancel(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            if let index = state.waiters.firstIndex(where: { $0.id == id }) { return state.waiters.remove(at: index) }
            state.cancelled.insert(id)
            return nil
        }
        waiter?.continuation.resume(throwing: DatabaseFailure(.cancelled, "cancelled while waiting for a connection"))
    }

    private func refuse(_ id: UInt64, _ failure: DatabaseFailure) {
        let waiter = state.withLock { state -> Waiter? in
            state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(throwing: failure)
    }
}
