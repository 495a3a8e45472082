import Accounts
import Kernel
import Office
import Persistence
import Supervision

package struct OrderRegisterStore: OrderRegisterQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func orders(_ question: OrderListQuestion) async throws -> OrderPage {
        var conditions = Self.conditions(question)
        let countSQL: SQL = """
            select count(*) as n from (select 1 as one from \(OrderRows.tables) where \(SQL.joined(conditions, by: " and ")) limit 10001) as x
            """
        if let after = question.after { conditions.append("(o.deadline, o.code) > (\(after.deadline), \(after.code))") }
        let limit = min(max(question.limit, 1), 200)
        let rowsSQL: SQL = """
            select \(OrderRows.columns) from \(OrderRows.tables) where \(SQL.joined(conditions, by: " and "))
            order by o.deadline, o.code limit \(limit + 1)
            """
        return try await database.read { connection in
            let count = try connection.count(countSQL)
            let rows = try connection.query(rowsSQL)
            let lines = try rows.prefix(limit).map { try OrderRows.line($0) }
            let next = rows.count > limit ? lines.last.map { OrderCursor(deadline: $0.order.deadline, code: $0.order.code) } : nil
            return OrderPage(lines: lines, count: Int(count), next: next)
        }
    }

    package func order(_ id: OrderID, tenant: TenantID, scope: VisibleScope) async throws -> OrderLine? {
        let sql: SQL = """
            select \(OrderRows.columns) from \(OrderRows.tables)
            where o.tenant_id = \(tenant) and o.id = \(id) and \(scope.orderCondition(tenant: tenant))
            """
        let partnersSQL: SQL = """
            select u.id, u.name, u.name_hant, u.name_en from order_partners op
            join organizations u on u.tenant_id = op.tenant_id and u.id = op.organization_id
            where op.tenant_id = \(tenant) and op.order_id = \(id) order by op.position
            """
        return try await database.read { connection in
            guard let row = try connection.first(sql) else { return nil }
            return try OrderRows.line(row, partners: try connection.query(partnersSQL).map { (try $0.id("id"), try $0.localized("name")) })
        }
    }

    private static func conditions(_ question: OrderListQuestion) -> [SQL] {
        var all: [SQL] = ["o.tenant_id = \(question.tenant)", question.scope.orderCondition(tenant: question.tenant)]
        if !question.states.isEmpty { all.append("o.state in \(list: question.states)") }
        if !question.pillars.isEmpty { all.append("o.pillar in \(list: question.pillars)") }
        if !question.units.isEmpty { all.append("o.lead_id in \(list: question.units)") }
        for (column, colour) in [
            ("o.declared" as SQL, question.declared), ("o.computed", question.computed), ("o.confirmed", question.confirmed),
        ] {
            if let colour { all.append(colour == "none" ? "\(column) is null" : "\(column) = \(colour)") }
        }
        if question.divergentOnly { all.append(OrderRows.divergent) }
        if question.overdueOnly { all.append(OrderRows.overdue(on: question.today)) }
        if question.openOnly { all.append("o.state not in ('closed', 'suspended')") }
        if !question.text.isEmpty {
            let pattern = SQL.containing(question.text)
            all.append(
                """
                (o.code like \(pattern) escape '!' or o.title like \(pattern) escape '!' or o.title_hant like \(pattern) escape '!'
                  or o.title_en like \(pattern) escape '!')
                """)
        }
        return all
    }
}
