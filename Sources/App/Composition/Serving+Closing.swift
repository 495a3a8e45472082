extension Serving {
    /// Runs `body`, then closes the database, whatever happened.
    package func closing<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        let result: Result<T, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        try await installation.close()
        return try result.get()
    }
}
