import Accounts
import Kernel
import Persistence

extension StoreTransaction: AccountWrites {
    /// Takes the directory's row lock, so that changes of it come one after the other, and tells caches apart.
    private func changeDirectory() throws {
        try connection.execute(
            """
            insert into directory_versions (tenant_id, version) values (\(tenant), 1)
            on conflict (tenant_id) do update set version = directory_versions.version + 1
            """)
    }

    package func save(_ jurisdiction: Jurisdiction) throws {
        try changeDirectory()
        try connection.execute(
            """
            insert into jurisdictions (tenant_id, id, parent_id, level, code, name, name_hant, name_en)
            values (\(tenant), \(jurisdiction.id), \(jurisdiction.parent), \(jurisdiction.level.rawValue), \(jurisdiction.code),
              \(jurisdiction.name.columns))
            on conflict (tenant_id, id) do update set parent_id = excluded.parent_id, level = excluded.level, code = excluded.code,
              name = excluded.name, name_hant = excluded.name_hant, name_en = excluded.name_en
            """)
        _ = try JurisdictionTree(
            try connection.query("select * from jurisdictions where tenant_id = \(tenant)").map { try Jurisdiction($0) })
    }

    package func save(_ organization: Organization) throws {
        try changeDirectory()
        let known = try connection.first(
            "select id from organizations where tenant_id = \(tenant) and code = \(organization.code) and id <> \(organization.id)")
        guard known == nil else { throw AppError("LT1127", .conflict, ["code": organization.code]) }
        guard organization.parent != organization.id else { throw AppError("LT1112", .invalid, ["id": organization.id.description]) }
        if try exists("organizations", organization.id) {
            try requireOne(
                try connection.execute(
                    """
                    update organizations set parent_id = \(organization.parent), jurisdiction_id = \(organization.jurisdiction),
                      kind = \(organization.kind.rawValue), code = \(organization.code), credit_code = \(organization.creditCode?.text),
                      is_active = \(organization.isActive), version = version + 1, name = \(organization.name.zhHans),
                      name_hant = \(organization.name.zhHant), name_en = \(organization.name.en)
                    where tenant_id = \(tenant) and id = \(organization.id) and version = \(organization.version)
                    """))
            // Only a node that had children can close a circle; the tree over the rows as they now stand refuses it.
            _ = try OrganizationTree(
                try connection.query("select * from organizations where tenant_id = \(tenant)").map { try Organization($0) })
        } else {
            try connection.execute(
                """
                insert into organizations (tenant_id, id, parent_id, jurisdiction_id, kind, code, credit_code, is_active, version, name,
                  name_hant, name_en)
                values (\(tenant), \(organization.id), \(organization.parent), \(organization.jurisdiction), \(organization.kind.rawValue),
                  \(organization.code), \(organization.creditCode?.text), \(organization.isActive), 1, \(organization.name.columns))
                """)
        }
    }

    package func save(_ person: Person) throws {
        try changeDirectory()
        if try exists("people", person.id) {
            try requireOne(
                try connection.execute(
                    """
                    update people set name = \(person.name), sort_key = \(person.name.lowercased()), organization_id = \(person.organization),
                      title = \(person.title), phone = \(person.phone), email = \(person.email), is_active = \(person.isActive),
                      version = version + 1
                    where tenant_id = \(tenant) and id = \(person.id) and version = \(person.version)
                    """))
        } else {
            try connection.execute(
                """
                insert into people (tenant_id, id, name, sort_key, organization_id, title, phone, email, is_active, version)
                values (\(tenant), \(person.id), \(person.name), \(person.name.lowercased()), \(person.organization), \(person.title),
                  \(person.phone), \(person.email), \(person.isActive), 1)
                """)
        }
    }

    package func open(_ account: Account) throws {
        try changeDirectory()
        let taken = try connection.first("select id from accounts where tenant_id = \(tenant) and name = \(account.name.text)")
        guard taken == nil else { throw AppError("LT1116", .conflict, ["name": account.name.text]) }
        let others = try connection.query(
            "select duty from accounts where tenant_id = \(tenant) and person_id = \(account.person) and state <> 'closed'"
        ).map { try $0.code("duty", Duty.self) }
        try account.duty.checkMayJoin(others, name: account.name.text)
        try connection.execute(
            """
            insert into accounts (tenant_id, id, person_id, name, duty, state, locale, must_change_password, version)
            values (\(tenant), \(account.id), \(account.person), \(account.name.text), \(account.duty.rawValue), \(account.state.rawValue),
              \(account.locale), \(account.mustChangePassword), 1)
            """)
    }

