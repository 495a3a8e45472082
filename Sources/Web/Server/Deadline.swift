import Kernel

/// Runs `body` and cancels it after so many seconds: then LT1008. A slow client cannot hold a request for ever.
func withDeadline<T: Sendable>(seconds: Int64, _ body: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withThrowingTaskGroup(of: T?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await ContinuousClock().sleep(for: .seconds(seconds))
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let result = first else { throw AppError("LT1008", .timeout) }
        return result
    }
}
