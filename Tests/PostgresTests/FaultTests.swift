import Kernel
import Persistence
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Faults on PostgreSQL", .enabled(if: PostgresTestServer.isPresent, "LANTU_TEST_POSTGRES is not set"))
struct FaultTests {
    private func failure(_ body: () async throws -> Void) async -> DatabaseFailure? {
        do {
            try await body()
            return nil
        } catch { return error as? DatabaseFailure }
    }

    /// What other sessions of the same database are doing.
    private func busy(_ database: PostgresDatabase, _ pattern: String) async throws -> Int64 {
        try await database.read { connection in
            try connection.count(
                "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and datname = current_database() and query like \(pattern)"
            )
        }
    }

    private func eventually(_ seconds: Double, _ condition: () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test("a cancelled task stops its statement on the server within a second, and the connection serves the next", .timeLimit(.minutes(1)))
    func cancellation() async throws {
        try await withPostgres({ $0.pool = 2 }) { database in
            for _ in 0..<3 {
                let task = Task { try await database.read { try $0.query("select pg_sleep(30)") } }
                #expect(try await eventually(5) { try await busy(database, "%pg_sleep(30)%") == 1 })
                let start = ContinuousClock.now
                task.cancel()
                let failure = await failure { _ = try await task.value }
                #expect(failure?.kind == .cancelled)
                #expect(ContinuousClock.now - start < .seconds(1))
                #expect(try await busy(database, "%pg_sleep(30)%") == 0)
            }
            for _ in 0..<20 {
                let one = try await database.read { try $0.count("select 1 as one") }
                #expect(one == 1)
            }
        }
    }

    @Test("a cancellation never hits the statement of another transaction", .timeLimit(.minutes(1)))
    func cancellationAim() async throws {
        try await withPostgres({ $0.pool = 1 }) { database in
            for round in 0..<60 {
                let task = Task { try await database.read { try $0.query("select pg_sleep(0.004)") } }
                try await Task.sleep(for: .microseconds(round * 150))
                task.cancel()
                // On the same connection right behind: it must never see the neighbour's cancellation.
                let rows = try await database.read { try $0.query("select pg_sleep(0.004)") }
                #expect(rows.count == 1)
                _ = try? await task.value
            }
        }
    }

    @Test("waiting for a connection ends at the deadline, and at a cancellation", .timeLimit(.minutes(1)))
    func exhaustion() async throws {
        try await withPostgres({
            $0.pool = 1
            $0.poolTimeout = .milliseconds(300)
        }) { database in
            let holder = Task { try await database.read { try $0.query("select pg_sleep(20)") } }
            try await Task.sleep(for: .milliseconds(200))
            let start = ContinuousClock.now
            let late = await failure { _ = try await database.read { try $0.count("select 1 as one") } }
            #expect(late?.kind == .unavailable)
            #expect(ContinuousClock.now - start > .milliseconds(250))
            #expect(ContinuousClock.now - start < .seconds(4))
            let waiting = Task { try await database.read { try $0.count("select 1 as one") } }
            try await Task.sleep(for: .milliseconds(50))
            waiting.cancel()
            let cancelled = await failure { _ = try await waiting.value }
            #expect(cancelled?.kind == .cancelled)
            holder.cancel()
            _ = try? await holder.value
            let one = try await database.read { try $0.count("select 1 as one") }
            #expect(one == 1)
        }
    }

    @Test("callers are served first come, first served")
    func fairness() async throws {
        try await withPostgres({ $0.pool = 1 }) { database in
            let order = Mutex<[Int]>([])
            let holder = Task { try await database.read { try $0.query("select pg_sleep(0.5)") } }
            try await Task.sleep(for: .milliseconds(100))
            var tasks: [Task<Void, any Error>] = []
            for index in 0..<10 {
                tasks.append(Task { @Sendable in try await database.read { _ in order.withLock { $0.append(index) } } })
                try await Task.sleep(for: .milliseconds(25))
            }
            for task in tasks { try await task.value }
            _ = try await holder.value
            #expect(order.withLock { $0 } == Array(0..<10))
        }
    }

    @Test("a statement over its time is stopped by the server and named a timeout", .timeLimit(.minutes(1)))
    func statementTimeout() async throws {
        try await withPostgres({
            $0.pool = 1
            $0.statementTimeout = .milliseconds(200)
        }) { database in
            let timeout = await failure { _ = try await database.read { try $0.query("select pg_sleep(10)") } }
            #expect(timeout?.kind == .timeout)
            // A migration is not bound by it.
            _ = try await database.migrate { try $0.query("select pg_sleep(0.4)") }
            let again = await failure { _ = try await database.read { try $0.query("select pg_sleep(10)") } }
            #expect(again?.kind == .timeout)
        }
    }

    @Test("a backend that dies while idle is replaced without the caller noticing", .timeLimit(.minutes(1)))
    func deadIdleConnection() async throws {
        try await withPostgres({ $0.pool = 1 }) { database in
            let killer = PostgresDatabase(database.configuration)
            for mode in 0..<4 {
                let pid = try await database.read { try $0.count("select cast(pg_backend_pid() as bigint) as pid") }
                _ = try await killer.write { try $0.query("select pg_terminate_backend(cast(\(pid) as integer))") }
                try await Task.sleep(for: .milliseconds(100))
                let one =
                    mode % 2 == 0
                    ? try await database.read { try $0.count("select 1 as one") }
                    : try await database.write { try $0.count("select 1 as one") }
                #expect(one == 1)
            }
            try await killer.close()
        }
    }

    @Test("a backend that dies in the middle of a transaction fails it, and nothing of it stays", .timeLimit(.minutes(1)))
    func deadBusyConnection() async throws {
        try await withPostgres({ $0.pool = 1 }) { database in
            _ = try await database.migrate { try $0.execute("create table notes (id bigint)") }
            let runs = Mutex(0)
            let killed = await failure {
                try await database.write { connection in
                    runs.withLock { $0 += 1 }
                    try connection.execute("insert into notes values (1)")
                    _ = try connection.query("select pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(killed?.kind == .unavailable)
            #expect(runs.withLock { $0 } == 1)
            let count = try await database.read { try $0.count("select count(*) from notes") }
            #expect(count == 0)
        }
    }

    @Test("a connection lost during COMMIT is answered with unknown and never run again", .timeLimit(.minutes(1)))
    func lostCommit() async throws {
        try await withPostgres({ $0.pool = 1 }) { database in
            try await database.migrate { connection in
                try connection.execute("create table slow (id bigint)")
                // A deferred trigger makes COMMIT itself last.
                try connection.execute(
                    "create function wait_at_commit() returns trigger language plpgsql as $$ begin perform pg_sleep(10); return null; end $$"
                )
                try connection.execute(
                    "create constraint trigger slow_commit after insert on slow deferrable initially deferred for each row execute function wait_at_commit()"
                )
            }
            let observer = PostgresDatabase(database.configuration)
            let runs = Mutex(0)
            let writer = Task {
                try await database.write { connection in
                    runs.withLock { $0 += 1 }
                    try connection.execute("insert into slow values (1)")
                }
            }
            #expect(try await eventually(5) { try await busy(observer, "commit%") == 1 })
            // Cancelling does not reach into COMMIT.
            writer.cancel()
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await busy(observer, "commit%") == 1)
            _ = try await observer.write { connection in
                try connection.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'commit%' and state = 'active' and datname = current_database()"
                )
            }
            let unknown = await failure { try await writer.value }
            #expect(unknown?.kind == .commitUnknown)
            #expect(runs.withLock { $0 } == 1)
            // The control: an error that COMMIT itself answers is not unknown.
            _ = try await observer.migrate { connection in
                try connection.execute(
                    "create or replace function wait_at_commit() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$")
            }
            let refused = await failure { _ = try await database.write { try $0.execute("insert into slow values (2)") } }
            #expect(refused?.kind == .refused)
            try await observer.close()
        }
    }

    @Test("a database set up to lose writes is refused; the same database set right is not")
    func unsafeSettings() async throws {
        let home = try await PostgresTestDatabase.create()
        for (setting, expected) in [("synchronous_commit = off", DatabaseFailure.Kind.unsafe), ("synchronous_commit = on", nil)] {
            try await home.alter(setting)
            let database = PostgresDatabase(home.configuration)
            let refusal = await failure { try await database.check() }
            #expect(refusal?.kind == expected)
            try await database.close()
        }
        try await home.drop()
    }

    @Test("a server that is not there is unavailable by the deadline, without words of the password", .timeLimit(.minutes(1)))
    func absentServer() async throws {
        let database = try PostgresDatabase(url: "postgres://plan:hunter2@/city?host=/nonexistent&pool=2&pool_timeout=400ms")
        let start = ContinuousClock.now
        let failure = await failure { try await database.check() }
        #expect(failure?.kind == .unavailable)
        #expect(failure?.message.contains("hunter2") == false)
        #expect(ContinuousClock.now - start < .seconds(2))
        try await database.close()
    }

    @Test("after close nothing runs, and what ran was finished")
    func closing() async throws {
        try await withPostgres({ $0.pool = 2 }) { database in
            let running = Task { try await database.read { try $0.query("select pg_sleep(0.4)").count } }
            try await Task.sleep(for: .milliseconds(150))
            try await database.close()
            #expect(try await running.value == 1)
            let late = await failure { try await database.check() }
            #expect(late?.kind == .unavailable)
        }
    }

    @Test("two nodes that migrate at once apply each migration once", .timeLimit(.minutes(1)))
    func migrations() async throws {
        try await withPostgres { database in
            let migrations = (1...6).map { index in
                Migration(
                    "000\(index)",
                    [
                        .create(Table("applied", [.int("id"), .int("step")], global: true)),
                        .run("insert into applied values (1, 0)"),
                    ].filter { _ in index == 1 } + [.postgres("update applied set step = step + 1 from pg_sleep(0.02)")])
            }
            let other = PostgresDatabase(database.configuration)
            let results = try await withThrowingTaskGroup(of: [String].self) { group in
                for node in [database, other] { group.addTask { try await Migration.apply(migrations, to: node, now: 7) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.allSatisfy { Set($0).isSubset(of: Set(migrations.map(\.id))) })
            let step = try await database.read { try $0.count("select step from applied") }
            #expect(step == 6)
            let recorded = try await database.read { try $0.count("select count(*) from migrations") }
            #expect(recorded == 6)
            try await other.close()
        }
    }

    @Test("a migration that waits too long for another node says locked", .timeLimit(.minutes(1)))
    func migrationLock() async throws {
        try await withPostgres { database in
            var configuration = database.configuration
            configuration.lockTimeout = .milliseconds(200)
            let other = PostgresDatabase(configuration)
            let holder = Task { try await database.migrate { try $0.query("select pg_sleep(1.5)").count } }
            try await Task.sleep(for: .milliseconds(300))
            let late = await failure { _ = try await other.migrate { try $0.query("select 1 as one").count } }
            #expect(late?.kind == .locked)
            _ = try await holder.value
            try await other.close()
        }
    }
}
