import Kernel
import Persistence
import Projects

enum MilestoneSchema {
    static let migration = Migration(
        "0110-milestones",
        [
            .create(
                Table(
                    "milestones",
                    [.int("project_id").references("projects"), .int("number")] + Table.Column.localized("name")
                        + [.text("due"), .text("done").optional, .int("weight").check("weight between 0 and 100")],
                    primaryKey: ["project_id", "number"], indexes: [.init(["due"], where: "done is null")]))
        ])
}

package struct MilestoneStore: MilestoneQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func milestones(tenant: TenantID, of project: ProjectID) async throws -> [Milestone] {
        try await database.read { connection in
            try connection.query("select * from milestones where tenant_id = \(tenant) and project_id = \(project) order by number").map {
                Milestone(
                    project: try $0.id("project_id"), number: Int(try $0.int("number")), name: try $0.localized("name"),
                    due: try $0.date("due"), done: try $0.dateOrNil("done"), weight: Int(try $0.int("weight")))
            }
        }
    }
}

extension StoreTransaction: MilestoneWrites {
    package func insert(_ milestone: Milestone) throws {
        try connection.execute(
            """
            insert into milestones (tenant_id, project_id, number, name, name_hant, name_en, due, done, weight)
            values (\(tenant), \(milestone.project), \(milestone.number), \(milestone.name.columns), \(milestone.due), \(milestone.done),
              \(milestone.weight))
            """)
    }
}