    package func save(_ account: Account) throws {
        try changeDirectory()
        try requireOne(
            try connection.execute(
                """
                update accounts set state = \(account.state.rawValue), locale = \(account.locale), version = version + 1
                where tenant_id = \(tenant) and id = \(account.id) and version = \(account.version)
                """))
        if account.state != .active { try cutOff(account.id) }
    }

    package func save(_ assignment: Assignment) throws {
        try changeDirectory()
        guard
            let account = try connection.first(
                "select \(Account.columns) from accounts a where a.tenant_id = \(tenant) and a.id = \(assignment.account)"
            ).map({ try Account($0) }), account.person == assignment.person
        else { throw AppError("LT1107", .notFound) }
        if try exists("assignments", assignment.id) {
            // Only what may change of a post: when it ends, what it is cleared for, whom it stands in for.
            try connection.execute(
                """
                update assignments set until_date = \(assignment.until), clearance = \(assignment.clearance.rawValue),
                  delegated_from = \(assignment.delegatedFrom)
                where tenant_id = \(tenant) and id = \(assignment.id)
                """)
            return
        }
        try account.checkMayHold(assignment.role, from: assignment.from, until: assignment.until)
        try connection.execute(
            """
            insert into assignments (tenant_id, id, person_id, account_id, duty, organization_id, role, from_date, until_date, clearance,
              delegated_from)
            values (\(tenant), \(assignment.id), \(assignment.person), \(assignment.account), \(assignment.role.duty.rawValue),
              \(assignment.organization), \(assignment.role.rawValue), \(assignment.from), \(assignment.until),
              \(assignment.clearance.rawValue), \(assignment.delegatedFrom))
            """)
    }

    package func handoverFiles(from giver: PersonID, to taker: PersonID) throws -> HandoverFiles {
        // Nobody gets or loses a post between the plan and its execution.
        try changeDirectory()
        let files = HandoverFiles(
            giver: try AccountStore.file(tenant: tenant, of: giver, connection),
            taker: try AccountStore.file(tenant: tenant, of: taker, connection),
            delegations: try connection.query(
                """
                select d.* from assignments d join assignments o on o.tenant_id = d.tenant_id and o.id = d.delegated_from
                where d.tenant_id = \(tenant) and o.person_id = \(giver) order by d.id
                """
            ).map { try Assignment($0) },
            holdings: try HoldingRegisters.all.flatMap { try $0.holdings(of: giver, tenant: tenant, in: connection) })
        return files
    }

    package func carryOut(_ handover: Handover) throws {
        try changeDirectory()
        for change in handover.changes {
            switch change {
            case .end(let id, let day):
                try requireOne(
                    try connection.execute("update assignments set until_date = \(day) where tenant_id = \(tenant) and id = \(id)"))
            case .begin(let assignment): try save(assignment)
            case .reroot(let id, let original):
                try requireOne(
                    try connection.execute("update assignments set delegated_from = \(original) where tenant_id = \(tenant) and id = \(id)")
                )
            case .move: break
            case .cutOff(let account): try cutOff(account)
            }
        }
        for register in HoldingRegisters.all { _ = try register.move(from: handover.from, to: handover.to, tenant: tenant, in: connection) }
    }

    /// Ends every session and token of an account that lost what they were made for.
    private func cutOff(_ account: AccountID) throws {
        try connection.execute("delete from sessions where tenant_id = \(tenant) and account_id = \(account)")
        try connection.execute(
            "update api_tokens set revoked_at = \(now) where tenant_id = \(tenant) and account_id = \(account) and revoked_at is null")
    }

    private func exists<T>(_ table: SQL, _ id: ID<T>) throws -> Bool {
        try connection.first("select id from \(table) where tenant_id = \(tenant) and id = \(id)") != nil
    }

    private func requireOne(_ changed: Int) throws {
        guard changed == 1 else { throw AppError("LT1120", .stale) }
    }
}

/// Registers of what a person holds; projects, orders and verifications belong to units and pass with the posts.
enum HoldingRegisters {
    static let all: [any HoldingRegister<any Connection>] = [SavedViewHoldings()]
}
