import Persistence
import Postgres
import TestSupport
import Testing

@Suite("Bulk load into PostgreSQL", .enabled(if: PostgresTestServer.isPresent, "LANTU_TEST_POSTGRES is not set"))
struct CopyTests {
    private static let table = Table(
        "bulk", [.int("id"), .text("name").optional, .double("ratio").optional, .bytes("data").optional], global: true)

    private func withBulk(_ body: (PostgresDatabase) async throws -> Void) async throws {
        try await withPostgres({ $0.pool = 1 }) { database in
            try await database.migrate { for statement in Self.table.statements(for: .postgres) { try $0.execute(statement) } }
            try await body(database)
        }
    }

    private func load(_ database: PostgresDatabase, _ rows: some Sequence<[SQLValue]> & Sendable) async throws -> Int {
        try await database.write { connection in
            guard let connection = connection as? PostgresConnection else { return -1 }
            return try connection.copy(into: "bulk", ["id", "name", "ratio", "data"], rows: rows)
        }
    }

    @Test("rows arrive whole, and the connection goes on with statements", .timeLimit(.minutes(1)))
    func rows() async throws {
        try await withBulk { database in
            var rows: [[SQLValue]] = []
            for index in 0..<50_000 {
                let name: SQLValue = index % 7 == 0 ? .null : .text("名\(index)")
                rows.append([.int(Int64(index)), name, .double(Double(index) / 3), .bytes([UInt8(index % 256)])])
            }
            #expect(try await load(database, rows) == 50_000)
            let row = try await database.read { try $0.first("select * from bulk where id = 4321") }
            #expect(row?.values == [.int(4321), .text("名4321"), .double(1440.3333333333333), .bytes([225])])
            let nulls = try await database.read { try $0.count("select count(*) from bulk where name is null") }
            #expect(nulls == 7143)
            #expect(try await load(database, []) == 0)
        }
    }

    @Test("a row that is refused, or of the wrong width, refuses the whole load")
    func refusals() async throws {
        try await withBulk { database in
            let name = SQLValue.text(String(repeating: "x", count: 50))
            let many = (0..<20_000).map { index -> [SQLValue] in [.int(Int64(index % 15_000)), name, .null, .null] }
            let duplicate = await #expect(throws: DatabaseFailure.self) { try await load(database, many) }
            #expect(duplicate?.kind == .unique)
            let narrow = await #expect(throws: DatabaseFailure.self) {
                try await load(database, [[.int(1), .null, .null, .null], [.int(2)]])
            }
            #expect(narrow?.kind == .misuse)
            let mistyped = await #expect(throws: DatabaseFailure.self) { try await load(database, [[.text("1"), .null, .null, .null]]) }
            #expect(mistyped != nil)
            let count = try await database.read { try $0.count("select count(*) from bulk") }
            #expect(count == 0)
        }
    }
}
