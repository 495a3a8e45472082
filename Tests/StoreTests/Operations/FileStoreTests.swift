import Crypto
import Kernel
import Office
import Operations
import Persistence
import Store
import TestSupport
import Testing

@Suite struct FileStoreTests {
    private func intake(_ world: OfficeWorld, limits: FileLimits = FileLimits()) -> FileIntake {
        FileIntake(
            chunks: FileStore(database: world.database, clock: world.clock), unitOfWork: world.work, ids: world.ids, clock: world.clock,
            limits: limits, textOf: { _, bytes in [String(decoding: bytes, as: UTF8.self)] })
    }

    private func body(_ bytes: [UInt8], parts: Int = 1000) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            var rest = bytes[...]
            while !rest.isEmpty {
                continuation.yield(Array(rest.prefix(parts)))
                rest = rest.dropFirst(parts)
            }
            continuation.finish()
        }
    }

    private func rows(_ database: any Database, _ table: SQL) async throws -> Int64 {
        try await database.read { try $0.count("select count(*) from \(table)") }
    }

    @Test("What goes in comes out, whatever its size and the size of its parts")
    func roundTrip() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let intake = intake(world)
            let store = FileStore(database: database, clock: world.clock)
            var random = SystemRandomNumberGenerator()
            var total: Int64 = 0
            for size in [0, 1, 262_143, 262_144, 262_145, 900_001] {
                let text = (0..<size).map { _ in UInt8.random(in: 97...122, using: &random) }
                let file = try await intake.receive(
                    .init(name: "n\(size).txt", owner: .init(kind: "project", id: 7)),
                    body: body(text, parts: .random(in: 1000...400_000, using: &random)), context: world.context)
                total += Int64(size)
                #expect(file.size == Int64(size) && file.digest == Array(SHA256.hash(data: text)))
                #expect(try await store.file(file.id, tenant: world.tenant) == file)
                var read: [UInt8] = []
                for try await chunk in intake.contents(of: file) { read += chunk }
                #expect(read == text)
            }
            #expect(try await store.files(of: .init(kind: "project", id: 7), tenant: world.tenant).count == 6)
            #expect(try await store.usage(tenant: world.tenant) == total)
        }
    }

    @Test func aMarkedFileLeavesOnlyARecordOfItsRefusal() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let intake = intake(world)
            for (name, text) in [("方案.txt", "第一页\n机密★10年\n"), ("絕密文件.txt", "普通"), ("a.csv", "名称,密级\n某系统,秘密\n")] {
                await #expect {
                    try await intake.receive(
                        .init(name: name, owner: .init(kind: "project", id: 7)), body: body(Array(text.utf8)), context: world.context)
                } throws: {
                    ($0 as? AppError)?.code == "LT4103"
                }
            }
            #expect(try await rows(database, "files") == 0)
            #expect(try await rows(database, "file_chunks") == 0)
            #expect(try await rows(database, "file_uploads") == 0)
            let entries = try await AuditStore(database: database).entries(tenant: world.tenant, matching: .init())
            #expect(entries.map(\.entry.action) == Array(repeating: "file.refuse-classified", count: 3))
            // The report itself must not carry the classified name.
            #expect(entries.allSatisfy { $0.payload?.note?.contains("文件") == false })
        }
    }

    @Test func limitQuotaTypeAndNameAreKept() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let intake = intake(world, limits: FileLimits(file: 1000, quota: 1500, types: [.text]))
            func code(_ name: String, _ bytes: [UInt8]) async -> String? {
                do {
                    _ = try await intake.receive(
                        .init(name: name, owner: .init(kind: "p", id: 1)), body: body(bytes), context: world.context)
                    return nil
                } catch {
                    return (error as? AppError)?.code ?? "\(error)"
                }
            }
            let letters = [UInt8](repeating: 97, count: 1000)
            #expect(await code("a.txt", letters + [97]) == "LT4101")
            #expect(await code("a.pdf", Array("%PDF-1.4".utf8)) == "LT4102")
            #expect(await code("a.txt", [0x4D, 0x5A, 0x00]) == "LT4102")
            #expect(await code("../\u{202E}\u{0}", letters) == "LT4105")
            #expect(await code("../../a.txt", letters) == nil)
            #expect(await code("b.txt", letters) == "LT4104")
            #expect(await code("b.txt", Array(letters.prefix(500))) == nil)
            #expect(try await rows(database, "files") == 2)
            #expect(try await rows(database, "file_uploads") == 2)
        }
    }

    @Test func removingGivesTheQuotaBackAndAbandonedUploadsAreSwept() async throws {
        struct Later: Clock { func now() -> Instant { SystemClock().now().adding(seconds: 90_000) } }
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            let file = try await intake(world).receive(
                .init(name: "a.txt", owner: .init(kind: "p", id: 1)), body: body([97, 98]), context: world.context)
            let store = FileStore(database: database, clock: Later())
            try await FileStore(database: database, clock: world.clock).store([1], number: 0, of: FileID(99), tenant: world.tenant)
            #expect(try await store.sweepAbandoned() == 1)
            #expect(try await rows(database, "file_chunks") == 1)
            #expect(try await world.write { try $0.removeFile(file.id) })
            #expect(try await store.usage(tenant: world.tenant) == 0)
            #expect(try await rows(database, "file_chunks") == 0)
        }
    }
}
