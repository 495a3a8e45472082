import Kernel
import Office
import Operations
import Persistence
import Projects
import SQLite
import Store
import Synchronization
import TestSupport
import Testing

/// R6: histories of concurrent edits. Each editor reads a record, adds one to the number it holds, and sends it back with
/// the version it saw; a lost update would leave the number behind the edits that were accepted.
@Suite struct EditHistoryTests {
    private struct History: Sendable {
        var accepted: [Int64] = []
        var stale = 0
        var other: [String] = []
    }

    @Test("Every stale edit is refused, every accepted one counts") func concurrentEditors() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            var records: [ProjectID] = []
            for number in 0..<3 { records.append(try await world.add(ProjectWorld.fields("P\(number)", "0"))) }
            let histories = Histories()
            try await withThrowingTaskGroup(of: Void.self) { [records] group in
                for editor in 0..<6 {
                    group.addTask {
                        var random = SystemRandomNumberGenerator()
                        for _ in 0..<120 {
                            guard let id = records.randomElement(using: &random), let seen = try await world.get(id) else { continue }
                            // Somebody else may be quicker here.
                            if Bool.random(using: &random) { await Task.yield() }
                            var fields = seen.fields
                            fields.name = String((Int(fields.name) ?? 0) + 1)
                            do {
                                let version = try await world.commands.edit(
                                    id, ProjectEdit(fields: fields, version: seen.version), vocabulary: ProjectWorld.vocabulary,
                                    context: world.context("\(editor)"))
                                histories.add(id) { $0.accepted.append(version) }
                            } catch let error as AppError where error.category == .stale {
                                histories.add(id) { $0.stale += 1 }
                            } catch {
                                histories.add(id) { $0.other.append("\(error)") }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            var edits = 0, stale = 0
            for id in records {
                let history = histories.of(id)
                let project = try #require(try await world.get(id))
                #expect(history.other.isEmpty, "\(history.other)")
                // One edit per version, none left out, and the number says how many there were.
                #expect(history.accepted.sorted() == (2..<Int64(history.accepted.count + 2)).map { $0 })
                #expect(project.version == Int64(history.accepted.count + 1))
                #expect(project.fields.name == String(history.accepted.count))
                edits += history.accepted.count + history.stale
                stale += history.stale
            }
            #expect(edits == 720 && stale > 0, "no edit met another: the test proves nothing")
        }
    }

    @Test("Editors who do not say which version they saw lose updates: the test can fail") func negativeControl() async throws {
        try await withSQLite { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("P", "0"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        for _ in 0..<60 {
                            let number = Int(try await world.get(id)?.fields.name ?? "") ?? 0
                            _ = try await database.write { connection in
                                try connection.execute("update projects set name = \(String(number + 1)) where id = \(id)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect((Int(try await world.get(id)?.fields.name ?? "") ?? 0) < 360)
        }
    }

    private final class Histories: Sendable {
        private let byProject = Mutex([ProjectID: History]())
        func add(_ id: ProjectID, _ change: (inout History) -> Void) { byProject.withLock { change(&$0[id, default: History()]) } }
        func of(_ id: ProjectID) -> History { byProject.withLock { $0[id] ?? History() } }
    }
}
