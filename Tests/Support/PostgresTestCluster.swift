import Foundation
import Persistence

#if canImport(Glibc)
    import Glibc
#endif

/// A PostgreSQL cluster that one test may stop, crash and misconfigure, in a folder of its own.
package final class PostgresTestCluster: Sendable {
    package let folder: String
    package let url: String
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("bin/postgres-test-cluster").path

    private init(folder: String) {
        self.folder = folder
        url = "postgres:///postgres?host=\(folder)&user=postgres"
    }

    /// Runs `body` on a fresh cluster, which is stopped and removed afterwards, whatever happens. Starting takes a second or two.
    package static func with(_ body: (PostgresTestCluster) async throws -> Void) async throws {
        // Short: a socket's path has room for 107 bytes.
        let cluster = PostgresTestCluster(
            folder: FileManager.default.temporaryDirectory.path + "/lantu-pg-\(UInt32.random(in: .min ... .max))")
        let result: Result<Void, any Error>
        do {
            try await cluster.start()
            result = .success(try await body(cluster))
        } catch { result = .failure(error) }
        try? await cluster.stop()
        try? FileManager.default.removeItem(atPath: cluster.folder)
        try result.get()
    }

    package func start() async throws { try await run("start") }

    /// As an administrator stops it: sessions are ended, everything is flushed.
    package func stop() async throws { try await run("stop") }

    /// As a power failure of the server process: no session is told, the log is replayed at the next start.
    package func crash() async throws {
        let text = try String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
        guard let pid = text.split(separator: "\n").first.flatMap({ Int32($0) }), kill(pid, SIGQUIT) == 0 else {
            throw DatabaseFailure(.other, "no postmaster to crash")
        }
        for _ in 0..<500 where kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// Appends to `postgresql.conf`; counts from the next start.
    package func configure(_ line: String) throws {
        guard let file = FileHandle(forWritingAtPath: folder + "/data/postgresql.conf") else {
            throw DatabaseFailure(.other, "no postgresql.conf in \(folder)")
        }
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data((line + "\n").utf8))
    }

    private func run(_ command: String) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.script)
        process.arguments = [command, folder]
        // Not a pipe: its other end would be inherited by whatever server another test starts meanwhile, and never close.
        process.standardOutput = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else { throw DatabaseFailure(.other, "postgres-test-cluster \(command) failed") }
    }
}
