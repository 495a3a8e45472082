import Kernel
import Office
import Persistence
import Planning

/// Goals with the unit that answers for them.
enum GoalRows {
    static func select(tenant: TenantID, where condition: SQL = "1 = 1") -> SQL {
        """
        select g.id, g.code, g.name, g.name_hant, g.name_en, g.pillar, g.family, g.unit, g.unit_hant, g.unit_en, g.lead_id, g.clause_id,
          g.rises, g.start_value, g.start_on, g.target, g.deadline, g.due_this_year, g.current, g.observed_on,
          u.name as lead, u.name_hant as lead_hant, u.name_en as lead_en
        from goals g join organizations u on u.tenant_id = g.tenant_id and u.id = g.lead_id
        where g.tenant_id = \(tenant) and \(condition) order by g.code
        """
    }

    static func line(_ row: Row) throws -> GoalLine {
        GoalLine(
            goal: Goal(
                id: try row.id("id"), code: try row.text("code"), name: try row.localized("name"), pillar: try row.text("pillar"),
                family: Goal.Family(rawValue: try row.text("family")) ?? .baseline, lead: try row.id("lead_id"),
                clause: try row.idOrNil("clause_id"), unit: try row.localized("unit"), rises: try row.bool("rises"),
                start: try row.double("start_value"), startOn: try row.date("start_on"), target: try row.double("target"),
                deadline: try row.date("deadline"), dueThisYear: try row.doubleOrNil("due_this_year"),
                current: try row.doubleOrNil("current"), observedOn: try row.dateOrNil("observed_on")),
            lead: try row.localized("lead"))
    }
}
