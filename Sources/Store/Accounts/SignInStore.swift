import Accounts
import Kernel
import Persistence

package struct SignInStore: SignInQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func credentials(tenant: TenantID, named name: SignInName) async throws -> Credentials? {
        try await database.read { connection in try Self.credentials("a.name = \(name.text)", tenant: tenant, connection) }
    }

    package func credentials(tenant: TenantID, of account: AccountID) async throws -> Credentials? {
        try await database.read { connection in try Self.credentials("a.id = \(account)", tenant: tenant, connection) }
    }

    package func attempts(tenant: TenantID, keys: [String]) async throws -> [String: Attempts] {
        try await database.read { connection in
            try Dictionary(
                connection.query("select * from sign_in_attempts where tenant_id = \(tenant) and key in \(list: keys)").map {
                    (try $0.text("key"), try Attempts($0))
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    package func signedIn(tenant: TenantID, digest: [UInt8]) async throws -> SignedIn? {
        try await database.read { connection in
            try connection.first(
                """
                select s.*, \(Account.columns), p.name as p_name, p.organization_id as p_organization, d.version as d_version
                from sessions s join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id
                join people p on p.tenant_id = a.tenant_id and p.id = a.person_id
                left join directory_versions d on d.tenant_id = s.tenant_id
                where s.tenant_id = \(tenant) and s.digest = \(digest)
                """
            ).map { SignedIn(proof: .session(try Session($0)), identity: try Self.identity($0)) }
        }
    }

    package func presented(tenant: TenantID, digest: [UInt8]) async throws -> SignedIn? {
        try await database.read { connection in
            try connection.first(
                """
                select t.id as t_id, t.name as t_name, t.account_id, t.digest, t.scopes, t.created_at, t.expires_at, t.last_used_at,
                  t.revoked_at, \(Account.columns), p.name as p_name, p.organization_id as p_organization, d.version as d_version
                from api_tokens t join accounts a on a.tenant_id = t.tenant_id and a.id = t.account_id
                join people p on p.tenant_id = a.tenant_id and p.id = a.person_id
                left join directory_versions d on d.tenant_id = t.tenant_id
                where t.tenant_id = \(tenant) and t.digest = \(digest)
                """
            ).map { SignedIn(proof: .token(try APIToken($0)), identity: try Self.identity($0)) }
        }
    }

    package func sessions(tenant: TenantID, of account: AccountID) async throws -> [Session] {
        try await database.read { connection in
            try connection.query(
                "select * from sessions where tenant_id = \(tenant) and account_id = \(account) order by last_seen_at desc limit 100"
            ).map { try Session($0) }
        }
    }

    package func apiTokens(tenant: TenantID, of account: AccountID) async throws -> [APIToken] {
        try await database.read { connection in
            try connection.query(
                "select t.*, t.id as t_id, t.name as t_name from api_tokens t where t.tenant_id = \(tenant) and t.account_id = \(account) order by t.id desc limit 100"
            ).map { try APIToken($0) }
        }
    }

    private static func identity(_ row: Row) throws -> SignedIn.Identity {
        SignedIn.Identity(
            account: try Account(row), personName: try row.text("p_name"), organization: try row.id("p_organization"),
            directoryVersion: try row.intOrNil("d_version") ?? 0)
    }

    static func credentials(_ condition: SQL, tenant: TenantID, _ connection: any Connection) throws -> Credentials? {
        guard
            let row = try connection.first(
                """
                select \(Account.columns), a.password_hash, a.totp_secret, a.totp_last_step, p.name as p_name
                from accounts a join people p on p.tenant_id = a.tenant_id and p.id = a.person_id
                where a.tenant_id = \(tenant) and \(condition)
                """)
        else { return nil }
        let account = try Account(row)
        let history = try connection.query(
            "select hash from password_history where tenant_id = \(tenant) and account_id = \(account.id) order by set_at desc limit 10"
        ).map { PasswordHash(phc: try $0.text("hash")) }
        var factor: SecondFactor?
        if let secret = try row.bytesOrNil("totp_secret") {
            let recovery = try connection.query(
                "select digest from recovery_codes where tenant_id = \(tenant) and account_id = \(account.id)"
            ).map { try $0.bytes("digest") }
            factor = SecondFactor(sealedSecret: secret, lastUsedStep: try row.intOrNil("totp_last_step"), recovery: recovery)
        }
        return Credentials(
            account: account, personName: try row.text("p_name"),
            password: try row.textOrNil("password_hash").map { PasswordHash(phc: $0) },
            history: history, secondFactor: factor)
    }
}
