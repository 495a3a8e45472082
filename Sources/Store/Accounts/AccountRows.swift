import Accounts
import Kernel
import Persistence

// How rows of the accounts schema read back. A stored code this version does not know is a misuse, never a trap.

extension Row {
    func code<T: RawRepresentable>(_ column: String, _ type: T.Type = T.self) throws(DatabaseFailure) -> T where T.RawValue == String {
        let text = try text(column)
        guard let value = T(rawValue: text) else { throw DatabaseFailure(.misuse, "column \(column) holds an unknown code: \(text)") }
        return value
    }
}

extension Jurisdiction {
    init(_ row: Row) throws(DatabaseFailure) {
        self.init(
            id: try row.id("id"), parent: try row.idOrNil("parent_id"), level: try row.code("level"), code: try row.textOrNil("code"),
            name: try row.localized("name"))
    }
}

extension Organization {
    init(_ row: Row) throws(DatabaseFailure) {
        self.init(
            id: try row.id("id"), parent: try row.idOrNil("parent_id"), jurisdiction: try row.id("jurisdiction_id"),
            kind: try row.code("kind"), name: try row.localized("name"),
            creditCode: try row.textOrNil("credit_code").flatMap { CreditCode($0) },
            code: try row.text("code"), isActive: try row.bool("is_active"), version: try row.int("version"))
    }
}

extension Person {
    init(_ row: Row) throws(DatabaseFailure) {
        self.init(
            id: try row.id("id"), name: try row.text("name"), organization: try row.id("organization_id"), title: try row.text("title"),
            phone: try row.text("phone"), email: try row.text("email"), isActive: try row.bool("is_active"), version: try row.int("version")
        )
    }
}

extension Account {
    /// Columns prefixed `a_`, as `columns` names them, so that an account can be joined to anything.
    static let columns: SQL = """
        a.id as a_id, a.person_id as a_person, a.name as a_name, a.duty as a_duty, a.state as a_state, a.locale as a_locale,
        a.password_set_at as a_password_set_at, a.must_change_password as a_must_change,
        case when a.totp_secret is null then 0 else 1 end as a_has_factor, a.version as a_version
        """

    init(_ row: Row) throws(DatabaseFailure) {
        let text = try row.text("a_name")
        guard let name = SignInName(text) else { throw DatabaseFailure(.misuse, "not a sign-in name: \(text)") }
        self.init(
            id: try row.id("a_id"), person: try row.id("a_person"), name: name, duty: try row.code("a_duty"),
            state: try row.code("a_state"),
            locale: try row.textOrNil("a_locale").flatMap { LocaleTag(rawValue: $0) },
            passwordSetAt: try row.instantOrNil("a_password_set_at"),
            mustChangePassword: try row.bool("a_must_change"), hasSecondFactor: try row.bool("a_has_factor"),
            version: try row.int("a_version"))
    }
}

extension Assignment {
    init(_ row: Row) throws(DatabaseFailure) {
        self.init(
            id: try row.id("id"), person: try row.id("person_id"), account: try row.id("account_id"),
            organization: try row.id("organization_id"),
            role: try row.code("role"), from: try row.date("from_date"), until: try row.dateOrNil("until_date"),
            clearance: try row.code("clearance"), delegatedFrom: try row.idOrNil("delegated_from"))
    }
}

extension Session {
    init(_ row: Row) throws(DatabaseFailure) {
        self.init(
            digest: try row.bytes("digest"), account: try row.id("account_id"), stage: try row.code("stage"),
            createdAt: try row.instant("created_at"), lastSeenAt: try row.instant("last_seen_at"), address: try row.text("address"),
            agent: try row.text("agent"))
    }
}

extension APIToken {
    init(_ row: Row) throws(DatabaseFailure) {
        // A scope that is gone from the program is gone from the token.
        let scopes = try row.text("scopes").split(separator: " ").compactMap { Action(rawValue: String($0)) }
        self.init(
            id: try row.id("t_id"), account: try row.id("account_id"), name: try row.text("t_name"), digest: try row.bytes("digest"),
            scopes: Set(scopes), createdAt: try row.instant("created_at"), expiresAt: try row.instant("expires_at"),
            lastUsedAt: try row.instantOrNil("last_used_at"), revokedAt: try row.instantOrNil("revoked_at"))
    }
}

extension Attempts {
    init(_ row: Row) throws(DatabaseFailure) {
        self.init(
            failures: Int(try row.int("failures")), since: try row.instant("since"), lockedUntil: try row.instantOrNil("locked_until"))
    }
}
