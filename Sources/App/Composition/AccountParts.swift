import Accounts
import Kernel
import Localization
import Office
import Store
import Web

/// Everything about accounts, put together over one installation: who calls, and the pages they are managed by.
package struct AccountParts: Sendable {
    package let callers: SessionCallers
    package let directory: DirectoryDesk
    package let signIn: SignInDesk
    package let own: OwnAccountDesk
    private let tenant: TenantID
    private let accounts: AccountStore
    private let signIns: SignInStore

    /// - Parameter cost: of password hashing; tests take less.
    package init(
        _ installation: Installation, tenant: TenantID, keys: InstallationKeys, policy: PasswordPolicy,
        secondFactor: SecondFactorRule = .optional, offsetMinutes: Int = 480, limits: Session.Limits = .standard,
        cost: PasswordHasher.Cost = .standard, hashers: Int = 2
    ) throws {
        self.tenant = tenant
        let hasher = try PasswordHasher(cost: cost)
        let pool = HashingPool(width: hashers)
        accounts = AccountStore(database: installation.database)
        signIns = SignInStore(database: installation.database)
        callers = SessionCallers(
            tenant: tenant, signIns: signIns, accounts: accounts, unitOfWork: installation.unitOfWork, csrf: CSRFTokens(key: keys.csrf),
            clock: installation.clock, offsetMinutes: offsetMinutes, limits: limits, secondFactor: secondFactor)
        signIn = SignInDesk(
            queries: signIns, unitOfWork: installation.unitOfWork, hasher: hasher, pool: pool, seal: SecretSeal(key: keys.seal),
            clock: installation.clock, policy: policy)
        own = OwnAccountDesk(signIn: signIn, ids: installation.ids)
        directory = DirectoryDesk(unitOfWork: installation.unitOfWork, ids: installation.ids, hasher: hasher, pool: pool)
    }

    package static let pages: [any Page.Type] = [SignInPage.self, SectionsPage.self]

    /// - Parameter demo: the accounts a demo server shows beside its sign-in form.
    package func collections(demo: (@Sendable (LocaleTag) -> SignInPage.Demo)? = nil) -> [any EndpointCollection] {
        [
            SignInEndpoints(tenant: tenant, desk: signIn, own: own, queries: signIns, demo: demo),
            OwnAccountEndpoints(tenant: tenant, own: own, queries: signIns, policy: signIn.policy),
            DelegationEndpoints(tenant: tenant, desk: directory, queries: accounts),
            DirectoryEndpoints(tenant: tenant, desk: directory, queries: accounts),
        ]
    }
}
