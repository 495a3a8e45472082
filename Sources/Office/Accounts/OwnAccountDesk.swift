import Accounts
import Kernel
import Operations

/// What people do with their own account: password, second factor, sessions, API tokens.
///
/// Whatever changes what an account can do ends its other sessions and gives the present one a new token.
package struct OwnAccountDesk: Sendable {
    let signIn: SignInDesk
    let ids: IDGenerator

    package init(signIn: SignInDesk, ids: IDGenerator) { (self.signIn, self.ids) = (signIn, ids) }

    /// Throws `LT1104` when the old password is wrong, `LT1105` with what is wrong with the new one.
    package func changePassword(
        from old: Secret, to new: String, repeated: String, session: Session, origin: SignInOrigin
    ) async throws -> SessionToken {
        let credentials = try await credentials(session, origin.tenant)
        try await verify(old, credentials)
        var faults = signIn.policy.faults(in: new, context: [credentials.account.name.text, credentials.personName])
        if new != repeated { faults.append(Diagnostic(.error, "LT1136", column: "repeated")) }
        let history = credentials.history.prefix(signIn.policy.history)
        let secret = Secret(new)
        let hasher = signIn.hasher
        if faults.isEmpty, try await signIn.pool.run({ history.contains { hasher.verify(secret, against: $0) } }) {
            faults.append(Diagnostic(.error, "LT1134", ["count": String(signIn.policy.history)], column: "password"))
        }
        guard faults.isEmpty else { throw AppError("LT1105", .unprocessable, diagnostics: faults) }
        let hash = try await signIn.pool.run { try hasher.hash(secret) }
        return try await renewing(session, credentials, origin, "self.password") { transaction in
            try transaction.setPassword(hash, of: session.account, mustChange: false)
        }
    }

    /// A new secret to enrol, and the same sealed: the page carries it until the first code confirms it.
    package func beginSecondFactor(_ account: AccountID) throws -> (totp: TOTP, sealed: String) {
        let totp = TOTP(random: signIn.random)
        return (totp, Base64URL.encode(try signIn.seal.seal(totp.secret, for: account)))
    }

    /// Reads back what `beginSecondFactor` sealed. Throws `LT1002` for anything else: it comes from a form.
    package func reopen(_ sealed: String, for account: AccountID) throws -> TOTP {
        guard let bytes = Base64URL.decode(sealed), let secret = try? signIn.seal.open(bytes, for: account) else {
            throw AppError("LT1002", .invalid)
        }
        return TOTP(secret: secret)
    }

    /// Throws `LT1103` when the code does not fit. The recovery codes are to be shown now and never again.
    package func enrol(sealed: String, code: String, session: Session, origin: SignInOrigin) async throws -> (SessionToken, RecoveryCodes) {
        let totp = try reopen(sealed, for: session.account)
        guard let step = totp.acceptedStep(for: code, at: signIn.clock.now(), lastUsed: nil) else {
            throw AppError("LT1103", .unprocessable)
        }
        let recovery = RecoveryCodes(random: signIn.random)
        let factor = SecondFactor(
            sealedSecret: try signIn.seal.seal(totp.secret, for: session.account), lastUsedStep: step, recovery: recovery.digests)
        let token = try await renewing(session, try await credentials(session, origin.tenant), origin, "self.second-factor") {
            transaction in
            try transaction.setSecondFactor(factor, of: session.account)
        }
        return (token, recovery)
    }

    /// Throws `LT1104` when the password is wrong.
    package func removeSecondFactor(password: Secret, session: Session, origin: SignInOrigin) async throws -> SessionToken {
        let credentials = try await credentials(session, origin.tenant)
        try await verify(password, credentials)
        return try await renewing(session, credentials, origin, "self.second-factor-removal") { transaction in
            try transaction.setSecondFactor(nil, of: session.account)
        }
    }

    /// Ends the named session of one's own, or all but the present one when `label` is nil.
    package func endSession(label: String?, of session: Session, context: WriteContext) async throws {
        let mine = try await signIn.queries.sessions(tenant: context.tenant, of: session.account)
        try await signIn.unitOfWork.write(context) { transaction in
            if let label {
                guard let ended = mine.first(where: { $0.label == label }) else { throw AppError("LT1107", .notFound) }
                try transaction.endSessions(.one(digest: ended.digest))
            } else {
                try transaction.endSessions(.all(of: session.account, keeping: session.digest))
            }
            transaction.record(AuditDraft("self.session-end", "account", session.account.rawValue))
        }
    }

    /// The token's text is to be shown now and never again.
    package func makeToken(
        name: String, scopes: Set<Action>, days: Int, account: AccountID, permissions: Permissions, context: WriteContext
    ) async throws -> Secret {
        let (token, text) = try APIToken.make(
            id: ids.next(), name: name, scopes: scopes, days: days, for: account, permissions: permissions, now: signIn.clock.now(),
            random: signIn.random)
        try await signIn.unitOfWork.write(context) { transaction in
            try transaction.save(token)
            let note = "\(token.name): " + token.scopes.map(\.rawValue).sorted().joined(separator: " ")
            transaction.record(AuditDraft("self.token", "api-token", token.id.rawValue, payload: AuditPayload(note: note)))
        }
        return text
    }

    package func revokeToken(_ id: APITokenID, account: AccountID, context: WriteContext) async throws {
        let mine = try await signIn.queries.apiTokens(tenant: context.tenant, of: account)
        guard var token = mine.first(where: { $0.id == id }) else { throw AppError("LT1107", .notFound) }
        token.revokedAt = token.revokedAt ?? signIn.clock.now()
        let revoked = token
        try await signIn.unitOfWork.write(context) { transaction in
            try transaction.save(revoked)
            transaction.record(AuditDraft("self.token-revocation", "api-token", id.rawValue))
        }
    }

    private func credentials(_ session: Session, _ tenant: TenantID) async throws -> Credentials {
        guard let credentials = try await signIn.queries.credentials(tenant: tenant, of: session.account) else {
            throw AppError("LT1101", .unauthenticated)
        }
        return credentials
    }

    private func verify(_ password: Secret, _ credentials: Credentials) async throws {
        let hasher = signIn.hasher
        let stored = credentials.password ?? hasher.decoy
        guard try await signIn.pool.run({ hasher.verify(password, against: stored) }) else { throw AppError("LT1104", .unprocessable) }
    }

    /// The change, with a fresh full session in place of every other.
    private func renewing(
        _ session: Session, _ credentials: Credentials, _ origin: SignInOrigin, _ action: String,
        _ change: @Sendable @escaping (any Transaction) throws -> Void
    ) async throws -> SessionToken {
        let token = SessionToken(random: signIn.random)
        try await signIn.unitOfWork.write(origin.context(credentials.account, name: credentials.personName)) { transaction in
            try change(transaction)
            try transaction.endSessions(.all(of: session.account, keeping: nil))
            try transaction.save(
                Session(
                    digest: token.digest, account: session.account, stage: .full, createdAt: transaction.now, address: origin.address,
                    agent: origin.agent))
            transaction.record(AuditDraft(action, "account", session.account.rawValue))
        }
        return token
    }
}
