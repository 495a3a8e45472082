package import Kernel

/// What the directory is asked: trees, people, posts. Small enough to be held in memory as a whole.
package protocol AccountQueries: Sendable {
    func jurisdictions(tenant: TenantID) async throws -> JurisdictionTree
    func organizations(tenant: TenantID) async throws -> OrganizationTree
    /// People of these organizations (nil: all), by name, after a position; `text` is looked for in name and sign-in name.
    func people(tenant: TenantID, matching filter: PersonFilter) async throws -> [PersonRow]
    /// Throws `LT1107` for an unknown person.
    func file(tenant: TenantID, of person: PersonID) async throws -> PersonFile
    /// Assignments of one account, ended ones included.
    func assignments(tenant: TenantID, of account: AccountID) async throws -> [Assignment]
    /// Stand-ins this person gave or holds that have not ended by `day`, soonest first.
    func delegations(tenant: TenantID, of person: PersonID, on day: CivilDate) async throws -> [Delegation]
    /// What leaves with a person beside their posts, and what waits at them.
    func charge(tenant: TenantID, of person: PersonID, on day: CivilDate) async throws -> Charge
    /// Grows with every change of organizations or assignments: a cached `Permissions` is good while it stands.
    func directoryVersion(tenant: TenantID) async throws -> Int64
}

/// What signing in and every request ask.
package protocol SignInQueries: Sendable {
    func credentials(tenant: TenantID, named name: SignInName) async throws -> Credentials?
    func credentials(tenant: TenantID, of account: AccountID) async throws -> Credentials?
    func attempts(tenant: TenantID, keys: [String]) async throws -> [String: Attempts]
    /// The session of this token digest and whose it is; one statement.
    func signedIn(tenant: TenantID, digest: [UInt8]) async throws -> SignedIn?
    /// The API token of this digest and whose it is; one statement.
    func presented(tenant: TenantID, digest: [UInt8]) async throws -> SignedIn?
    func sessions(tenant: TenantID, of account: AccountID) async throws -> [Session]
    func apiTokens(tenant: TenantID, of account: AccountID) async throws -> [APIToken]
}

/// Changes of the directory. Each bumps the directory version; a stale `version` throws `LT1120`.
package protocol AccountWrites: AnyObject {
    func save(_ jurisdiction: Jurisdiction) throws
    /// Inserts when `version` is 1 and the id is new, else updates the row of that version.
    func save(_ organization: Organization) throws
    func save(_ person: Person) throws
    /// Throws `LT1116` when the name is taken, `LT1109` or `LT1123` when the person may have no second account of the kind.
    func open(_ account: Account) throws
    func save(_ account: Account) throws
    /// Throws `LT1109` or `LT1110` when the account's duty does not fit the role.
    func save(_ assignment: Assignment) throws
    /// Both people, with every delegation made from one of the giver's posts: what `Handover.plan` needs, as it stands now.
    func handoverFiles(from: PersonID, to: PersonID) throws -> HandoverFiles
    func carryOut(_ handover: Handover) throws
}

/// Changes of what people sign in with.
package protocol SignInWrites: AnyObject {
    func attempts(keys: [String]) throws -> [String: Attempts]
    /// Nil clears.
    func save(_ attempts: Attempts?, key: String) throws
    func credentials(of account: AccountID) throws -> Credentials?
    /// Sets the hash and keeps the former ones as history.
    func setPassword(_ hash: PasswordHash, of account: AccountID, mustChange: Bool) throws
    /// The same password at today's cost; nothing when it was changed meanwhile.
    func rehashPassword(_ hash: PasswordHash, replacing old: PasswordHash, of account: AccountID) throws
    /// Nil turns the second factor off.
    func setSecondFactor(_ factor: SecondFactor?, of account: AccountID) throws
    /// Whether the step was later than the last one used, which it now is: a code works once, whoever races.
    func useStep(_ step: Int64, of account: AccountID) throws -> Bool
    /// Whether the digest was there; it no longer is.
    func useRecoveryCode(_ digest: [UInt8], of account: AccountID) throws -> Bool
    func save(_ session: Session) throws
    func touchSession(_ digest: [UInt8]) throws
    /// Ends those of the account for which `keeping` is not the digest; or the one with this digest.
    func endSessions(_ ended: EndedSessions) throws
    func save(_ token: APIToken) throws
}

