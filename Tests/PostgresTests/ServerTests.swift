import Foundation
import Persistence
import Postgres
import Synchronization
import TestSupport
import Testing

/// What needs a server of one's own: stopping it, crashing it, setting it up badly.
@Suite("A PostgreSQL server that goes and comes", .enabled(if: PostgresTestServer.isPresent, "LANTU_TEST_POSTGRES is not set"))
struct ServerTests {
    @Test("every acknowledged write survives a restart and a crash; writing goes on within ten seconds", .timeLimit(.minutes(2)))
    func restarts() async throws {
        try await PostgresTestCluster.with { cluster in
            let database = try PostgresDatabase(url: cluster.url + "&pool=4")
            _ = try await database.migrate { try $0.execute("create table ledger (id bigint primary key)") }
            let acknowledged = Mutex<[Int64]>([])
            let unknown = Mutex<Set<Int64>>([])
            let other = Mutex<[DatabaseFailure.Kind]>([])
            let stop = Mutex(false)
            let next = Mutex<Int64>(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask { @Sendable in
                        while !stop.withLock({ $0 }) {
                            let id = next.withLock { value -> Int64 in
                                value += 1
                                return value
                            }
                            do {
                                _ = try await database.write { try $0.execute("insert into ledger values (\(id))") }
                                acknowledged.withLock { $0.append(id) }
                            } catch let failure as DatabaseFailure {
                                if failure.kind == .commitUnknown {
                                    unknown.withLock { _ = $0.insert(id) }
                                } else if failure.kind != .unavailable {
                                    other.withLock { $0.append(failure.kind) }
                                }
                                try await Task.sleep(for: .milliseconds(5))
                            }
                        }
                    }
                }
                for crash in [false, true] {
                    try await Task.sleep(for: .milliseconds(500))
                    if crash { try await cluster.crash() } else { try await cluster.stop() }
                    try await Task.sleep(for: .milliseconds(200))
                    try await cluster.start()
                    let start = ContinuousClock.now
                    let before = acknowledged.withLock { $0.count }
                    while acknowledged.withLock({ $0.count }) == before, ContinuousClock.now - start < .seconds(20) {
                        try await Task.sleep(for: .milliseconds(10))
                    }
                    #expect(ContinuousClock.now - start < .seconds(10))
                }
                stop.withLock { $0 = true }
                try await group.waitForAll()
            }
            let found = Set(try await database.read { try $0.query("select id from ledger").map { try $0.int("id") } })
            let promised = acknowledged.withLock { Set($0) }
            #expect(promised.count > 50)
            #expect(promised.subtracting(found).isEmpty)
            // What is there without a promise was answered with unknown, never with "nothing happened".
            #expect(found.subtracting(promised).subtracting(unknown.withLock { $0 }).isEmpty)
            #expect(other.withLock { $0 }.isEmpty)
            try await database.close()
        }
    }

    @Test("a server that loses writes with the power is refused at the first connection", .timeLimit(.minutes(1)))
    func durability() async throws {
        try await PostgresTestCluster.with { cluster in
            for (line, kind) in [
                ("fsync = off", DatabaseFailure.Kind.unsafe), ("fsync = on\nfull_page_writes = off", .unsafe),
                ("full_page_writes = on", nil),
            ] {
                try await cluster.stop()
                try cluster.configure(line)
                try await cluster.start()
                let database = try PostgresDatabase(url: cluster.url)
                do {
                    try await database.check()
                    #expect(kind == nil)
                } catch let failure as DatabaseFailure {
                    #expect(failure.kind == kind)
                }
                try await database.close()
            }
        }
    }

    @Test("over TLS large answers come whole and without waiting; a server whose name or authority is not trusted is refused")
    func encryption() async throws {
        try await PostgresTestCluster.with { cluster in
            let port = Int.random(in: 20_000..<30_000)
            guard try Self.makeCertificate(in: cluster.folder) else { try Test.cancel("openssl is not installed") }
            try await cluster.stop()
            try cluster.configure(
                "ssl = on\nssl_cert_file = '\(cluster.folder)/server.pem'\nssl_key_file = '\(cluster.folder)/server.key'\nlisten_addresses = '127.0.0.1'\nport = \(port)"
            )
            try await cluster.start()
            let base = "postgres://postgres@127.0.0.1:\(port)/postgres?pool=1"
            let database = try PostgresDatabase(url: base + "&sslmode=verify-ca&sslrootcert=\(cluster.folder)/server.pem")
            let encrypted = try await database.read {
                try $0.first("select ssl from pg_stat_ssl where pid = pg_backend_pid()")?.bool("ssl")
            }
            #expect(encrypted == true)
            let start = ContinuousClock.now
            for size in [1, 8_000, 16_384, 100_000, 3_000_000] {
                let text = try await database.read { try $0.first("select repeat('x', cast(\(size) as integer)) as t")?.text("t") }
                #expect(text?.utf8.count == size)
            }
            #expect(ContinuousClock.now - start < .seconds(2))
            try await database.close()
            for options in [
                "&sslmode=verify-full&sslrootcert=\(cluster.folder)/server.pem",
                "&sslmode=verify-ca&sslrootcert=\(cluster.folder)/other.pem",
            ] {
                let doubtful = try PostgresDatabase(url: base + options + "&pool_timeout=300ms")
                do {
                    try await doubtful.check()
                    Issue.record("connected with \(options)")
                } catch let failure as DatabaseFailure { #expect(failure.kind == .unavailable) }
                try await doubtful.close()
            }
        }
    }

    /// A certificate for another name than the address, and an authority that signed nothing.
    private static func makeCertificate(in folder: String) throws -> Bool {
        for (key, certificate) in [("server.key", "server.pem"), ("other.key", "other.pem")] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") else { return false }
            process.arguments = [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=database.example", "-keyout",
                "\(folder)/\(key)",
                "-out", "\(folder)/\(certificate)",
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { return false }
        }
        // The server reads its key as its own user and demands that nobody else can.
        let owner = try FileManager.default.attributesOfItem(atPath: folder + "/data")[.ownerAccountID]
        try FileManager.default.setAttributes(
            [.ownerAccountID: owner ?? 0, .posixPermissions: 0o600], ofItemAtPath: folder + "/server.key")
        return true
    }

    @Test("a database in another encoding than UTF-8 is refused")
    func encoding() async throws {
        let home = try await PostgresTestDatabase.create(encoding: "SQL_ASCII")
        let database = PostgresDatabase(home.configuration)
        let failure = await #expect(throws: DatabaseFailure.self) { try await database.check() }
        #expect(failure?.kind == .unsafe)
        try await database.close()
        try await home.drop()
    }
}
