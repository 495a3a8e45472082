import Foundation
import Persistence
import SQLite

/// Runs `body` on a fresh SQLite database, and on a fresh PostgreSQL one where `LANTU_TEST_POSTGRES` names a server.
///
/// A failure says on which engine it happened.
package func withEachDatabase(_ body: @Sendable (any Database) async throws -> Void) async throws {
    try await onEngine("SQLite") { try await withSQLite { try await body($0) } }
    guard PostgresTestServer.isPresent else {
        FileHandle.standardError.write(Data("skipped on PostgreSQL: LANTU_TEST_POSTGRES is not set\n".utf8))
        return
    }
    try await onEngine("PostgreSQL") { try await withPostgres { try await body($0) } }
}

/// Runs `body` on a fresh SQLite database in a temporary folder that is removed afterwards.
package func withSQLite<T: Sendable>(_ body: (SQLiteDatabase) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try SQLiteDatabase(path: folder.appendingPathComponent("test.sqlite").path)
    let result: Result<T, any Error>
    do { result = .success(try await body(database)) } catch { result = .failure(error) }
    try await database.close()
    return try result.get()
}

/// An error with the engine it came from in front.
package struct EngineFailure: Error, CustomStringConvertible {
    package let engine: String
    package let cause: any Error
    package var description: String { "on \(engine): \(cause)" }
}

private func onEngine(_ engine: String, _ body: () async throws -> Void) async throws {
    do { try await body() } catch { throw EngineFailure(engine: engine, cause: error) }
}
