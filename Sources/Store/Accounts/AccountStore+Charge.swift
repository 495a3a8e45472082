import Accounts
import Kernel
import Persistence

extension AccountStore {
    package func delegations(tenant: TenantID, of person: PersonID, on day: CivilDate) async throws -> [Delegation] {
        try await database.read { connection in
            let rows = try connection.query(
                """
                select d.*, o.person_id as giver_id from assignments d
                join assignments o on o.tenant_id = d.tenant_id and o.id = d.delegated_from
                where d.tenant_id = \(tenant) and (o.person_id = \(person) or d.person_id = \(person))
                  and (d.until_date is null or d.until_date > \(day)) and (d.until_date is null or d.until_date > d.from_date)
                order by d.from_date, d.id limit 200
                """)
            let ids = try Set(rows.flatMap { [try $0.id("giver_id", PersonID.self), try $0.id("person_id", PersonID.self)] })
            guard !ids.isEmpty else { return [] }
            let people = try connection.query("select * from people where tenant_id = \(tenant) and id in \(list: ids.sorted())").map {
                try Person($0)
            }
            let named = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return try rows.compactMap { row in
                let assignment = try Assignment(row)
                guard let giver = named[try row.id("giver_id")], let taker = named[assignment.person] else { return nil }
                return Delegation(assignment: assignment, giver: giver, taker: taker)
            }
        }
    }

    package func charge(tenant: TenantID, of person: PersonID, on day: CivilDate) async throws -> Charge {
        try await database.read { connection in
            let units: SQL = """
                (select a.organization_id from assignments a where a.tenant_id = \(tenant) and a.person_id = \(person) and a.duty = 'business'
                  and a.from_date <= \(day) and (a.until_date is null or a.until_date > \(day)))
                """
            var charge = Charge()
            if let row = try connection.first(
                """
                select (select count(*) from projects p where p.tenant_id = \(tenant) and p.presence = 'active' and p.actual_end is null
                    and p.organization_id in \(units)) as projects,
                  (select count(*) from orders o where o.tenant_id = \(tenant) and o.state <> 'closed'
                    and o.lead_id in \(units)) as orders,
                  (select count(*) from project_verifications v join projects p on p.tenant_id = v.tenant_id and p.id = v.project_id
                    where v.tenant_id = \(tenant) and v.state in ('open', 'answered') and p.organization_id in \(units)) as verifications
                """)
            {
                charge.projects = Int(try row.int("projects"))
                charge.openOrders = Int(try row.int("orders"))
                charge.verifications = Int(try row.int("verifications"))
            }
            charge.holdings = try HoldingRegisters.all.flatMap { try $0.holdings(of: person, tenant: tenant, in: connection) }
            return charge
        }
    }
}

/// The lists a person keeps under names of their own.
struct SavedViewHoldings: HoldingRegister {
    let kind = "saved-view"

    func holdings(of person: PersonID, tenant: TenantID, in connection: any Connection) throws -> [Holding] {
        try connection.query(
            """
            select v.id, v.name from saved_views v join accounts a on a.tenant_id = v.tenant_id and a.id = v.account_id
            where v.tenant_id = \(tenant) and a.person_id = \(person) order by v.id
            """
        ).map { Holding(kind: kind, id: try $0.int("id"), title: try $0.text("name")) }
    }

    /// To the taker's business account; a name the taker already uses keeps the taker's own.
    func move(from: PersonID, to: PersonID, tenant: TenantID, in connection: any Connection) throws -> Int {
        guard
            let account = try connection.first(
                """
                select id from accounts where tenant_id = \(tenant) and person_id = \(to) and duty = 'business' and state <> 'closed'
                order by id limit 1
                """)?.id("id", AccountID.self)
        else { return 0 }
        return try connection.execute(
            """
            update saved_views set account_id = \(account) where tenant_id = \(tenant)
              and account_id in (select a.id from accounts a where a.tenant_id = \(tenant) and a.person_id = \(from))
              and not exists (select 1 as one from saved_views t where t.tenant_id = saved_views.tenant_id and t.account_id = \(account)
                and t.list = saved_views.list and t.name = saved_views.name)
            """)
    }
}
