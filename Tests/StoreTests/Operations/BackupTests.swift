import Kernel
import Office
import Operations
import Persistence
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct BackupTests {
    final class Tape: BackupSource {
        private let state = Mutex((frames: [BackupFrame](), next: 0))
        func write(_ frame: BackupFrame) { state.withLock { $0.frames.append(frame) } }
        func rewind() { state.withLock { $0.next = 0 } }
        func next() -> BackupFrame? {
            state.withLock { state in
                guard state.next < state.frames.count else { return nil }
                defer { state.next += 1 }
                return state.frames[state.next]
            }
        }
        var header: BackupHeader? {
            state.withLock { if case .header(let header)? = $0.frames.first { header } else { nil } }
        }
        func spoil() {
            state.withLock { state in
                for (index, frame) in state.frames.enumerated() {
                    guard case .rows(var bytes) = frame, bytes.count > 40 else { continue }
                    bytes[bytes.count - 1] ^= 1
                    state.frames[index] = .rows(bytes)
                    return
                }
            }
        }
    }

    private func fill(_ world: OfficeWorld) async throws {
        let files = FileStore(database: world.database, clock: world.clock)
        for number in 0..<60 {
            try await world.write { tx in
                _ = try tx.enqueue(kind: "import", key: "鍵\(number)", payload: "{\"名\":\"值 \u{1F600}\"}")
                tx.record(
                    AuditDraft("project.edit", "project", number % 2 == 0 ? nil : Int64(number), payload: .init(note: "第 \(number) 次")))
            }
            if number < 20 {
                try await files.store(
                    [UInt8](repeating: UInt8(number), count: 100_000), number: 0, of: FileID(Int64(number + 1)), tenant: world.tenant)
            }
        }
    }

    @Test("A backup made while others write restores into either engine with equal digests")
    func acrossEngines() async throws {
        try await withEachDatabase { database in
            let world = try await OfficeWorld(database)
            try await fill(world)
            let tape = Tape()
            let digests = try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for number in 0..<30 {
                            try await world.write { tx in
                                _ = try tx.enqueue(kind: "load", key: "\(writer)-\(number)", payload: "{}")
                                tx.record(AuditDraft("project.edit", "project", Int64(number)))
                            }
                        }
                    }
                }
                let digests = try await DatabaseBackup(database: database).write(at: 1) { tape.write($0) }
                try await group.waitForAll()
                return digests
            }
            let header = try #require(tape.header)
            #expect(digests.first { $0.name == "file_chunks" }?.rows == 20)
            try await withEachDatabase { copy in
                let restored = try await DatabaseRestore(database: copy, clock: world.clock).read(tape, header: header)
                #expect(restored == digests)
                #expect(try await DatabaseBackup(database: copy).digests() == digests)
                // The copy is a database like any other: its ledger is whole, and it takes new work.
                let report = try await AuditStore(database: copy).verify(anchors: [])
                #expect(report.findings.isEmpty && report.entries >= 60)
                try await OfficeWorld(copy).write { $0.record(AuditDraft("project.edit", "project", 1)) }
                // Not empty any more: a second restore is refused and changes nothing.
                await #expect { try await DatabaseRestore(database: copy, clock: world.clock).read(tape, header: header) } throws: {
                    ($0 as? AppError)?.code == "LT5111"
                }
            }
        }
    }

    @Test func aChangedByteIsFoundAndNothingIsRestored() async throws {
        try await withSQLite { database in
            let world = try await OfficeWorld(database)
            try await fill(world)
            let tape = Tape()
            _ = try await DatabaseBackup(database: database).write(at: 1) { tape.write($0) }
            let header = try #require(tape.header)
            tape.spoil()
            try await withEachDatabase { copy in
                await #expect(throws: (any Error).self) {
                    try await DatabaseRestore(database: copy, clock: world.clock).read(tape, header: header)
                }
                let isEmpty = try await copy.read { try BackupCatalogue.isEmpty($0) }
                #expect(isEmpty)
            }
        }
    }

    @Test func aBackupOfANewerProgramIsRefused() async throws {
        try await withEachDatabase { database in
            let header = BackupHeader(format: 1, engine: "sqlite", at: 1, migrations: ["0001-operations", "9999-future"])
            await #expect { try await DatabaseRestore(database: database, clock: SystemClock()).read(Tape(), header: header) } throws: {
                ($0 as? AppError)?.code == "LT5112"
            }
        }
    }

    @Test func canonicalRowsReadBackAndNeverTrap() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                (0..<4).map { _ -> SQLValue in
                    switch Int.random(in: 0..<5, using: &random) {
                    case 0: .null
                    case 1: .int(.random(in: .min ... .max, using: &random))
                    case 2: .double(.random(in: -1e300...1e300, using: &random))
                    case 3: .text(String(repeating: "項😀", count: .random(in: 0..<9, using: &random)))
                    default: .bytes((0..<Int.random(in: 0..<30, using: &random)).map { UInt8($0) })
                    }
                }
            }
            var bytes: [UInt8] = []
            for row in rows { try CanonicalRow.append(row, to: &bytes) }
            #expect(try CanonicalRow.rows(in: bytes, columns: 4) == rows)
            var broken = bytes
            if !broken.isEmpty { broken[Int.random(in: 0..<broken.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random) }
            #expect((try? CanonicalRow.rows(in: broken, columns: 4)) != rows || broken == bytes)
        }
    }
}
