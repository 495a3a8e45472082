import Accounts
import Kernel
import Operations

/// Where a sign-in comes from.
package struct SignInOrigin: Hashable, Sendable {
    package let tenant: TenantID
    package let address: String
    package let agent: String
    package let packVersion: String

    package init(tenant: TenantID, address: String, agent: String, packVersion: String) {
        (self.tenant, self.address, self.agent, self.packVersion) = (tenant, address, agent, packVersion)
    }

    /// Writes of someone not yet signed in.
    func context(_ account: Account?, name: String) -> WriteContext {
        let actor = Actor(kind: .account, account: account?.id, name: name, origin: address)
        return WriteContext(tenant: tenant, actor: actor, packVersion: packVersion)
    }
}

/// Signing in and out: hashing off the pool, the decision inside the transaction that counts it, an audit entry for each.
package struct SignInDesk: Sendable {
    package enum Outcome: Sendable {
        case refused(AppError)
        /// A new session; the old token no longer works.
        case admitted(SessionToken, Session.Stage)
    }
    let queries: any SignInQueries
    let unitOfWork: any UnitOfWork
    let hasher: PasswordHasher
    let pool: HashingPool
    let seal: SecretSeal
    let clock: any Clock
    let random: any RandomBytes
    package let policy: PasswordPolicy

    package init(
        queries: any SignInQueries, unitOfWork: any UnitOfWork, hasher: PasswordHasher, pool: HashingPool, seal: SecretSeal,
        clock: any Clock, random: any RandomBytes = SystemRandomBytes(), policy: PasswordPolicy
    ) {
        (self.queries, self.unitOfWork, self.hasher, self.pool) = (queries, unitOfWork, hasher, pool)
        (self.seal, self.clock, self.random, self.policy) = (seal, clock, random, policy)
    }

    /// Name and password. Unknown names are checked against a decoy, so that they take as long.
    ///
    /// - Parameter former: the digest of a session this browser still carries; it ends.
    package func signIn(name typed: String, password: Secret, from origin: SignInOrigin, former: [UInt8]?) async throws -> Outcome {
        let name = SignInName(typed)
        let keys = Self.keys(name: name?.text ?? "", origin)
        let known = try await queries.attempts(tenant: origin.tenant, keys: [keys.name, keys.address])
        let minutes = known.values.map { $0.minutesLocked(at: clock.now()) }.max() ?? 0
        guard minutes == 0 else { return .refused(AppError("LT1102", .tooMany, ["minutes": String(minutes)])) }

        var credentials: Credentials?
        if let name { credentials = try await queries.credentials(tenant: origin.tenant, named: name) }
        let stored = credentials?.password
        let (matched, renewed) = try await pool.run { [hasher] in
            let matched = hasher.verify(password, against: stored ?? hasher.decoy) && stored != nil
            let renewed = try stored.flatMap { try matched && hasher.needsRehash($0) ? hasher.hash(password) : nil }
            return (matched, renewed)
        }
        let token = SessionToken(random: random)
        let account = credentials?.account
        let stage = try await unitOfWork.write(origin.context(account, name: credentials?.personName ?? "visitor")) {
            [policy] transaction in
            let attempts = try transaction.attempts(keys: [keys.name, keys.address])
            let decision = SignInDecision.afterPassword(
                matched: matched, account: account, policy: policy, byName: attempts[keys.name], byAddress: attempts[keys.address],
                at: transaction.now)
            if let account, let stored, let renewed, case .admitted = decision.answer {
                try transaction.rehashPassword(renewed, replacing: stored, of: account.id)
            }
            return try Self.apply(decision, account, keys, token, former, origin, "sign-in.password", transaction)
        }
        return outcome(stage, token)
    }

    /// The second step: a one-time code or a recovery code. `session` is the half-open one the password made.
    package func confirm(code: String, session: Session, from origin: SignInOrigin) async throws -> Outcome {
        guard session.stage == .secondFactor, session.end(at: clock.now(), .init(idle: 600, absolute: 600)) == nil,
            let credentials = try await queries.credentials(tenant: origin.tenant, of: session.account),
            let factor = credentials.secondFactor
        else { return .refused(AppError("LT1101", .unauthenticated)) }
        let totp = TOTP(secret: try seal.open(factor.sealedSecret, for: session.account))
        let digest = RecoveryCodes.digest(code)
        let isRecovery = factor.recovery.contains { ConstantTime.equal($0, digest) }
        let account = credentials.account
        let keys = Self.keys(name: account.name.text, origin)
        let token = SessionToken(random: random)
        let stage = try await unitOfWork.write(origin.context(account, name: credentials.personName)) { [policy] transaction in
            let attempts = try transaction.attempts(keys: [keys.name, keys.address])
            var matched = false
            if attempts.values.allSatisfy({ !$0.isLocked(at: transaction.now) }) {
                if let step = totp.acceptedStep(for: code, at: transaction.now, lastUsed: factor.lastUsedStep) {
                    matched = try transaction.useStep(step, of: account.id)
                } else if isRecovery {
                    matched = try transaction.useRecoveryCode(digest, of: account.id)
                }
            }
            let decision = SignInDecision.afterSecondFactor(
                matched: matched, account: account, policy: policy, byName: attempts[keys.name], byAddress: attempts[keys.address],
                at: transaction.now)
            return try Self.apply(decision, account, keys, token, session.digest, origin, "sign-in.second-factor", transaction)
        }
        return outcome(stage, token)
    }

    package func signOut(_ session: Session, context: WriteContext) async throws {
        try await unitOfWork.write(context) { transaction in
            try transaction.endSessions(.one(digest: session.digest))
            transaction.record(AuditDraft("sign-in.end", "account", session.account.rawValue))
        }
    }

    private func outcome(_ answer: SignInDecision.Answer, _ token: SessionToken) -> Outcome {
        switch answer {
        case .refused(let error): .refused(error)
        case .admitted(let stage): .admitted(token, stage)
        }
    }

    private struct Keys: Sendable { let name: String, address: String }
    private static func keys(name: String, _ origin: SignInOrigin) -> Keys {
        Keys(name: "name:\(name)", address: "address:\(origin.address)")
    }

    private static func apply(
        _ decision: SignInDecision, _ account: Account?, _ keys: Keys, _ token: SessionToken, _ former: [UInt8]?, _ origin: SignInOrigin,
        _ step: String, _ transaction: any Transaction
    ) throws -> SignInDecision.Answer {
        try transaction.save(decision.byName, key: keys.name)
        try transaction.save(decision.byAddress, key: keys.address)
        switch decision.answer {
        case .refused(let error):
            // What was typed as a name may be a password typed in the wrong field: only known accounts are named.
            transaction.record(AuditDraft(step + ".refuse", "account", account?.id.rawValue, payload: AuditPayload(note: error.code)))
        case .admitted(let stage):
            guard let account else { break }
            if let former { try transaction.endSessions(.one(digest: former)) }
            try transaction.save(
                Session(
                    digest: token.digest, account: account.id, stage: stage, createdAt: transaction.now, address: origin.address,
                    agent: origin.agent))
            transaction.record(AuditDraft(step, "account", account.id.rawValue, payload: AuditPayload(note: stage.rawValue)))
        }
        return decision.answer
    }
}
