import Kernel
import Office
import Persistence
import Policy

package struct CockpitStore: CockpitQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func cockpit(_ question: CockpitQuestion) async throws -> CockpitSnapshot {
        try await database.read { connection in
            let portfolios = try Self.portfolios(question, connection)
            if let portfolio = question.portfolio, !portfolios.contains(where: { $0.id == portfolio }) {
                throw AppError("LT1107", .notFound)
            }
            return CockpitSnapshot(
                portfolio: question.portfolio, today: question.today, projects: try Self.projects(question, connection),
                orders: try Self.orders(question, connection), attention: try Self.attention(question, connection),
                goals: question.seesPlan ? try Self.goals(question, connection) : [], chain: try Self.chain(question, connection),
                portfolios: portfolios)
        }
    }

    /// Projects of the asked portfolio in sight; `p` is the project.
    private static func projectCondition(_ question: CockpitQuestion) -> SQL {
        let portfolio: SQL =
            if let portfolio = question.portfolio {
                "p.portfolio_id = \(portfolio)"
            } else {
                "p.portfolio_id is null"
            }
        return "p.tenant_id = \(question.tenant) and \(portfolio) and \(question.projects.projectCondition(tenant: question.tenant))"
    }

    private static func projects(_ question: CockpitQuestion, _ connection: any Connection) throws -> [CockpitSnapshot.ProjectCell] {
        try connection.query(
            """
            select x.pillar, x.stage, x.currency, x.declared, x.computed, x.confirmed, x.divergent, x.overdue, count(*) as n,
              cast(coalesce(sum(x.planned), 0) as bigint) as planned, cast(coalesce(sum(x.approved), 0) as bigint) as approved,
              cast(coalesce(sum(x.contract), 0) as bigint) as contract, cast(coalesce(sum(x.paid), 0) as bigint) as paid
            from (
              select p.pillar, p.stage, p.currency, p.declared_light as declared, p.computed_light as computed,
                p.confirmed_light as confirmed, p.divergent,
                case when p.planned_end < \(question.today) and p.actual_end is null then 1 else 0 end as overdue,
                p.estimate as planned, coalesce(p.appropriation, p.reviewed, p.budget_estimate) as approved, p.contract, p.paid
              from projects p where \(projectCondition(question))
            ) as x
            group by x.pillar, x.stage, x.currency, x.declared, x.computed, x.confirmed, x.divergent, x.overdue
            """
        ).map { row in
            CockpitSnapshot.ProjectCell(
                pillar: try row.textOrNil("pillar"), stage: try row.text("stage"),
                currency: Currency(code: try row.text("currency")) ?? .cny, declared: try row.colourOrNil("declared"),
                computed: try row.colourOrNil("computed"), confirmed: try row.colourOrNil("confirmed"),
                isDivergent: try row.bool("divergent"), isOverdue: try row.bool("overdue"), count: Int(try row.int("n")),
                money: ProjectSums(
                    planned: try row.int("planned"), approved: try row.int("approved"), contract: try row.int("contract"),
                    paid: try row.int("paid")))
        }
    }

    private static func orders(_ question: CockpitQuestion, _ connection: any Connection) throws -> [CockpitSnapshot.OrderCell] {
        guard question.portfolio == nil else { return [] }
        return try connection.query(
            """
            select x.pillar, x.state, x.declared, x.computed, x.confirmed, x.divergent, x.overdue, count(*) as n
            from (
              select o.pillar, o.state, o.declared, o.computed, o.confirmed,
                case when \(OrderRows.divergent) then 1 else 0 end as divergent,
                case when \(OrderRows.overdue(on: question.today)) then 1 else 0 end as overdue
              from orders o join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
              where o.tenant_id = \(question.tenant) and \(question.orders.orderCondition(tenant: question.tenant))
            ) as x
            group by x.pillar, x.state, x.declared, x.computed, x.confirmed, x.divergent, x.overdue
            """
        ).map { row in
            CockpitSnapshot.OrderCell(
                pillar: try row.textOrNil("pillar"), state: try row.text("state"), declared: try row.colourOrNil("declared"),
                computed: try row.colourOrNil("computed"), confirmed: try row.colourOrNil("confirmed"),
                isDivergent: try row.bool("divergent"), isOverdue: try row.bool("overdue"), count: Int(try row.int("n")))
        }
    }

    /// Five short lists in one statement, each cut where its index of deadlines is read in order.
    private static func attention(_ question: CockpitQuestion, _ connection: any Connection) throws -> [CockpitSnapshot.AttentionLine] {
        let limit = CockpitSnapshot.attentionLimit
        func projects(_ reason: CockpitSnapshot.AttentionLine.Reason, _ condition: SQL) -> SQL {
            """
            select * from (
              select 'project' as kind, \(reason == .divergent ? "'divergent'" as SQL : "'overdue'") as reason, p.id, p.code, p.name,
                coalesce(p.name_hant, p.name) as name_hant, coalesce(p.name_en, p.name) as name_en, u.name as unit,
                u.name_hant as unit_hant, u.name_en as unit_en, p.declared_light as declared, p.computed_light as computed,
                p.confirmed_light as confirmed, p.planned_end as due
              from projects p join organizations u on u.tenant_id = p.tenant_id and u.id = p.organization_id
              where \(projectCondition(question)) and \(condition) order by p.end_key, p.id limit \(limit)
            ) as a
            """
        }
        let milestones: SQL = """
            select * from (
              select 'milestone' as kind, 'overdue' as reason, p.id, p.code, m.name, m.name_hant, m.name_en, u.name as unit,
                u.name_hant as unit_hant, u.name_en as unit_en, p.declared_light as declared, p.computed_light as computed,
                p.confirmed_light as confirmed, m.due
              from milestones m join projects p on p.tenant_id = m.tenant_id and p.id = m.project_id
              join organizations u on u.tenant_id = p.tenant_id and u.id = p.organization_id
              where \(projectCondition(question)) and p.actual_end is null and m.done is null and m.due < \(question.today)
              order by m.due, p.id limit \(limit)
            ) as c
            """
        func orders(_ reason: CockpitSnapshot.AttentionLine.Reason, _ condition: SQL) -> SQL {
            """
            select * from (
              select 'order' as kind, \(reason == .divergent ? "'divergent'" as SQL : "'overdue'") as reason, o.id, o.code, o.title as name,
                o.title_hant as name_hant, o.title_en as name_en, u.name as unit, u.name_hant as unit_hant, u.name_en as unit_en,
                o.declared, o.computed, o.confirmed, o.deadline as due
              from orders o join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
              where o.tenant_id = \(question.tenant) and \(question.orders.orderCondition(tenant: question.tenant)) and \(condition)
              order by o.deadline, o.code limit \(limit)
            ) as b
            """
        }
        var parts = [
            projects(.divergent, "p.divergent = 1"),
            projects(.overdue, "p.planned_end < \(question.today) and p.actual_end is null"),
        ]
        parts.append(milestones)
        if question.portfolio == nil {
            parts.append(orders(.divergent, OrderRows.divergent))
            parts.append(orders(.overdue, OrderRows.overdue(on: question.today)))
        }
        return try connection.query(SQL.joined(parts, by: " union all ")).compactMap { row in
            guard let kind = CockpitSnapshot.AttentionLine.Kind(rawValue: try row.text("kind")),
                let reason = CockpitSnapshot.AttentionLine.Reason(rawValue: try row.text("reason"))
            else { return nil }
            return CockpitSnapshot.AttentionLine(
                kind: kind, reason: reason, id: try row.int("id"), code: try row.text("code"), name: try row.localized("name"),
                unit: try row.localized("unit"), declared: try row.colourOrNil("declared"), computed: try row.colourOrNil("computed"),
                confirmed: try row.colourOrNil("confirmed"), due: try row.dateOrNil("due"))
        }
    }

    private static func goals(_ question: CockpitQuestion, _ connection: any Connection) throws -> [GoalLine] {
        try connection.query(GoalRows.select(tenant: question.tenant)).map { try GoalRows.line($0) }
    }

    private static func chain(_ question: CockpitQuestion, _ connection: any Connection) throws -> CockpitSnapshot.ChainCounts {
        let tenant = question.tenant
        let seen = question.chain.chainCondition
        let rows = try connection.query(
            """
            select 'systems' as kind, count(*) as n, cast(coalesce(sum(case when s.state in ('running', 'trial') then 1 else 0 end), 0) as bigint) as m,
              cast(0 as bigint) as k
            from systems s join organizations u on u.tenant_id = s.tenant_id and u.id = s.organization_id
            where s.tenant_id = \(tenant) and \(seen)
            union all
            select 'data', count(*), cast(coalesce(sum(case when d.share <> 'none' then d.is_linked else 0 end), 0) as bigint),
              cast(coalesce(sum(case when d.share <> 'none' then 1 else 0 end), 0) as bigint)
            from data_resources d join organizations u on u.tenant_id = d.tenant_id and u.id = d.owner_id
            where d.tenant_id = \(tenant) and \(seen)
            union all
            select 'facilities', count(*), cast(0 as bigint), cast(0 as bigint)
            from facilities f join organizations u on u.tenant_id = f.tenant_id and u.id = f.owner_id
            where f.tenant_id = \(tenant) and \(seen)
            union all
            select 'items', count(*), cast(0 as bigint), cast(0 as bigint) from business_items b
            where b.tenant_id = \(tenant) and \(ChainRows.itemCondition(question.chain))
            """)
        var counts = CockpitSnapshot.ChainCounts()
        for row in rows {
            let (n, m) = (Int(try row.int("n")), Int(try row.int("m")))
            switch try row.text("kind") {
            case "systems": (counts.systems, counts.runningSystems) = (n, m)
            case "data": (counts.dataResources, counts.linkedDataResources, counts.shareableDataResources) = (n, m, Int(try row.int("k")))
            case "facilities": counts.facilities = n
            default: counts.businessItems = n
            }
        }
        return counts
    }

    private static func portfolios(_ question: CockpitQuestion, _ connection: any Connection) throws -> [CockpitSnapshot.PortfolioLine] {
        try connection.query(
            """
            select pf.id, pf.name, pf.name_hant, pf.name_en, pf.attribution, r.as_of, r.imported_at, r.continuing, r.renamed,
              r.joined, r.vanished
            from portfolios pf left join reporting_rounds r on r.tenant_id = pf.tenant_id and r.portfolio_id = pf.id
              and r.as_of = (select max(l.as_of) from reporting_rounds l where l.tenant_id = pf.tenant_id and l.portfolio_id = pf.id)
            where pf.tenant_id = \(question.tenant) order by pf.code
            """
        ).map { row in
            var round: CockpitSnapshot.PortfolioLine.Round?
            if let asOf = try row.dateOrNil("as_of") {
                round = .init(
                    asOf: asOf, importedAt: try row.instant("imported_at"), continuing: Int(try row.int("continuing")),
                    renamed: Int(try row.int("renamed")), joined: Int(try row.int("joined")), vanished: Int(try row.int("vanished")))
            }
            return CockpitSnapshot.PortfolioLine(
                id: try row.id("id"),
                name: try row.localized("name"),
                attribution: try row.text("attribution"), round: round)
        }
    }
}
