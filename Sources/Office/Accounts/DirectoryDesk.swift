import Accounts
import Kernel
import Operations

/// What administrators do with organizations, people, accounts and posts. Permission is asked by the caller; what nobody may do
/// to themselves is refused here.
package struct DirectoryDesk: Sendable {
    let unitOfWork: any UnitOfWork
    let ids: IDGenerator
    let hasher: PasswordHasher
    let pool: HashingPool
    let random: any RandomBytes

    package init(
        unitOfWork: any UnitOfWork, ids: IDGenerator, hasher: PasswordHasher, pool: HashingPool,
        random: any RandomBytes = SystemRandomBytes()
    ) {
        (self.unitOfWork, self.ids, self.hasher, self.pool, self.random) = (unitOfWork, ids, hasher, pool, random)
    }

    package func save(_ organization: Organization, context: WriteContext) async throws {
        try await unitOfWork.write(context) { transaction in
            try transaction.save(organization)
            transaction.record(
                AuditDraft(
                    "organization.manage", "organization", organization.id.rawValue, organization: organization.id,
                    payload: AuditPayload(note: "\(organization.code) \(organization.name.zhHans)")))
        }
    }

    package func newOrganizationID() -> OrganizationID { ids.next() }

    package func save(_ person: Person, context: WriteContext) async throws {
        try await unitOfWork.write(context) { transaction in
            try transaction.save(person)
            transaction.record(AuditDraft("user.manage", "person", person.id.rawValue, organization: person.organization))
        }
    }

    /// A new person with an account and a first password, which is to be shown now and never again.
    package func add(
        name: String, title: String, organization: OrganizationID, signInName: SignInName, duty: Duty, context: WriteContext
    ) async throws -> (person: PersonID, password: Secret) {
        let person = Person(id: ids.next(), name: name, organization: organization, title: title)
        let account = Account(id: ids.next(), person: person.id, name: signInName, duty: duty)
        let (password, hash) = try await issue()
        try await unitOfWork.write(context) { transaction in
            try transaction.save(person)
            try transaction.open(account)
            try transaction.setPassword(hash, of: account.id, mustChange: true)
            transaction.record(AuditDraft("user.manage", "person", person.id.rawValue, organization: organization))
            transaction.record(
                AuditDraft(
                    "user.manage", "account", account.id.rawValue, organization: organization,
                    payload: AuditPayload(note: "\(signInName) \(duty.rawValue)")))
        }
        return (person.id, password)
    }

    /// Another account for a person: an administrator's beside the business one.
    package func openAccount(
        person: Person, name: SignInName, duty: Duty, context: WriteContext
    ) async throws -> Secret {
        let account = Account(id: ids.next(), person: person.id, name: name, duty: duty)
        let (password, hash) = try await issue()
        try await unitOfWork.write(context) { transaction in
            try transaction.open(account)
            try transaction.setPassword(hash, of: account.id, mustChange: true)
            transaction.record(
                AuditDraft(
                    "user.manage", "account", account.id.rawValue, organization: person.organization,
                    payload: AuditPayload(note: "\(name) \(duty.rawValue)")))
        }
        return password
    }

    /// Gives an account a new first password and takes its second factor away: the way back for who lost either.
    package func resetPassword(_ account: Account, context: WriteContext) async throws -> Secret {
        let (password, hash) = try await issue()
        try await unitOfWork.write(context) { transaction in
            try transaction.setPassword(hash, of: account.id, mustChange: true)
            try transaction.setSecondFactor(nil, of: account.id)
            try transaction.save(nil, key: "name:\(account.name)")
            try transaction.endSessions(.all(of: account.id, keeping: nil))
            transaction.record(AuditDraft("user.manage", "account", account.id.rawValue, payload: AuditPayload(note: "password reset")))
        }
        return password
    }

    /// Locks, opens or closes an account. Throws `LT1122` for one's own.
    package func set(_ state: Account.State, of account: Account, context: WriteContext) async throws {
        guard account.id != context.actor.account else { throw AppError("LT1122", .forbidden) }
        guard account.state != .closed || state == .closed else { throw AppError("LT1117", .conflict, ["name": account.name.text]) }
        var changed = account
        changed.state = state
        let saved = changed
        try await unitOfWork.write(context) { transaction in
            try transaction.save(saved)
            if state == .active { try transaction.save(nil, key: "name:\(saved.name)") }
            let change = AuditPayload.Change("state", account.state.rawValue, state.rawValue)
            transaction.record(AuditDraft("session.revoke", "account", account.id.rawValue, payload: AuditPayload(changes: [change])))
        }
    }

    /// A role at an organization. Throws `LT1122` for oneself, `LT1109`/`LT1110` by the separation of duties.
    package func assign(
        _ role: Role, at organization: OrganizationID, to account: Account, from: CivilDate, until: CivilDate?, clearance: Secrecy,
        context: WriteContext
    ) async throws {
        guard account.id != context.actor.account else { throw AppError("LT1122", .forbidden) }
        try account.checkMayHold(role, from: from, until: until)
        let assignment = Assignment(
            id: ids.next(), person: account.person, account: account.id, organization: organization, role: role, from: from, until: until,
            clearance: clearance)
        try await unitOfWork.write(context) { transaction in
            try transaction.save(assignment)
            transaction.record(
                AuditDraft(
                    "role.assign", "account", account.id.rawValue, organization: organization,
                    payload: AuditPayload(changes: [
                        .init(role.rawValue, nil, "\(from)–\(until.map(\.description) ?? "") \(clearance.rawValue)")
                    ])))
        }
    }

    /// Ends a post from that day on. Throws `LT1122` for one's own.
    package func end(_ assignment: Assignment, on day: CivilDate, context: WriteContext) async throws {
        guard assignment.account != context.actor.account else { throw AppError("LT1122", .forbidden) }
        var ended = assignment
        ended.until = max(day, assignment.from)
        let saved = ended
        try await unitOfWork.write(context) { transaction in
            try transaction.save(saved)
            let change = AuditPayload.Change(saved.role.rawValue, assignment.until?.description, saved.until?.description)
            transaction.record(
                AuditDraft(
                    "role.assign", "account", saved.account.rawValue, organization: saved.organization,
                    payload: AuditPayload(changes: [change])))
        }
    }

    /// 離崗移交 in one transaction, planned over what stands at that moment. Throws `LT1122` for one's own posts.
    package func handOver(from giver: PersonID, to taker: PersonID, on day: CivilDate, own: PersonID?, context: WriteContext) async throws
        -> Handover
    {
        guard giver != own, taker != own else { throw AppError("LT1122", .forbidden) }
        return try await unitOfWork.write(context) { transaction in
            let files = try transaction.handoverFiles(from: giver, to: taker)
            let handover = try files.plan(on: day) { transaction.newID(AssignmentID.self) }
            try transaction.carryOut(handover)
            transaction.record(
                AuditDraft(
                    "user.handover", "person", giver.rawValue, organization: files.giver.person.organization,
                    payload: AuditPayload(note: "→ \(files.taker.person.name): \(handover.changes.count)")))
            return handover
        }
    }

    /// Sixteen random characters without look-alikes, in four groups: 76 bits.
    private func issue() async throws -> (Secret, PasswordHash) {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
        // 248 is 8 × 31: what lies above is thrown away, so that no character is likelier than another.
        var characters: [UInt8] = []
        while characters.count < 16 { characters += random.bytes(32).filter { $0 < 248 }.map { alphabet[Int($0) % alphabet.count] } }
        let text = stride(from: 0, to: 16, by: 4).map { String(decoding: characters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
        let password = Secret(text)
        let hash = try await pool.run { [hasher] in try hasher.hash(password) }
        return (password, hash)
    }
}
