import Kernel
import Persistence
import Supervision

enum SupervisionSchema {
    static let migration = Migration(
        "0300-supervision",
        [
            .create(
                Table(
                    "orders",
                    [.int("id"), .text("code")] + Table.Column.localized("title")
                        + [
                            .text("source"), .text("basis_kind"), .text("basis_code"), .int("lead_id"), .int("supervisor_id"),
                            .text("issued_on"), .text("deadline"), .text("rhythm"),
                        ] + Table.Column.localized("expected")
                        + [
                            .text("state"), .int("planned").check("planned between 0 and 100"),
                            .int("actual").check("actual between 0 and 100"), .text("last_report_on").optional, .text("declared").optional,
                            .text("computed").optional, .text("confirmed").optional, .text("pillar").optional,
                        ],
                    unique: [["code"]], indexes: [.init(["deadline"]), .init(["lead_id", "deadline"])],
                    checks: ["declared is null or declared in ('green', 'yellow', 'red')"])),
            .create(
                Table(
                    "order_partners", [.int("order_id").references("orders"), .int("organization_id"), .int("position")],
                    primaryKey: ["order_id", "organization_id"])),
        ])
}

package struct OrderStore: OrderQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func orders(tenant: TenantID, matching filter: OrderFilter, limit: Int) async throws -> [Order] {
        var conditions: [SQL] = ["tenant_id = \(tenant)"]
        if let organizations = filter.organizations {
            conditions.append(
                """
                (lead_id in \(list: organizations) or supervisor_id in \(list: organizations) or id in (select order_id from order_partners
                  where tenant_id = \(tenant) and organization_id in \(list: organizations)))
                """)
        }
        if !filter.states.isEmpty { conditions.append("state in \(list: filter.states.map(\.rawValue))") }
        if let colour = filter.computed { conditions.append("computed = \(colour)") }
        if let colour = filter.declared { conditions.append("declared = \(colour)") }
        if filter.divergent { conditions.append("computed is not null and coalesce(declared, 'not-reported') <> computed") }
        if let pillar = filter.pillar { conditions.append("pillar = \(pillar)") }
        if let day = filter.overdueOn { conditions.append("deadline < \(day) and state not in ('closed', 'suspended')") }
        let sql: SQL =
            "select * from orders where \(SQL.joined(conditions, by: " and ")) order by deadline, code limit \(min(max(limit, 1), 500))"
        return try await database.read { connection in
            let rows = try connection.query(sql)
            let ids = try rows.map { try $0.int("id") }
            let partners = try connection.query(
                "select order_id, organization_id from order_partners where tenant_id = \(tenant) and order_id in \(list: ids) order by position"
            )
            let byOrder = Dictionary(grouping: partners) { (try? $0.int("order_id")) ?? 0 }
            return try rows.map { row in
                try Self.order(row, partners: try byOrder[try row.int("id"), default: []].map { try $0.id("organization_id") })
            }
        }
    }

    package func order(_ id: OrderID, tenant: TenantID) async throws -> Order? {
        try await database.read { connection in
            guard let row = try connection.first("select * from orders where tenant_id = \(tenant) and id = \(id)") else { return nil }
            let partners = try connection.query(
                "select organization_id from order_partners where tenant_id = \(tenant) and order_id = \(id) order by position")
            return try Self.order(row, partners: try partners.map { try $0.id("organization_id") })
        }
    }

    private static func order(_ row: Row, partners: [OrganizationID]) throws -> Order {
        Order(
            id: try row.id("id"), code: try row.text("code"), title: try row.localized("title"),
            source: Order.Source(rawValue: try row.text("source")) ?? .unitNeed, basisKind: try row.text("basis_kind"),
            basisCode: try row.text("basis_code"), lead: try row.id("lead_id"), partners: partners, supervisor: try row.id("supervisor_id"),
            issuedOn: try row.date("issued_on"), deadline: try row.date("deadline"),
            rhythm: Order.Rhythm(rawValue: try row.text("rhythm")) ?? .month, expected: try row.localized("expected"),
            state: Order.State(rawValue: try row.text("state")) ?? .issued, planned: Int(try row.int("planned")),
            actual: Int(try row.int("actual")), lastReportOn: try row.dateOrNil("last_report_on"), declared: try row.textOrNil("declared"),
            computed: try row.textOrNil("computed"), confirmed: try row.textOrNil("confirmed"), pillar: try row.textOrNil("pillar"))
    }
}

extension StoreTransaction: OrderWrites {
    package func insert(_ order: Order) throws {
        try connection.execute(
            """
            insert into orders (tenant_id, id, code, title, title_hant, title_en, source, basis_kind, basis_code, lead_id, supervisor_id,
              issued_on, deadline, rhythm, expected, expected_hant, expected_en, state, planned, actual, last_report_on, declared, computed,
              confirmed, pillar)
            values (\(tenant), \(order.id), \(order.code), \(order.title.columns), \(order.source.rawValue), \(order.basisKind),
              \(order.basisCode), \(order.lead), \(order.supervisor), \(order.issuedOn), \(order.deadline), \(order.rhythm.rawValue),
              \(order.expected.columns), \(order.state.rawValue), \(order.planned), \(order.actual), \(order.lastReportOn),
              \(order.declared), \(order.computed), \(order.confirmed), \(order.pillar))
            """)
        for (position, partner) in order.partners.enumerated() {
            try connection.execute(
                "insert into order_partners (tenant_id, order_id, organization_id, position) values (\(tenant), \(order.id), \(partner), \(position))"
            )
        }
    }

    package func setComputedLight(_ colour: String?, of order: OrderID) throws {
        try connection.execute("update orders set computed = \(colour) where tenant_id = \(tenant) and id = \(order)")
    }
}
