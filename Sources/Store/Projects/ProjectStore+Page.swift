import Kernel
import Persistence
import Policy
import Projects

extension ProjectStore {
    /// Page, count and, with a text, a probe: three statements at most, in one snapshot; one where `ResidentCounts` knows the rest.
    func page(
        tenant: TenantID, _ filter: ProjectFilter, _ sight: ProjectSight, _ connection: any Connection
    ) throws -> ProjectPage {
        var conditions = Self.conditions(tenant: tenant, filter)
        conditions.append(sight.condition)
        var source: SQL = "projects p"
        let query = SearchQuery(filter.text)
        if !query.isEmpty {
            let holds = ProjectSearch.holds(query, connection.dialect)
            conditions.append(holds)
            let isSelective = try counts.isSelective("p.tenant_id = \(tenant) and \(holds)") {
                try ProjectSearch.isSelective(query, tenant: tenant, connection)
            }
            if isSelective {
                let leading = ProjectSearch.leading(query, connection.dialect)
                source = leading.source
                if let condition = leading.condition { conditions.append(condition) }
            }
        } else if !filter.text.isEmpty, filter.text.contains(where: { !$0.isWhitespace }) {
            conditions.append("1 = 0")
        }
        let matching = SQL.joined(conditions, by: " and ")
        // The page before is read from its end backwards, then turned round.
        let backwards = filter.before != nil
        let descending = filter.descending != backwards
        if let edge = filter.before ?? filter.after { conditions.append(try Self.beyond(edge, filter.sort, descending)) }
        let limit = min(max(filter.limit, 1), 200)
        let rows = try connection.query(
            """
            select \(Self.columns),
              (select cast(sum(l.sequence) as bigint) from audit_lanes l where l.tenant_id = \(tenant)) as ledger
            from \(source) where \(SQL.joined(conditions, by: " and "))
            order by \(Self.order(filter.sort, descending)) limit \(limit + 1)
            """)
        func counted() throws -> Int64 {
            try connection.count(
                "select count(*) as n from (select 1 from \(source) where \(matching) limit \(ProjectPage.countLimit + 1)) as matching")
        }
        let count: Int64 =
            if let ledger = try rows.first?.intOrNil("ledger") {
                try counts.count(matching, at: ledger, counted)
            } else {
                try counted()
            }
        let shown = backwards ? rows.prefix(limit).reversed() : Array(rows.prefix(limit))
        let hasMore = rows.count > limit
        let previous = backwards ? hasMore : filter.after != nil
        let next = backwards || hasMore
        return ProjectPage(
            projects: try shown.map(Self.project), count: Int(count),
            previous: previous ? try shown.first.map { try Self.cursor($0, filter.sort) } : nil,
            next: next ? try shown.last.map { try Self.cursor($0, filter.sort) } : nil)
    }

    private static func conditions(tenant: TenantID, _ filter: ProjectFilter) -> [SQL] {
        var all: [SQL] = ["p.tenant_id = \(tenant)"]
        switch filter.portfolio {
        case .own: all.append("p.portfolio_id is null")
        case .any: break
        case .one(let id): all.append("p.portfolio_id = \(id)")
        }
        // One value as an equation: the engine then reads the index in order and need not sort.
        func any(_ column: SQL, _ values: [some SQLBindable]) {
            if values.count == 1 {
                all.append("\(column) = \(values[0])")
            } else if !values.isEmpty {
                all.append("\(column) in \(list: values)")
            }
        }
        any("p.pillar", filter.pillars)
        any("p.stage", filter.stages)
        any("p.class", filter.classes)
        any("p.organization_id", filter.organizations)
        any("p.declared_light", (filter.lights[.declared] ?? []).map(\.rawValue))
        any("p.computed_light", (filter.lights[.computed] ?? []).map(\.rawValue))
        any("p.confirmed_light", (filter.lights[.confirmed] ?? []).map(\.rawValue))
        if filter.divergentOnly { all.append("p.divergent = 1") }
        if filter.vanishedOnly { all.append("p.presence = 'vanished'") }
        if let amounts = filter.amounts {
            all.append("p.amount_key between \(max(0, amounts.lowerBound)) and \(amounts.upperBound)")
        }
        if let day = filter.overdueOn { all.append("p.end_key < \(day) and p.actual_end is null") }
        if let clause = filter.clause { all.append("p.clause_id = \(clause)") }
        if let goal = filter.goal {
            all.append(
                "exists (select 1 from project_goals g where g.tenant_id = p.tenant_id and g.project_id = p.id and g.goal_id = \(goal))")
        }
        return all
    }

    private static func column(_ sort: ProjectSort) -> SQL {
        switch sort {
        case .name: "p.name_key"
        case .code: "p.code"
        case .amount: "p.amount_key"
        case .end: "p.end_key"
        case .updated: "p.updated_at"
        }
    }

    private static func order(_ sort: ProjectSort, _ descending: Bool) -> SQL {
        descending ? "\(column(sort)) desc, p.id desc" : "\(column(sort)), p.id"
    }

    /// A row value comparison reads the index from where the page before ended.
    private static func beyond(_ cursor: ProjectCursor, _ sort: ProjectSort, _ descending: Bool) throws -> SQL {
        let key: SQLValue
        switch sort {
        case .name, .code, .end: key = cursor.key.sqlValue
        case .amount, .updated:
            guard let number = Int64(cursor.key) else { throw AppError("LT3012", .invalid) }
            key = .int(number)
        }
        return descending ? "(\(column(sort)), p.id) < (\(key), \(cursor.id))" : "(\(column(sort)), p.id) > (\(key), \(cursor.id))"
    }

    private static func cursor(_ row: Row, _ sort: ProjectSort) throws -> ProjectCursor {
        let key =
            switch sort {
            case .name: try row.text("name_key")
            case .code: try row.text("code")
            case .amount: String(try row.int("amount_key"))
            case .end: try row.text("end_key")
            case .updated: String(try row.int("updated_at"))
            }
        return ProjectCursor(key: key, id: try row.id("id"))
    }
}