package enum EndedSessions: Hashable, Sendable {
    case one(digest: [UInt8])
    case all(of: AccountID, keeping: [UInt8]?)
    /// Housekeeping: those that timed out before this moment.
    case expired(before: Instant, Session.Limits)
}

/// Who a session or token belongs to, and how new the directory is that its permissions must be judged by.
package struct SignedIn: Hashable, Sendable {
    package enum Proof: Hashable, Sendable {
        case session(Session)
        case token(APIToken)
    }
    package struct Identity: Hashable, Sendable {
        package let account: Account
        package let personName: String
        package let organization: OrganizationID
        package let directoryVersion: Int64

        package init(account: Account, personName: String, organization: OrganizationID, directoryVersion: Int64) {
            (self.account, self.personName) = (account, personName)
            (self.organization, self.directoryVersion) = (organization, directoryVersion)
        }
    }
    package let proof: Proof
    package let identity: Identity

    package init(proof: Proof, identity: Identity) { (self.proof, self.identity) = (proof, identity) }
}

/// What a handover is planned from.
package struct HandoverFiles: Hashable, Sendable {
    package let giver: PersonFile
    package let taker: PersonFile
    /// Posts of others that stand in for one of the giver's.
    package let delegations: [Assignment]
    package let holdings: [Holding]

    package init(giver: PersonFile, taker: PersonFile, delegations: [Assignment], holdings: [Holding]) {
        (self.giver, self.taker, self.delegations, self.holdings) = (giver, taker, delegations, holdings)
    }

    /// Throws as `Handover.plan` does.
    package func plan(on day: CivilDate, newID: () -> AssignmentID) throws(AppError) -> Handover {
        // A stand-in of the giver's held by the taker is in both lists.
        var seen: Set<AssignmentID> = []
        let assignments = (giver.assignments + taker.assignments + delegations).filter { seen.insert($0.id).inserted }
        return try Handover.plan(
            from: .init(person: giver.person, accounts: giver.accounts), to: .init(person: taker.person, accounts: taker.accounts),
            assignments: assignments, holdings: holdings, on: day, newID: newID)
    }
}

/// What proves an account, as stored.
package struct Credentials: Hashable, Sendable {
    package let account: Account
    package let personName: String
    /// Nil while no password was ever set.
    package let password: PasswordHash?
    /// Former hashes, latest first.
    package let history: [PasswordHash]
    package let secondFactor: SecondFactor?

    package init(account: Account, personName: String, password: PasswordHash?, history: [PasswordHash], secondFactor: SecondFactor?) {
        (self.account, self.personName, self.password) = (account, personName, password)
        (self.history, self.secondFactor) = (history, secondFactor)
    }
}

/// The stored second factor. Its secret is sealed with the installation's key before it comes here.
package struct SecondFactor: Hashable, Sendable {
    package let sealedSecret: [UInt8]
    package let lastUsedStep: Int64?
    /// Digests of the recovery codes not yet used.
    package let recovery: [[UInt8]]

    package init(sealedSecret: [UInt8], lastUsedStep: Int64? = nil, recovery: [[UInt8]]) {
        (self.sealedSecret, self.lastUsedStep, self.recovery) = (sealedSecret, lastUsedStep, recovery)
    }
}

package struct PersonFilter: Hashable, Sendable {
    package var organizations: Set<OrganizationID>?
    package var text: String = ""
    package var after: PersonID?
    /// 1…200.
    package var limit = 50
    package init() {}
}

/// A line of the people list.
package struct PersonRow: Hashable, Sendable {
    package let person: Person
    package let accounts: [Account]
    package let assignments: [Assignment]
    package init(person: Person, accounts: [Account], assignments: [Assignment]) {
        (self.person, self.accounts, self.assignments) = (person, accounts, assignments)
    }
}

/// Everything known of one person.
package typealias PersonFile = PersonRow
