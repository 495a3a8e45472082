package import Kernel

/// Failed sign-ins under one key: a name (known or not, so that the answer tells nothing) or a network address.
package struct Attempts: Hashable, Sendable {
    package struct Limit: Hashable, Sendable {
        /// Failures that lock for `lock` seconds.
        package let failures: Int
        /// Seconds after which failures are forgotten: since the last one when `sliding`, else since the first.
        package let window: Int64
        package let sliding: Bool
        package let lock: Int64

        package init(failures: Int, window: Int64, sliding: Bool, lock: Int64) {
            (self.failures, self.window, self.sliding, self.lock) = (failures, window, sliding, lock)
        }
        /// Five failures without fifteen quiet minutes between two of them lock for fifteen minutes.
        package static let name = Limit(failures: 5, window: 900, sliding: true, lock: 900)
        /// One address trying many names: spraying. An office behind one address is not locked out by a slow trickle.
        package static let address = Limit(failures: 30, window: 900, sliding: false, lock: 900)
    }
    package var failures: Int
    /// The last failure counted, or the first, as the limit says.
    package var since: Instant
    package var lockedUntil: Instant?

    package init(failures: Int = 0, since: Instant, lockedUntil: Instant? = nil) {
        (self.failures, self.since, self.lockedUntil) = (failures, since, lockedUntil)
    }

    package func isLocked(at now: Instant) -> Bool { lockedUntil.map { now < $0 } ?? false }

    /// Whole minutes left, at least 1 while locked.
    package func minutesLocked(at now: Instant) -> Int64 {
        guard let lockedUntil, now < lockedUntil else { return 0 }
        return max(1, (lockedUntil.microseconds - now.microseconds + 59_999_999) / 60_000_000)
    }

    /// After one more failure. A lock in force is neither shortened nor prolonged; a clock that stepped back opens no new window.
    package func failing(at now: Instant, _ limit: Limit) -> Attempts {
        guard !isLocked(at: now) else { return self }
        let windowOver = now >= since.adding(seconds: limit.window) || lockedUntil != nil
        var next =
            windowOver
            ? Attempts(failures: 1, since: now) : Attempts(failures: failures + 1, since: limit.sliding ? max(since, now) : since)
        if next.failures >= limit.failures { next.lockedUntil = now.adding(seconds: limit.lock) }
        return next
    }
}
