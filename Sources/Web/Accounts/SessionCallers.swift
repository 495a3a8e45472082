import Accounts
import Kernel
import Office
import Synchronization

/// Callers by session cookie or API token: one statement a request, permissions from a resident directory.
///
/// What is resident is good while the directory's version stands, which that one statement also reads: a role taken away on
/// any node is gone with the next request.
package final class SessionCallers: CallerSource {
    private struct Directory: Sendable {
        let version: Int64
        let organizations: OrganizationTree
        let jurisdictions: JurisdictionTree
    }
    private struct Resident: Sendable {
        var directory: Directory?
        var day: CivilDate?
        var permissions: [AccountID: Permissions] = [:]
    }
    private let tenant: TenantID
    private let signIns: any SignInQueries
    private let accounts: any AccountQueries
    private let unitOfWork: any UnitOfWork
    private let csrf: CSRFTokens
    private let clock: any Clock
    private let offsetMinutes: Int
    private let limits: Session.Limits
    private let secondFactor: SecondFactorRule
    private let resident = Mutex(Resident())
    /// Accounts whose permissions stay in memory.
    private static let mostResident = 2000

    package init(
        tenant: TenantID, signIns: any SignInQueries, accounts: any AccountQueries, unitOfWork: any UnitOfWork, csrf: CSRFTokens,
        clock: any Clock, offsetMinutes: Int = 480, limits: Session.Limits = .standard,
        secondFactor: SecondFactorRule = .optional
    ) {
        (self.tenant, self.signIns, self.accounts, self.unitOfWork) = (tenant, signIns, accounts, unitOfWork)
        (self.csrf, self.clock, self.offsetMinutes, self.limits) = (csrf, clock, offsetMinutes, limits)
        self.secondFactor = secondFactor
    }

    package func caller(session token: String, address: String) async throws -> Caller? {
        guard let digest = SessionToken(cookie: token)?.digest, let found = try await signIns.signedIn(tenant: tenant, digest: digest),
            case .session(let session) = found.proof, session.stage == .full, found.identity.account.state == .active
        else { return nil }
        let now = clock.now()
        guard session.end(at: now, limits) == nil else { return nil }
        if session.wantsTouch(at: now) { try await write(found.identity, address) { try $0.touchSession(digest) } }
        return try await caller(found.identity, csrfToken: csrf.token(for: digest), scopes: nil)
    }

    package func caller(apiToken text: String, address: String) async throws -> Caller? {
        guard let digest = APIToken.digest(ofPresented: text), let found = try await signIns.presented(tenant: tenant, digest: digest),
            case .token(var token) = found.proof, found.identity.account.state == .active
        else { return nil }
        let now = clock.now()
        guard token.isValid(at: now) else { return nil }
        if token.lastUsedAt.map({ now >= $0.adding(seconds: 60) }) ?? true {
            token.lastUsedAt = now
            let used = token
            try await write(found.identity, address) { try $0.save(used) }
        }
        return try await caller(found.identity, csrfToken: nil, scopes: token.scopes)
    }

    private func caller(_ identity: SignedIn.Identity, csrfToken: String?, scopes: Set<Accounts.Action>?) async throws -> Caller {
        let directory = try await directory(identity.directoryVersion)
        let permissions = try await permissions(identity.account, directory)
        let organization = directory.organizations[identity.organization]
        return Caller(
            tenant: tenant, account: identity.account.id, person: identity.account.person, name: identity.personName,
            organization: identity.organization, organizationName: organization?.name ?? LocalizedText(zhHans: "", zhHant: "", en: ""),
            jurisdiction: organization?.jurisdiction, permissions: scopes.map { permissions.limited(to: $0) } ?? permissions,
            locale: identity.account.locale, csrfToken: csrfToken, isToken: scopes != nil,
            mustEnrol: secondFactor.isDue(identity.account))
    }

    private func directory(_ version: Int64) async throws -> Directory {
        if let directory = resident.withLock({ $0.directory }), directory.version == version { return directory }
        async let organizations = accounts.organizations(tenant: tenant)
        async let jurisdictions = accounts.jurisdictions(tenant: tenant)
        let directory = Directory(version: version, organizations: try await organizations, jurisdictions: try await jurisdictions)
        resident.withLock { resident in
            // Another request may have brought a newer one meanwhile.
            guard version >= resident.directory?.version ?? 0 else { return }
            resident.directory = directory
            resident.permissions = [:]
        }
        return directory
    }

    private func permissions(_ account: Account, _ directory: Directory) async throws -> Permissions {
        let today = clock.now().civilDate(offsetMinutes: offsetMinutes)
        let known = resident.withLock { resident -> Permissions? in
            guard resident.day == today, resident.directory?.version == directory.version else { return nil }
            return resident.permissions[account.id]
        }
        if let known { return known }
        let permissions = Permissions(
            person: account.person, account: account.id, assignments: try await accounts.assignments(tenant: tenant, of: account.id),
            organizations: directory.organizations, jurisdictions: directory.jurisdictions, on: today)
        resident.withLock { resident in
            guard resident.directory?.version == directory.version else { return }
            if resident.day != today || resident.permissions.count >= Self.mostResident { resident.permissions = [:] }
            resident.day = today
            resident.permissions[account.id] = permissions
        }
        return permissions
    }

    private func write(
        _ identity: SignedIn.Identity, _ address: String, _ body: @Sendable @escaping (any Transaction) throws -> Void
    ) async throws {
        let actor = Actor(kind: .account, account: identity.account.id, name: identity.personName, origin: address)
        try await unitOfWork.write(WriteContext(tenant: tenant, actor: actor, packVersion: ""), body)
    }
}
