import Kernel
import Persistence
import Synchronization

/// How many projects match which conditions, kept while nothing is written.
///
/// A count is good as long as the audit ledger stands where it stood: whatever changes a project appends to it in the same
/// transaction. It is asked for in the list's own snapshot, so a count is never of another moment than its rows.
final class ResidentCounts: Sendable {
    private struct Held {
        var ledger: Int64
        var count: Int64
        var until: ContinuousClock.Instant
    }
    private struct State {
        var counts: [SQL: Held] = [:]
        var selective: [SQL: (isSelective: Bool, until: ContinuousClock.Instant)] = [:]
    }
    private let state = Mutex(State())
    private static let most = 512
    /// Even where nothing is written: somebody may change the database without us.
    private static let lifetime = Duration.seconds(60)

    /// The count of `conditions` at a position of the ledger; counts where it is not known.
    func count(_ conditions: SQL, at ledger: Int64, _ count: () throws -> Int64) rethrows -> Int64 {
        let now = ContinuousClock.now
        if let held = state.withLock({ $0.counts[conditions] }), held.ledger == ledger, now < held.until { return held.count }
        let counted = try count()
        state.withLock { state in
            if state.counts.count >= Self.most { state.counts = [:] }
            state.counts[conditions] = Held(ledger: ledger, count: counted, until: now + Self.lifetime)
        }
        return counted
    }

    /// Whether a text is selective. Either answer gives the same rows: only the road to them differs, so it may be a little old.
    func isSelective(_ text: SQL, _ probe: () throws -> Bool) rethrows -> Bool {
        let now = ContinuousClock.now
        if let held = state.withLock({ $0.selective[text] }), now < held.until { return held.isSelective }
        let answer = try probe()
        state.withLock { state in
            if state.selective.count >= Self.most { state.selective = [:] }
            state.selective[text] = (answer, now + Self.lifetime)
        }
        return answer
    }
}
