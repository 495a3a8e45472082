import Synchronization

/// Makes time-ordered ids, unique across the nodes of one installation.
///
/// Layout: 41 bits of milliseconds since 2024-01-01, 10 bits of node, 12 bits of sequence. A clock that
/// steps back does not step the ids back: the generator keeps the last millisecond it used.
public final class IDGenerator: Sendable {
    private struct State { var millisecond: Int64 = 0, sequence: Int64 = 0 }
    private static let epoch: Int64 = 1_704_067_200_000
    private let state = Mutex(State())
    private let node: Int64
    private let clock: any Clock

    /// - Parameter node: 0…1023, different for every process on the same database.
    public init(node: Int, clock: any Clock) {
        self.node = Int64(node & 1023)
        self.clock = clock
    }

    public func next<T>(_ type: ID<T>.Type = ID<T>.self) -> ID<T> { ID(nextRaw()) }

    public func nextRaw() -> Int64 {
        let now = clock.now().microseconds / 1000 - Self.epoch
        return state.withLock { state in
            if now > state.millisecond {
                state.millisecond = now
                state.sequence = 0
            } else {
                state.sequence += 1
                if state.sequence > 4095 {
                    state.millisecond += 1
                    state.sequence = 0
                }
            }
            return state.millisecond << 22 | node << 12 | state.sequence
        }
    }
}
