import Accounts
import Foundation
import Kernel
import Office
import Persistence

package struct SetupStore: SetupQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func setup(tenant: TenantID) async throws -> SetupState {
        try await database.read { connection in
            guard let row = try connection.first("select state, version from city_setup where tenant_id = \(tenant)") else {
                return SetupState()
            }
            var state = try JSONDecoder().decode(SetupState.self, from: Data(try row.text("state").utf8))
            state.version = try row.int("version")
            return state
        }
    }

    package func ground(tenant: TenantID) async throws -> CityOpening.Ground {
        let places = try await AccountStore(database: database).jurisdictions(tenant: tenant)
        return try await database.read { connection in
            func codes(_ query: SQL) throws -> Set<String> { Set(try connection.query(query).map { try $0.text("code") }) }
            var ground = CityOpening.Ground()
            ground.root = places.nodes.values.filter { $0.parent == nil }.min { $0.id < $1.id }
            for row in try connection.query("select id, code, jurisdiction_id from organizations where tenant_id = \(tenant)") {
                let id: OrganizationID = try row.id("id")
                ground.organizations[try row.text("code")] = id
                ground.places[id] = try row.id("jurisdiction_id")
            }
            for row in try connection.query("select id, code from clauses where tenant_id = \(tenant)") {
                ground.clauses[try row.text("code")] = try row.id("id")
            }
            ground.goals = try codes("select code from goals where tenant_id = \(tenant)")
            ground.systems = try codes("select code from systems where tenant_id = \(tenant)")
            ground.dataResources = try codes("select code from data_resources where tenant_id = \(tenant)")
            ground.projects = try codes("select code from projects where tenant_id = \(tenant)")
            ground.accounts = try codes("select name as code from accounts where tenant_id = \(tenant)")
            return ground
        }
    }

    package func accountsWithoutPassword(tenant: TenantID, limit: Int) async throws -> [Account] {
        try await database.read { connection in
            try connection.query(
                """
                select \(Account.columns) from accounts a
                where a.tenant_id = \(tenant) and a.password_hash is null and a.state = 'active' and a.duty = 'business'
                  and not exists (select 1 from sessions s where s.tenant_id = a.tenant_id and s.account_id = a.id)
                order by a.name limit \(limit)
                """
            ).map { try Account($0) }
        }
    }

    package func duties(tenant: TenantID) async throws -> Set<Duty> {
        try await database.read { connection in
            Set(
                try connection.query(
                    """
                    select distinct a.duty from accounts a join assignments p on p.tenant_id = a.tenant_id and p.account_id = a.id
                    where a.tenant_id = \(tenant) and a.state = 'active'
                    """
                ).compactMap { Duty(rawValue: try $0.text("duty")) })
        }
    }
}

extension StoreTransaction: SetupWrites {
    package func save(_ setup: SetupState) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let state = String(decoding: try encoder.encode(setup), as: UTF8.self)
        let changed = try connection.execute(
            """
            update city_setup set state = \(state), version = version + 1, updated_at = \(now), updated_by = \(actor.name)
            where tenant_id = \(tenant) and version = \(setup.version)
            """)
        guard changed == 0 else { return }
        guard setup.version == 0, try connection.first("select version from city_setup where tenant_id = \(tenant)") == nil else {
            throw AppError("LT4308", .stale)
        }
        try connection.execute(
            """
            insert into city_setup (tenant_id, state, version, updated_at, updated_by) values (\(tenant), \(state), 1, \(now), \(actor.name))
            """)
    }
}
