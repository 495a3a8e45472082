// Module in charge of being killed: writes under load, checks what survived. Driven by Tests/reliability/run.

import Foundation
import Kernel
import Office
import Operations
import Persistence
import Postgres
import SQLite
import Store
import Synchronization

@main struct Driver {
    static func main() async {
        var arguments = CommandLine.arguments.dropFirst().makeIterator()
        let command = arguments.next() ?? ""
        var options: [String: String] = [:]
        while let name = arguments.next() { options[name] = arguments.next() ?? "" }
        do {
            switch command {
            case "write": try await write(options)
            case "check": try await check(options)
            case "full": try await full(options)
            default:
                print("lantu-reliability write|check|full --database … [--run N] [--writers N] [--acknowledge early]")
                exit(64)
            }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    static let tenant = TenantID(1)
    static let context = WriteContext(tenant: tenant, actor: .system("reliability"), packVersion: "-")

    static func open(_ options: [String: String]) async throws -> any Database {
        let place = options["--database"] ?? ""
        let database: any Database = place.hasPrefix("postgres") ? try PostgresDatabase(url: place) : try SQLiteDatabase(path: place)
        _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
        _ = try await database.write {
            try $0.execute("insert into tenants (id, name, created_at) values (1, 'reliability', 0) on conflict do nothing")
        }
        return database
    }

    static func work(_ database: any Database) -> StoreUnitOfWork {
        let clock = SystemClock()
        return StoreUnitOfWork(database: database, ids: IDGenerator(node: 0, clock: clock), clock: clock, node: 0)
    }

    /// Writes until killed; every commit is acknowledged by a line outside the process.
    static func write(_ options: [String: String]) async throws {
        let database = try await open(options)
        let work = work(database)
        let run = Int64(options["--run"] ?? "") ?? 0
        // The broken configuration the test must catch: acknowledged before it is durable.
        let early = options["--acknowledge"] == "early"
        say("ready")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<(Int64(options["--writers"] ?? "") ?? 8) {
                group.addTask {
                    for number in Int64(1)... {
                        let key = run << 40 | writer << 32 | number
                        if early { say(String(key)) }
                        try await work.write(context) { transaction in
                            try transaction.post(topic: "ledger", key: String(key), payload: "{}")
                            transaction.record(AuditDraft("ledger.add", "ledger", key))
                        }
                        if !early { say(String(key)) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Reads acknowledged keys and answers, as JSON, which are missing, which are there twice, and whether the chains hold.
    static func check(_ options: [String: String]) async throws {
        var acknowledged: Set<String> = []
        while let line = readLine() { acknowledged.insert(line) }
        let database = try await open(options)
        let (rows, entries) = try await database.read { connection in
            (
                try connection.query("select message_key from outbox where topic = 'ledger'").map { try $0.text("message_key") },
                try connection.query("select object_id from audit_entries where action = 'ledger.add'").map {
                    String(try $0.int("object_id"))
                }
            )
        }
        let findings = try await AuditStore(database: database).verify(anchors: []).findings.count
        try await database.close()
        let stored = Set(rows)
        print(
            """
            {"acknowledged":\(acknowledged.count),"stored":\(rows.count),"lost":\(acknowledged.subtracting(stored).count),\
            "duplicates":\(rows.count - stored.count + entries.count - Set(entries).count),\
            "unaudited":\(stored.symmetricDifference(entries).count),"findings":\(findings)}
            """)
    }

    /// Fills the disk under the database and answers, as JSON, how it bears it.
    static func full(_ options: [String: String]) async throws {
        let folder = options["--folder"] ?? ""
        let database = try await open(["--database": folder + "/lantu.sqlite"])
        let work = work(database)
        // Space somebody frees later.
        let filler = folder + "/filler"
        try Data(count: 24 << 20).write(to: URL(fileURLWithPath: filler))
        var committed = 0
        var refusal = "none"
        let text = String(repeating: "x", count: 64 << 10)
        while committed < 100_000 {
            do {
                let number = committed
                try await work.write(context) { try $0.post(topic: "fill", key: "\(number)", payload: text) }
                committed += 1
            } catch let error as DatabaseFailure {
                refusal = error.kind.rawValue
                break
            }
        }
        // Why there is a ballast: not even removing works on a full disk.
        var removed = "done"
        do { _ = try await database.write { try $0.execute("delete from outbox") } } catch let error as DatabaseFailure {
            removed = error.kind.rawValue
        }
        let read = try await database.read { try $0.count("select count(*) from outbox") }
        try FileManager.default.removeItem(atPath: filler)
        let freed = ContinuousClock.now
        var recovered = Duration.seconds(60)
        while ContinuousClock.now - freed < .seconds(5) {
            do {
                try await work.write(context) { try $0.post(topic: "after", key: "1", payload: "{}") }
                recovered = ContinuousClock.now - freed
                break
            } catch is DatabaseFailure { try await Task.sleep(for: .milliseconds(20)) }
        }
        try await database.close()
        // Opened again as after a restart: nothing is damaged.
        let again = try await open(["--database": folder + "/lantu.sqlite"])
        let after = try await again.read { connection in
            (
                try connection.count("select count(*) from outbox where topic = 'fill'"),
                try connection.first("select integrity_check as result from pragma_integrity_check")?.text("result") ?? "?"
            )
        }
        try await again.close()
        let milliseconds = recovered.components.seconds * 1000 + recovered.components.attoseconds / 1_000_000_000_000_000
        print(
            """
            {"committed":\(committed),"refusal":"\(refusal)","delete":"\(removed)","read":\(read),"recovered_ms":\(milliseconds),\
            "stored":\(after.0),"integrity":"\(after.1)"}
            """)
    }

    private static let output = Mutex(())
    /// One line, written at once: what is buffered in a killed process was never said.
    static func say(_ line: String) {
        output.withLock { _ in
            let bytes = Array((line + "\n").utf8)
            _ = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
        }
    }
}
