import Kernel
import Persistence
import Projects
import Store
import TestSupport
import Testing

@Suite struct ResidentCountsTests {
    @Test func theSameListCountsOnceWhileNothingIsWritten() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            for code in ["A", "B", "C"] { try await world.add(ProjectWorld.fields(code, "平台\(code)")) }
            #expect(try await world.found { $0.text = "平台" }.count == 3)
            let before = database.counters.statements
            #expect(try await world.found { $0.text = "平台" }.count == 3)
            let spent = database.counters.statements - before
            try await world.add(ProjectWorld.fields("D", "平台D"))
            #expect(try await world.found { $0.text = "平台" }.count == 4)
            // PostgreSQL counts what begins a transaction too.
            #expect(spent <= (database.dialect == .sqlite ? 1 : 3))
        }
    }

    @Test func anotherStoresWritesAreSeenToo() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let other = try await ProjectWorld(database)
            try await world.add(ProjectWorld.fields("A", "一"))
            #expect(try await other.found().count == 1)
            try await world.add(ProjectWorld.fields("B", "二"))
            #expect(try await other.found().count == 2)
            #expect(try await other.found(sight: ProjectSight(open: .init(), restricted: .init())).count == 0)
        }
    }
}
