import Kernel
import Persistence
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Transactions on PostgreSQL", .enabled(if: PostgresTestServer.isPresent, "LANTU_TEST_POSTGRES is not set"))
struct TransactionTests {
    private let tables = [
        Table("parents", [.int("id"), .text("code"), .int("amount").check("amount >= 0")], unique: [["code"]], global: true),
        Table("counters", [.int("id"), .int("value")], global: true),
    ]

    private func withTables(
        _ change: (inout PostgresConfiguration) -> Void = { _ in }, _ body: (PostgresDatabase) async throws -> Void
    ) async throws {
        try await withPostgres(change) { database in
            try await database.migrate { connection in
                for table in tables { for statement in table.statements(for: .postgres) { try connection.execute(statement) } }
                try connection.execute("create table children (id bigint primary key, parent bigint not null references parents (id))")
                try connection.execute("insert into counters (id, value) values (1, 0), (2, 0)")
            }
            try await body(database)
        }
    }

    private func kind(_ body: () async throws -> Void) async -> DatabaseFailure? {
        do {
            try await body()
            return nil
        } catch { return error as? DatabaseFailure }
    }

    @Test("each constraint is named by its kind, and no message quotes the row")
    func constraints() async throws {
        try await withTables { database in
            _ = try await database.write { try $0.execute("insert into parents (id, code, amount) values (1, 'secretvalue', 5)") }
            let unique = await kind { _ = try await database.write { try $0.execute("insert into parents values (2, 'secretvalue', 5)") } }
            #expect(unique?.kind == .unique)
            #expect(unique?.constraint == "parents_code_key")
            #expect(unique?.message.contains("secretvalue") == false)
            let foreign = await kind { _ = try await database.write { try $0.execute("insert into children values (1, 99)") } }
            #expect(foreign?.kind == .foreignKey)
            #expect(foreign?.constraint == "children_parent_fkey")
            let check = await kind { _ = try await database.write { try $0.execute("insert into parents values (3, 'c', -1)") } }
            #expect(check?.kind == .check)
            let null = await kind { _ = try await database.write { try $0.execute("insert into parents values (3, null, 1)") } }
            #expect(null?.kind == .notNull)
            let syntax = await kind { _ = try await database.write { try $0.execute("insert in parents") } }
            #expect(syntax?.kind == .misuse)
            let raised = await kind {
                _ = try await database.write { try $0.execute("do $$ begin raise exception 'append-only'; end $$") }
            }
            #expect(raised?.kind == .refused)
            let count = try await database.read { try $0.count("select count(*) from parents") }
            #expect(count == 1)
        }
    }

    @Test("a read cannot write, and reads one snapshot while others commit")
    func snapshot() async throws {
        try await withTables { database in
            let failure = await kind { _ = try await database.read { try $0.execute("update counters set value = 9") } }
            #expect(failure?.kind == .misuse)
            let (before, after) = try await database.read { connection in
                let before = try connection.count("select value from counters where id = 1")
                let done = Mutex(false)
                // Another connection commits while this snapshot is open.
                Task { [database] in
                    _ = try await database.write { try $0.execute("update counters set value = value + 1 where id = 1") }
                    done.withLock { $0 = true }
                }
                for _ in 0..<200 where !done.withLock({ $0 }) { _ = try connection.query("select pg_sleep(0.01)") }
                #expect(done.withLock { $0 })
                return (before, try connection.count("select value from counters where id = 1"))
            }
            #expect(before == after)
            let now = try await database.read { try $0.count("select value from counters where id = 1") }
            #expect(now == 1)
        }
    }

