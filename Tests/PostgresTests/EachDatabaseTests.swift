import Persistence
import Synchronization
import TestSupport
import Testing

/// What callers may rely on whichever engine runs.
@Suite("The database port on both engines")
struct EachDatabaseTests {
    private static let tables = [
        Table("owners", [.int("id"), .text("code"), .int("amount").check("amount >= 0")], unique: [["code"]], global: true)
    ]

    private func withOwners(_ body: @Sendable (any Database) async throws -> Void) async throws {
        try await withEachDatabase { database in
            try await database.migrate { connection in
                for statement in Self.tables.flatMap({ $0.statements(for: connection.dialect) }) { try connection.execute(statement) }
                try connection.execute("create table pets (id bigint primary key, owner bigint not null references owners (id))")
                try connection.execute("insert into owners (id, code, amount) values (1, 'a', 5)")
            }
            try await body(database)
        }
    }

    @Test("a refused row is refused for the same reason")
    func constraints() async throws {
        let cases: [(SQL, DatabaseFailure.Kind)] = [
            ("insert into owners (id, code, amount) values (2, 'a', 1)", .unique),
            ("insert into owners (id, code, amount) values (1, 'b', 1)", .unique),
            ("insert into owners (id, code, amount) values (2, 'b', -1)", .check),
            ("insert into owners (id, code, amount) values (2, null, 1)", .notNull),
            ("insert into pets (id, owner) values (1, 99)", .foreignKey),
            ("insert into nowhere (id) values (1)", .misuse),
        ]
        try await withOwners { database in
            for (statement, kind) in cases {
                do {
                    let changed = try await database.write { try $0.execute(statement) }
                    Issue.record("\(database.dialect) accepted \(kind): \(changed)")
                } catch let failure as DatabaseFailure { #expect(failure.kind == kind, "\(database.dialect): \(failure)") }
            }
            let count = try await database.read { try $0.count("select count(*) from owners") }
            #expect(count == 1)
        }
    }

    @Test("a closure's own error comes out unchanged and leaves nothing behind")
    func ownErrors() async throws {
        struct Refusal: Error {}
        try await withOwners { database in
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    try connection.execute("update owners set amount = 6")
                    throw Refusal()
                }
            }
            let amount = try await database.read { try $0.count("select amount from owners") }
            #expect(amount == 5)
        }
    }

    @Test("a read cannot write")
    func readOnly() async throws {
        try await withOwners { database in
            let failure = await #expect(throws: DatabaseFailure.self) {
                try await database.read { try $0.execute("update owners set amount = 6") }
            }
            #expect(failure?.kind == .misuse)
        }
    }

    @Test("rows changed are counted, returned rows come back, and a missing row is nil")
    func answers() async throws {
        try await withOwners { database in
            let (changed, returned) = try await database.write { connection in
                let changed = try connection.execute("update owners set amount = amount + 1 where code in \(list: ["a", "z"])")
                return (changed, try connection.first("insert into owners (id, code, amount) values (2, 'b', 1) returning id, amount"))
            }
            #expect(changed == 1)
            #expect(returned?.values == [.int(2), .int(1)])
            let absent = try await database.read { try $0.first("select id from owners where code = \("none")") }
            #expect(absent == nil)
        }
    }

    @Test("increments from many tasks are all counted")
    func increments() async throws {
        try await withOwners { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask { _ = try await database.write { try $0.execute("update owners set amount = amount + 1 where id = 1") } }
                }
                try await group.waitForAll()
            }
            let amount = try await database.read { try $0.count("select amount from owners where id = 1") }
            #expect(amount == 105)
        }
    }

    @Test("migrations are applied once, and a changed or unknown one is refused")
    func migrations() async throws {
        try await withEachDatabase { database in
            let first = Migration("0001-first", [.create(Table("firsts", [.int("id")], global: true))])
            let second = Migration("0002-second", [.create(Table("seconds", [.int("id")], global: true))])
            let steps = [[first], [first, second], [first, second]]
            var applied: [[String]] = []
            for (now, step) in steps.enumerated() { applied.append(try await Migration.apply(step, to: database, now: Int64(now))) }
            #expect(applied == [["0001-first"], ["0002-second"], []])
            let changed = Migration("0001-first", [.create(Table("firsts", [.int("id"), .int("more")], global: true))])
            for list in [[first], [changed, second]] {
                let failure = await #expect(throws: DatabaseFailure.self) { try await Migration.apply(list, to: database, now: 4) }
                #expect(failure?.kind == .newer)
            }
        }
    }
}
