import Kernel
import Office
import Persistence
import Planning

package struct PlanRegisterStore: PlanRegisterQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func plan(tenant: TenantID, sight: ThreadSight) async throws -> PlanSnapshot {
        let clauses: SQL = """
            select c.id, c.code, c.pillar, c.document, c.document_hant, c.document_en, c.article, c.article_hant, c.article_en,
              c.text, c.text_hant, c.text_en,
              (select count(*) from goals g where g.tenant_id = c.tenant_id and g.clause_id = c.id) as goals,
              (select count(*) from projects p where p.tenant_id = c.tenant_id and p.clause_id = c.id
                and \(sight.projects.projectCondition(tenant: tenant))) as projects,
              (select count(*) from orders o join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
                where o.tenant_id = c.tenant_id and o.basis_kind = 'clause' and o.basis_code = c.code
                and \(sight.orders.orderCondition(tenant: tenant))) as orders
            from clauses c where c.tenant_id = \(tenant) order by c.code
            """
        return try await database.read { connection in
            PlanSnapshot(
                clauses: try connection.query(clauses).map { row in
                    PlanSnapshot.ClauseLine(
                        clause: Clause(
                            id: try row.id("id"), code: try row.text("code"), document: try row.localized("document"),
                            article: try row.localized("article"), text: try row.localized("text"), pillar: try row.text("pillar")),
                        goals: Int(try row.int("goals")), projects: Int(try row.int("projects")), orders: Int(try row.int("orders")))
                },
                goals: try connection.query(GoalRows.select(tenant: tenant)).map { try GoalRows.line($0) })
        }
    }
}
