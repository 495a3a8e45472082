import Kernel
import Office
import Persistence
import Projects
import Store
import TestSupport
import Testing

/// Contractors, engineers and experts see the projects they take part in, and no other.
@Suite struct ProjectPartyTests {
    @Test func aPartySeesItsOwnContractsOnly() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let builder = OrganizationID(70), engineer = OrganizationID(71)
            for (code, secrecy, parties) in [
                ("A", ProjectSecrecy.internal, [ProjectParty(.contractor, builder), ProjectParty(.supervisingEngineer, engineer)]),
                ("B", .internal, [ProjectParty(.contractor, engineer)]), ("C", .internal, []),
                ("D", .workSecret, [ProjectParty(.contractor, builder)]),
            ] {
                var fields = ProjectWorld.fields(code, "项目\(code)")
                (fields.secrecy, fields.parties) = (secrecy, parties)
                try await world.add(fields)
            }
            let reach = ProjectSight.Reach(parties: [builder])
            #expect(try await world.codes(sight: ProjectSight(open: reach, restricted: .init())) == ["A"])
            #expect(try await world.codes(sight: ProjectSight(open: reach, restricted: reach)) == ["A", "D"])
            #expect(try await world.codes(sight: ProjectSight(open: .init(parties: [engineer]), restricted: .init())) == ["A", "B"])
            // Both levels reached by nobody's unit: the parties of one must not open the other.
            #expect(try await world.codes(sight: ProjectSight(open: .init(), restricted: .init())) == [])
        }
    }

    @Test func partiesAreEditedComparedAndKept() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let before = try #require(try await world.get(id))
            let (fields, faults) = ProjectFields.read(["contractor": "70 72 70", "expert-body": "80"], onto: before.fields)
            #expect(faults.isEmpty && fields.parties.count == 3)
            #expect(fields.changes(from: before.fields).map(\.field) == ["contractor", "expert-body"])
            _ = try await world.commands.edit(
                id, ProjectEdit(fields: fields, version: before.version), vocabulary: ProjectWorld.vocabulary, context: world.context())
            #expect(try await world.get(id)?.fields.parties == fields.parties)
            let left = ProjectFields.read(["contractor": ""], onto: fields).0
            _ = try await world.commands.edit(
                id, ProjectEdit(fields: left, version: before.version + 1), vocabulary: ProjectWorld.vocabulary, context: world.context())
            let rows = try await database.read { try $0.query("select role from project_parties").map { try $0.text("role") } }
            #expect(rows == ["expert-body"])
            #expect(ProjectFields.read(["contractor": "x"], onto: left).1.map(\.column) == ["contractor"])
        }
    }
}
