import CLibPQ
import Dispatch
import Synchronization

/// What it takes to ask the server to stop a connection's statement, from any thread.
///
/// Unchecked: a PGcancel never changes after PQgetCancel, PQcancel is documented as callable from any thread, and only deinit frees it.
final class CancelKey: @unchecked Sendable {
    private let key: OpaquePointer
    init?(_ connection: OpaquePointer) {
        guard let key = PQgetCancel(connection) else { return nil }
        self.key = key
    }
    deinit { PQfreeCancel(key) }

    /// Blocks while it connects to the server.
    func send() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(key, &message, Int32(message.count))
    }
}

/// Carries a Swift task's cancellation to the statement its transaction is running, and to no later one.
final class Interruption: Sendable {
    private struct State {
        var key: CancelKey?
        var cancelledAt: ContinuousClock.Instant?
        var sentAt: ContinuousClock.Instant?
        var sending = false
    }
    private let state = Mutex(State())

    /// When the task was cancelled; nil while it is not.
    var cancelledAt: ContinuousClock.Instant? { state.withLock { $0.cancelledAt } }

    /// Called by the task's cancellation handler: returns at once.
    func cancel() {
        state.withLock { state in
            guard state.cancelledAt == nil else { return }
            state.cancelledAt = .now
            send(&state)
        }
    }

    /// From here on a cancellation reaches this connection.
    func attach(_ key: CancelKey) { state.withLock { $0.key = key } }

    /// The request may overtake its statement and find the connection idle; whoever still waits asks again.
    func repeatIfUnheard(_ now: ContinuousClock.Instant) {
        state.withLock { state in
            guard let sentAt = state.sentAt, !state.sending, now - sentAt > .milliseconds(200) else { return }
            send(&state)
        }
    }

    /// For a connection that is closed anyway: a request under way can hit nothing but its corpse.
    func abandon() { state.withLock { $0.key = nil } }

    /// No request is sent after this returns. False when one is still under way after a second: the connection must then be closed,
    /// for the request could hit the next transaction's statement.
    func detach() -> Bool {
        let deadline = ContinuousClock.now + .seconds(1)
        state.withLock { $0.key = nil }
        while state.withLock({ $0.sending }) {
            guard ContinuousClock.now < deadline else { return false }
            pause(milliseconds: 2)
        }
        return true
    }

    private func send(_ state: inout State) {
        guard let key = state.key else { return }
        state.sending = true
        state.sentAt = .now
        DispatchQueue.global().async {
            key.send()
            self.state.withLock { $0.sending = false }
        }
    }
}
