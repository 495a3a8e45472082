import Accounts
import Kernel
import Persistence

package struct AccountStore: AccountQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func jurisdictions(tenant: TenantID) async throws -> JurisdictionTree {
        try await database.read { connection in
            try JurisdictionTree(
                try connection.query("select * from jurisdictions where tenant_id = \(tenant) order by code, id").map {
                    try Jurisdiction($0)
                })
        }
    }

    package func organizations(tenant: TenantID) async throws -> OrganizationTree {
        try await database.read { connection in
            try OrganizationTree(
                try connection.query("select * from organizations where tenant_id = \(tenant) order by code, id").map {
                    try Organization($0)
                })
        }
    }

    package func people(tenant: TenantID, matching filter: PersonFilter) async throws -> [PersonRow] {
        try await database.read { connection in
            var conditions: [SQL] = ["p.tenant_id = \(tenant)"]
            if let organizations = filter.organizations { conditions.append(SQL.among("p.organization_id", organizations.sorted())) }
            if !filter.text.isEmpty {
                let pattern = SQL.containing(filter.text.lowercased())
                conditions.append(
                    """
                    (p.sort_key like \(pattern) escape '!' or exists (select 1 as one from accounts a
                      where a.tenant_id = p.tenant_id and a.person_id = p.id and a.name like \(pattern) escape '!'))
                    """)
            }
            if let after = filter.after {
                conditions.append(
                    """
                    (p.sort_key, p.id) > (select q.sort_key, q.id from people q where q.tenant_id = \(tenant) and q.id = \(after))
                    """)
            }
            let limit = min(max(filter.limit, 1), 200)
            let people = try connection.query(
                "select p.* from people p where \(SQL.joined(conditions, by: " and ")) order by p.sort_key, p.id limit \(limit)"
            ).map { try Person($0) }
            return try Self.rows(people, tenant: tenant, connection)
        }
    }

    package func file(tenant: TenantID, of person: PersonID) async throws -> PersonFile {
        try await database.read { connection in try Self.file(tenant: tenant, of: person, connection) }
    }

    package func assignments(tenant: TenantID, of account: AccountID) async throws -> [Assignment] {
        try await database.read { connection in
            try connection.query("select * from assignments where tenant_id = \(tenant) and account_id = \(account) order by id").map {
                try Assignment($0)
            }
        }
    }

    package func directoryVersion(tenant: TenantID) async throws -> Int64 {
        try await database.read { connection in
            try connection.first("select version from directory_versions where tenant_id = \(tenant)")?.int("version") ?? 0
        }
    }

    static func file(tenant: TenantID, of person: PersonID, _ connection: any Connection) throws -> PersonFile {
        let people = try connection.query("select * from people where tenant_id = \(tenant) and id = \(person)").map { try Person($0) }
        guard let file = try rows(people, tenant: tenant, connection).first else { throw AppError("LT1107", .notFound) }
        return file
    }

    /// Each person with accounts and posts: two statements for the whole page.
    private static func rows(_ people: [Person], tenant: TenantID, _ connection: any Connection) throws -> [PersonRow] {
        let ids = people.map(\.id)
        let accounts = try connection.query(
            "select \(Account.columns) from accounts a where a.tenant_id = \(tenant) and a.person_id in \(list: ids) order by a.id"
        ).map { try Account($0) }
        let assignments = try connection.query(
            "select * from assignments where tenant_id = \(tenant) and person_id in \(list: ids) order by from_date, id"
        ).map { try Assignment($0) }
        let accountsOf = Dictionary(grouping: accounts, by: \.person)
        let assignmentsOf = Dictionary(grouping: assignments, by: \.person)
        return people.map { PersonRow(person: $0, accounts: accountsOf[$0.id] ?? [], assignments: assignmentsOf[$0.id] ?? []) }
    }
}

extension SQL {
    /// `column in (…)` for lists of any length: above the longest list, several joined by `or`.
    static func among(_ column: SQL, _ values: [some SQLBindable]) -> SQL {
        var rest = values[...]
        var parts: [SQL] = []
        repeat {
            parts.append("\(column) in \(list: rest.prefix(SQL.longestList))")
            rest = rest.dropFirst(SQL.longestList)
        } while !rest.isEmpty
        return parts.count == 1 ? parts[0] : "(\(SQL.joined(parts, by: " or ")))"
    }

    /// The pattern of `like … escape '!'` that finds `text` anywhere, its own wildcards taken literally.
    static func containing(_ text: String) -> String {
        var pattern = "%"
        for character in text {
            if character == "%" || character == "_" || character == "!" { pattern.append("!") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
