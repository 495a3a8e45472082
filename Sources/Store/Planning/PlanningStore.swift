import Kernel
import Persistence
import Planning

enum PlanningSchema {
    static let migration = Migration(
        "0200-planning",
        [
            .create(
                Table(
                    "clauses",
                    [.int("id"), .text("code"), .text("pillar")] + Table.Column.localized("document") + Table.Column.localized("article")
                        + Table.Column.localized("text"),
                    unique: [["code"]])),
            .create(
                Table(
                    "goals",
                    [.int("id"), .text("code"), .text("pillar"), .text("family")] + Table.Column.localized("name")
                        + Table.Column.localized("unit")
                        + [
                            .int("lead_id"), .int("clause_id").optional.references("clauses"), .bool("rises"), .double("start_value"),
                            .text("start_on"), .double("target"), .text("deadline"), .double("due_this_year").optional,
                            .double("current").optional, .text("observed_on").optional,
                        ],
                    unique: [["code"]])),
        ])
}

package struct PlanningStore: PlanningQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func clauses(tenant: TenantID) async throws -> [Clause] {
        try await database.read { connection in
            try connection.query("select * from clauses where tenant_id = \(tenant) order by code").map {
                Clause(
                    id: try $0.id("id"), code: try $0.text("code"), document: try $0.localized("document"),
                    article: try $0.localized("article"), text: try $0.localized("text"), pillar: try $0.text("pillar"))
            }
        }
    }

    package func goals(tenant: TenantID) async throws -> [Goal] {
        try await database.read { connection in
            try connection.query("select * from goals where tenant_id = \(tenant) order by code").map {
                Goal(
                    id: try $0.id("id"), code: try $0.text("code"), name: try $0.localized("name"), pillar: try $0.text("pillar"),
                    family: Goal.Family(rawValue: try $0.text("family")) ?? .baseline, lead: try $0.id("lead_id"),
                    clause: try $0.idOrNil("clause_id"), unit: try $0.localized("unit"), rises: try $0.bool("rises"),
                    start: try $0.double("start_value"), startOn: try $0.date("start_on"), target: try $0.double("target"),
                    deadline: try $0.date("deadline"), dueThisYear: try $0.doubleOrNil("due_this_year"),
                    current: try $0.doubleOrNil("current"), observedOn: try $0.dateOrNil("observed_on"))
            }
        }
    }
}

extension StoreTransaction: PlanningWrites {
    package func insert(_ clause: Clause) throws {
        try connection.execute(
            """
            insert into clauses (tenant_id, id, code, pillar, document, document_hant, document_en, article, article_hant, article_en,
              text, text_hant, text_en)
            values (\(tenant), \(clause.id), \(clause.code), \(clause.pillar), \(clause.document.columns), \(clause.article.columns),
              \(clause.text.columns))
            """)
    }

    package func insert(_ goal: Goal) throws {
        try connection.execute(
            """
            insert into goals (tenant_id, id, code, pillar, family, name, name_hant, name_en, unit, unit_hant, unit_en, lead_id, clause_id,
              rises, start_value, start_on, target, deadline, due_this_year, current, observed_on)
            values (\(tenant), \(goal.id), \(goal.code), \(goal.pillar), \(goal.family.rawValue), \(goal.name.columns),
              \(goal.unit.columns), \(goal.lead), \(goal.clause), \(goal.rises), \(goal.start), \(goal.startOn), \(goal.target),
              \(goal.deadline), \(goal.dueThisYear), \(goal.current), \(goal.observedOn))
            """)
    }
}
