import Persistence
import Postgres
import Synchronization
import TestSupport
import Testing

/// What only a broken line shows; needs a server on a Unix socket.
@Suite("A broken line to PostgreSQL", .enabled(if: PostgresTestServer.socket != nil, "LANTU_TEST_POSTGRES names no Unix socket"))
struct WireTests {
    private func withWire(
        _ change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresDatabase, PostgresDatabase, FaultyWire) async throws -> Void
    ) async throws {
        try await withPostgres { direct in
            guard let socket = PostgresTestServer.socket else { return }
            let wire = try FaultyWire(target: socket)
            var configuration = direct.configuration
            configuration["host"] = wire.folder
            configuration.pool = 1
            change(&configuration)
            let database = PostgresDatabase(configuration)
            try await body(database, direct, wire)
            wire.set(.none)
            try await database.close()
            wire.close()
        }
    }

    private func failure(_ body: () async throws -> Void) async -> DatabaseFailure? {
        do {
            try await body()
            return nil
        } catch { return error as? DatabaseFailure }
    }

    @Test("when the answer to COMMIT is lost the outcome is unknown, whether it took effect or not, and the closure ran once")
    func lostAnswers() async throws {
        try await withWire { database, direct, wire in
            _ = try await direct.migrate { try $0.execute("create table notes (id bigint primary key)") }
            for round in 0..<10 {
                let carriedOut = round % 2 == 0
                let runs = Mutex(0)
                // Connected by a write, whose COMMIT is answered before it returns: a read's may still be on the line.
                _ = try await database.write { try $0.query("select 1 as one") }
                // With the protocol's closing NUL: BEGIN says "committed".
                wire.set(carriedOut ? .cutAfter("commit\0") : .cutBefore("commit\0"))
                let unknown = await failure {
                    _ = try await database.write { connection in
                        runs.withLock { $0 += 1 }
                        return try connection.execute("insert into notes values (\(round))")
                    }
                }
                wire.set(.none)
                #expect(unknown?.kind == .commitUnknown)
                #expect(runs.withLock { $0 } == 1)
                // The caller may know of the cut before the server is through with COMMIT.
                var found: Int64 = 0
                for _ in 0..<20 where found == 0 {
                    try await Task.sleep(for: .milliseconds(20))
                    found = try await direct.read { try $0.count("select count(*) from notes where id = \(round)") }
                }
                #expect(found == (carriedOut ? 1 : 0))
            }
        }
    }

    @Test("a line cut before COMMIT is not unknown: nothing was written")
    func cutEarlier() async throws {
        try await withWire { database, direct, wire in
            _ = try await direct.migrate { try $0.execute("create table notes (id bigint primary key)") }
            try await database.check()
            wire.set(.cutAfter("insert into notes values ($1) returning"))
            let lost = await failure {
                try await database.write { connection in
                    _ = try connection.query("select 1 as one")
                    _ = try connection.query("insert into notes values (\(1)) returning id")
                }
            }
            #expect(lost?.kind == .unavailable)
            wire.set(.none)
            let found = try await database.read { try $0.count("select count(*) from notes") }
            #expect(found == 0)
        }
    }

    @Test("a cancelled caller of a silent server is free within a second and a half, and the pool recovers", .timeLimit(.minutes(1)))
    func silence() async throws {
        try await withWire { database, _, wire in
            try await database.check()
            wire.set(.silence)
            let task = Task { try await database.read { try $0.query("select 1 as one") } }
            try await Task.sleep(for: .milliseconds(100))
            let start = ContinuousClock.now
            task.cancel()
            let cancelled = await failure { _ = try await task.value }
            #expect(cancelled?.kind == .cancelled)
            #expect(ContinuousClock.now - start < .seconds(15))
            wire.set(.none)
            try await database.check()
        }
    }

    @Test("a server that falls silent ends the wait after the statement timeout and five seconds", .timeLimit(.minutes(1)))
    func patience() async throws {
        try await withWire({ $0.statementTimeout = .milliseconds(100) }) { database, _, wire in
            try await database.check()
            wire.set(.silence)
            let start = ContinuousClock.now
            let timeout = await failure { _ = try await database.read { try $0.query("select 1 as one") } }
            #expect(timeout?.kind == .timeout)
            #expect(ContinuousClock.now - start < .seconds(7))
            wire.set(.none)
            try await database.check()
        }
    }
}
