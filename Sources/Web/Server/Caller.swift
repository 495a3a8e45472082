import Accounts
import Kernel
import Localization

/// Who sent a request, once the session or token is known.
package struct Caller: Sendable {
    package let tenant: TenantID
    package let account: AccountID
    package let person: PersonID?
    package let name: String
    package let organization: OrganizationID?
    package let organizationName: LocalizedText
    package let jurisdiction: JurisdictionID?
    package let permissions: Permissions
    /// The language this person chose, if any.
    package let locale: LocaleTag?
    /// Expected in `csrf` or `X-CSRF-Token` of every unsafe request; nil for API tokens, which no browser sends by itself.
    package let csrfToken: String?
    package let isToken: Bool
    /// Nothing but enrolling a second factor is open to this account.
    package let mustEnrol: Bool

    package init(
        tenant: TenantID, account: AccountID, person: PersonID?, name: String, organization: OrganizationID?,
        organizationName: LocalizedText, jurisdiction: JurisdictionID?, permissions: Permissions, locale: LocaleTag?, csrfToken: String?,
        isToken: Bool, mustEnrol: Bool = false
    ) {
        self.tenant = tenant
        self.account = account
        self.person = person
        self.name = name
        self.organization = organization
        self.organizationName = organizationName
        self.jurisdiction = jurisdiction
        self.permissions = permissions
        self.locale = locale
        self.csrfToken = csrfToken
        self.isToken = isToken
        self.mustEnrol = mustEnrol
    }
}

/// Finds the caller of a request. One statement at most: permissions come from the resident directory.
package protocol CallerSource: Sendable {
    /// Nil when the session has ended or never was.
    func caller(session token: String, address: String) async throws -> Caller?
    /// Nil when the token is unknown, expired or revoked.
    func caller(apiToken token: String, address: String) async throws -> Caller?
}
