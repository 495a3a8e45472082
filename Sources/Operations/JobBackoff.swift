/// How long a failed run waits before the next: 1 s, 2 s, 4 s … at most 5 min, the same on every node.
package enum JobBackoff {
    package static func milliseconds(afterAttempt attempt: Int) -> Int64 {
        min(300_000, 1000 << Int64(min(max(attempt - 1, 0), 20)))
    }
}