    @Test("a closure that throws leaves nothing behind, and the connection is usable at once")
    func rollback() async throws {
        struct Refusal: Error {}
        try await withTables({ $0.pool = 1 }) { database in
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    try connection.execute("update counters set value = 77")
                    throw Refusal()
                }
            }
            let value = try await database.read { try $0.count("select value from counters where id = 1") }
            #expect(value == 0)
        }
    }

    @Test("a failure the closure swallows still fails the write: nothing is half committed")
    func swallowed() async throws {
        try await withTables { database in
            let failure = await kind {
                try await database.write { connection in
                    try connection.execute("update counters set value = 5 where id = 1")
                    _ = try? connection.execute("insert into parents values (1, 'x', -1)")
                    _ = try? connection.execute("update counters set value = 6 where id = 2")
                }
            }
            #expect(failure?.kind == .check)
            let total = try await database.read { try $0.count("select cast(sum(value) as bigint) as s from counters") }
            #expect(total == 0)
        }
    }

    @Test("concurrent increments are all counted")
    func increments() async throws {
        try await withTables { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask { _ = try await database.write { try $0.execute("update counters set value = value + 1 where id = 1") } }
                }
                try await group.waitForAll()
            }
            let value = try await database.read { try $0.count("select value from counters where id = 1") }
            #expect(value == 100)
            #expect(database.counters.writes >= 101)
        }
    }

    @Test("reading and writing apart loses updates; the row's lock first does not")
    func lostUpdates() async throws {
        // The control: what READ COMMITTED allows when a closure does not lock what it decides on.
        for locked in [false, true] {
            try await withTables { database in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<40 {
                        group.addTask {
                            try await database.write { connection in
                                if locked { try connection.execute("update counters set value = value where id = 1") }
                                let value = try connection.count("select value from counters where id = 1")
                                _ = try connection.query("select pg_sleep(0.002)")
                                try connection.execute("update counters set value = \(value + 1) where id = 1")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let value = try await database.read { try $0.count("select value from counters where id = 1") }
                if locked { #expect(value == 40) } else { #expect(value < 40) }
            }
        }
    }

    @Test("a deadlock is broken by running one side again", .timeLimit(.minutes(1)))
    func deadlock() async throws {
        try await withTables { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await database.write { connection in
                            try connection.execute("update counters set value = value + 1 where id = \(first)")
                            _ = try connection.query("select pg_sleep(0.3)")
                            try connection.execute("update counters set value = value + 1 where id = \(second)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let values = try await database.read { try $0.query("select value from counters order by id").map { try $0.int("value") } }
            #expect(values == [2, 2])
            #expect(database.counters.retries >= 1)
        }
    }

    @Test("a serialization failure runs the closure three times in all, then says so")
    func retries() async throws {
        try await withTables { database in
            let runs = Mutex(0)
            let failure = await kind {
                try await database.write { connection in
                    runs.withLock { $0 += 1 }
                    try connection.execute("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
                }
            }
            #expect(failure?.kind == .retry)
            #expect(runs.withLock { $0 } == 3)
            let last = try await database.write { connection in
                let run = runs.withLock {
                    $0 += 1
                    return $0
                }
                if run < 6 { try connection.execute("do $$ begin raise exception 'again' using errcode = '40001'; end $$") }
                return run
            }
            #expect(last == 6)
        }
    }

    @Test("a changed table does not break statements prepared before the change")
    func stalePlans() async throws {
        try await withTables({ $0.pool = 2 }) { database in
            for _ in 0..<3 { _ = try await database.read { try $0.query("select * from counters") } }
            let other = PostgresDatabase(database.configuration)
            _ = try await other.migrate { try $0.execute("alter table counters add column note text default 'n'") }
            try await other.close()
            let row = try await database.read { try $0.first("select * from counters where id = 1 or true") }
            let again = try await database.read { try $0.first("select * from counters") }
            #expect(try row?.text("note") == "n")
            #expect(try again?.text("note") == "n")
        }
    }

    @Test("more statement shapes than the cache holds: the oldest leave the server too")
    func statementCache() async throws {
        try await withTables({ $0.pool = 1 }) { database in
            for round in 0..<2 {
                for index in 0..<300 {
                    let padding = SQL.joined(Array(repeating: "1", count: index + 1), by: ",")
                    let found = try await database.read { try $0.count("select count(*) from counters where id in (\(padding))") }
                    #expect(found == 1, "round \(round)")
                }
            }
            let held = try await database.read { try $0.count("select count(*) from pg_prepared_statements") }
            #expect(held > 200)
            #expect(held <= 258)
        }
    }

    @Test("a failed statement does not poison the cache")
    func failedPreparation() async throws {
        try await withTables({ $0.pool = 1 }) { database in
            for _ in 0..<2 {
                let failure = await kind { _ = try await database.read { try $0.query("select nothing from counters") } }
                #expect(failure?.kind == .misuse)
                let division = await kind { _ = try await database.read { try $0.query("select 1 / value as x from counters") } }
                #expect(division?.kind == .misuse)
            }
            _ = try await database.write { try $0.execute("update counters set value = 1") }
            let rows = try await database.read { try $0.query("select 1 / value as x from counters") }
            #expect(rows.count == 2)
        }
    }
}
