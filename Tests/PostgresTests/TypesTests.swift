import Kernel
import Persistence
import Postgres
import TestSupport
import Testing

@Suite("Values on PostgreSQL", .enabled(if: PostgresTestServer.isPresent, "LANTU_TEST_POSTGRES is not set"))
struct TypesTests {
    static let table = Table(
        "things",
        [
            .int("id"), .int("number").optional, .double("ratio").optional, .text("name").optional, .bytes("data").optional,
            .bool("flag").optional,
        ],
        global: true)

    private func withThings(_ body: (PostgresDatabase) async throws -> Void) async throws {
        try await withPostgres { database in
            try await database.migrate { connection in
                for statement in Self.table.statements(for: .postgres) { try connection.execute(statement) }
            }
            try await body(database)
        }
    }

    @Test("what is written is read back, whatever the type")
    func roundTrip() async throws {
        try await withThings { database in
            let numbers: [Int64] = [0, 1, -1, .max, .min]
            let ratios: [Double] = [0, -0.0, 1.5, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, 1.0 / 3]
            let texts = ["", "數字政府", "a'b\"c\\d", "👩‍👩‍👧‍👦", "ü\u{308}", "line\nline\ttab", "$1 ?1 %s"]
            let blobs: [[UInt8]] = [[], [0], [0, 255, 1], Array(0...255)]
            try await database.write { connection in
                for index in 0..<7 {
                    try connection.execute(
                        """
                        insert into things (id, number, ratio, name, data, flag) values
                        (\(index), \(numbers[index % 5]), \(ratios[index]), \(texts[index]), \(blobs[index % 4]), \(index % 2 == 0))
                        """)
                }
            }
            let rows = try await database.read { try $0.query("select * from things order by id") }
            #expect(rows.count == 7)
            for (index, row) in rows.enumerated() {
                #expect(try row.int("number") == numbers[index % 5])
                #expect(try row.double("ratio").bitPattern == ratios[index].bitPattern)
                #expect(try row.text("name") == texts[index])
                #expect(try row.text("name").unicodeScalars.elementsEqual(texts[index].unicodeScalars))
                #expect(try row.bytes("data") == blobs[index % 4])
                #expect(try row.bool("flag") == (index % 2 == 0))
            }
        }
    }

    @Test("null goes into every column, out of it, and into comparisons, with and without a typed statement before it")
    func nulls() async throws {
        try await withThings { database in
            try await database.write { connection in
                for round in 0..<3 {
                    let filled = round != 1
                    let number: Int64? = filled ? 7 : nil
                    let name: String? = filled ? "seven" : nil
                    let ratio: Double? = filled ? 0.7 : nil
                    let data: [UInt8]? = filled ? [7] : nil
                    try connection.execute(
                        "insert into things (id, number, ratio, name, data) values (\(round), \(number), \(ratio), \(name), \(data))")
                    // The reverse order of kinds in another shape: null first, then a value.
                    try connection.execute("update things set number = \(filled ? nil : Int64(1)) where id = \(round)")
                }
            }
            let rows = try await database.read { try $0.query("select * from things order by id") }
            #expect(try rows.map { try $0.intOrNil("number") } == [nil, 1, nil])
            #expect(try rows.map { try $0.textOrNil("name") } == ["seven", nil, "seven"])
            #expect(try rows.map { try $0.bytesOrNil("data") } == [[7], nil, [7]])
            #expect(try rows.map { try $0.doubleOrNil("ratio") } == [0.7, nil, 0.7])
            for wanted in [nil, "seven"] as [String?] {
                let found = try await database.read { connection in
                    try connection.count("select count(*) from things where (\(wanted) is null or name = \(wanted))")
                }
                #expect(found == (wanted == nil ? 3 : 2))
            }
            let chosen = try await database.read { connection in
                try connection.query(
                    "select coalesce(\(nil as String?), \("b")) as a, \(nil as Int64?) as b from things where \(nil as Int64?) is not null or id = \(0) limit \(1)"
                )
            }
            #expect(chosen.first?.values == [.text("b"), .null])
        }
    }

    @Test("limit, offset, in, like and casts take parameters")
    func placements() async throws {
        try await withThings { database in
            try await database.write { connection in
                for id in 0..<50 { try connection.execute("insert into things (id, number, name) values (\(id), \(id * 2), \("n\(id)"))") }
            }
            let row = try await database.read { connection in
                try connection.query(
                    """
                    select id, cast(sum(number) over () as bigint) as total from things
                    where name like \("n%") and id in \(list: Array(0..<40)) order by id limit \(3) offset \(10)
                    """)
            }
            #expect(try row.map { try $0.int("id") } == [10, 11, 12])
            #expect(try row.first?.int("total") == (0..<40).reduce(0) { $0 + $1 * 2 })
            let sum = try await database.read { try $0.count("select cast(sum(number) as bigint) as s from things") }
            #expect(sum == 2450)
        }
    }

    @Test("a text of five megabytes and bytes of five megabytes survive", .timeLimit(.minutes(1)))
    func longValues() async throws {
        try await withThings { database in
            let text = String(repeating: "智慧城市abc\n", count: 350_000)
            let bytes = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            _ = try await database.write { try $0.execute("insert into things (id, name, data) values (1, \(text), \(bytes))") }
            let row = try await database.read { try $0.first("select name, data from things where id = 1") }
            #expect(try row?.text("name") == text)
            #expect(try row?.bytes("data") == bytes)
        }
    }

    @Test("a list of 4,096 parameters works, one and none too")
    func lists() async throws {
        try await withThings { database in
            try await database.write { connection in
                for id in 0..<100 { try connection.execute("insert into things (id) values (\(id))") }
            }
            for count in [0, 1, 3, 4096] {
                let ids = (0..<count).map { Int64($0 * 2) }
                let found = try await database.read { try $0.count("select count(*) from things where id in \(list: ids)") }
                #expect(found == Int64(ids.filter { $0 < 100 }.count))
            }
        }
    }

    @Test("numbers of the catalogue and decimals are decoded exactly; a type outside the stored ones is refused by name")
    func otherTypes() async throws {
        try await withPostgres { database in
            let row = try await database.read { connection in
                try connection.first(
                    """
                    select cast(-7 as smallint) as a, 7 as b, true as c, cast(1.5 as real) as d, cast('x' as varchar(3)) as e,
                      cast('-12345678901234567890.000120' as numeric) as f, cast(0 as numeric) as g, cast('0.05' as numeric) as h,
                      cast('10000' as numeric) as i, cast('pg_class' as name) as j, cast(1259 as oid) as k, 'bare' as l
                    """)
            }
            #expect(
                row?.values == [
                    .int(-7), .int(7), .int(1), .double(1.5), .text("x"), .text("-12345678901234567890.000120"), .text("0"), .text("0.05"),
                    .text("10000"), .text("pg_class"), .int(1259), .text("bare"),
                ])
            await #expect {
                try await database.read { try $0.query("select now() as moment") }
            } throws: { error in
                (error as? DatabaseFailure)?.kind == .misuse && "\(error)".contains("moment")
            }
        }
    }

    @Test("text sorts by code point, as SQLite sorts it")
    func collation() async throws {
        try await withThings { database in
            try await database.write { connection in
                for (id, name) in ["b", "a", "B", "Z", "ä", "中", "_"].enumerated() {
                    try connection.execute("insert into things (id, name) values (\(id), \(name))")
                }
            }
            let names = try await database.read { try $0.query("select name from things order by name").map { try $0.text("name") } }
            #expect(names == ["B", "Z", "_", "a", "b", "ä", "中"])
        }
    }
}
