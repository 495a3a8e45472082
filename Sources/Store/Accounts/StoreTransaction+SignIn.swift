import Accounts
import Kernel
import Persistence

extension StoreTransaction: SignInWrites {
    package func attempts(keys: [String]) throws -> [String: Attempts] {
        var found: [String: Attempts] = [:]
        // Sorted, so that two sign-ins never wait for each other; the write takes each row's lock.
        for key in Set(keys).sorted() {
            let row = try connection.first(
                """
                insert into sign_in_attempts (tenant_id, key, failures, since) values (\(tenant), \(key), 0, \(now))
                on conflict (tenant_id, key) do update set failures = sign_in_attempts.failures
                returning failures, since, locked_until
                """)
            found[key] = try row.map { try Attempts($0) }
        }
        return found
    }

    package func save(_ attempts: Attempts?, key: String) throws {
        guard let attempts, attempts.failures > 0 else {
            try connection.execute("delete from sign_in_attempts where tenant_id = \(tenant) and key = \(key)")
            return
        }
        try connection.execute(
            """
            insert into sign_in_attempts (tenant_id, key, failures, since, locked_until)
            values (\(tenant), \(key), \(attempts.failures), \(attempts.since), \(attempts.lockedUntil))
            on conflict (tenant_id, key) do update set failures = excluded.failures, since = excluded.since,
              locked_until = excluded.locked_until
            """)
    }

    package func credentials(of account: AccountID) throws -> Credentials? {
        try SignInStore.credentials("a.id = \(account)", tenant: tenant, connection)
    }

    package func setPassword(_ hash: PasswordHash, of account: AccountID, mustChange: Bool) throws {
        try connection.execute(
            """
            insert into password_history (tenant_id, account_id, set_at, hash)
            values (\(tenant), \(account), \(now), \(hash.phc)) on conflict (tenant_id, account_id, set_at) do update set hash = excluded.hash
            """)
        let changed = try connection.execute(
            """
            update accounts set password_hash = \(hash.phc), password_set_at = \(now), must_change_password = \(mustChange),
              version = version + 1
            where tenant_id = \(tenant) and id = \(account)
            """)
        guard changed == 1 else { throw AppError("LT1107", .notFound) }
    }

    package func rehashPassword(_ hash: PasswordHash, replacing old: PasswordHash, of account: AccountID) throws {
        try connection.execute(
            "update accounts set password_hash = \(hash.phc) where tenant_id = \(tenant) and id = \(account) and password_hash = \(old.phc)"
        )
    }

    package func setSecondFactor(_ factor: SecondFactor?, of account: AccountID) throws {
        let changed = try connection.execute(
            """
            update accounts set totp_secret = \(factor?.sealedSecret), totp_last_step = \(factor?.lastUsedStep), version = version + 1
            where tenant_id = \(tenant) and id = \(account)
            """)
        guard changed == 1 else { throw AppError("LT1107", .notFound) }
        try connection.execute("delete from recovery_codes where tenant_id = \(tenant) and account_id = \(account)")
        for digest in factor?.recovery ?? [] {
            try connection.execute("insert into recovery_codes (tenant_id, account_id, digest) values (\(tenant), \(account), \(digest))")
        }
    }

    package func useStep(_ step: Int64, of account: AccountID) throws -> Bool {
        try connection.execute(
            """
            update accounts set totp_last_step = \(step)
            where tenant_id = \(tenant) and id = \(account) and (totp_last_step is null or totp_last_step < \(step))
            """) == 1
    }

    package func useRecoveryCode(_ digest: [UInt8], of account: AccountID) throws -> Bool {
        try connection.execute("delete from recovery_codes where tenant_id = \(tenant) and account_id = \(account) and digest = \(digest)")
            == 1
    }

    package func save(_ session: Session) throws {
        try connection.execute(
            """
            insert into sessions (tenant_id, digest, account_id, stage, created_at, last_seen_at, address, agent)
            values (\(tenant), \(session.digest), \(session.account), \(session.stage.rawValue), \(session.createdAt),
              \(session.lastSeenAt), \(session.address), \(session.agent))
            on conflict (tenant_id, digest) do nothing
            """)
    }

    package func touchSession(_ digest: [UInt8]) throws {
        try connection.execute(
            "update sessions set last_seen_at = \(now) where tenant_id = \(tenant) and digest = \(digest) and last_seen_at < \(now)")
    }

    package func endSessions(_ ended: EndedSessions) throws {
        switch ended {
        case .one(let digest):
            try connection.execute("delete from sessions where tenant_id = \(tenant) and digest = \(digest)")
        case .all(let account, let kept):
            try connection.execute(
                "delete from sessions where tenant_id = \(tenant) and account_id = \(account) and digest <> \(kept ?? [])")
        case .expired(let moment, let limits):
            try connection.execute(
                """
                delete from sessions where tenant_id = \(tenant) and (last_seen_at <= \(moment.adding(seconds: -limits.idle))
                  or created_at <= \(moment.adding(seconds: -limits.absolute)))
                """)
            try connection.execute(
                """
                delete from sign_in_attempts where tenant_id = \(tenant) and since <= \(moment.adding(seconds: -86400))
                  and (locked_until is null or locked_until <= \(moment))
                """)
        }
    }

    package func save(_ token: APIToken) throws {
        let scopes = token.scopes.map(\.rawValue).sorted().joined(separator: " ")
        try connection.execute(
            """
            insert into api_tokens (tenant_id, id, account_id, name, digest, scopes, created_at, expires_at, last_used_at, revoked_at)
            values (\(tenant), \(token.id), \(token.account), \(token.name), \(token.digest), \(scopes), \(token.createdAt),
              \(token.expiresAt), \(token.lastUsedAt), \(token.revokedAt))
            on conflict (tenant_id, id) do update set name = excluded.name, last_used_at = excluded.last_used_at,
              revoked_at = excluded.revoked_at
            """)
    }
}
