package import Kernel

/// Someone who holds posts. What is personal stays minimal: a name and a way to reach them at work.
package struct Person: Hashable, Sendable {
    package let id: PersonID
    package var name: String
    /// The unit they belong to; posts may be elsewhere.
    package var organization: OrganizationID
    package var title: String
    package var phone: String
    package var email: String
    package var isActive: Bool
    package var version: Int64

    package init(
        id: PersonID, name: String, organization: OrganizationID, title: String = "", phone: String = "", email: String = "",
        isActive: Bool = true, version: Int64 = 1
    ) {
        (self.id, self.name, self.organization, self.title) = (id, name, organization, title)
        (self.phone, self.email, self.isActive, self.version) = (phone, email, isActive, version)
    }
}

/// What a person signs in with. Its duty is fixed when it is opened: an administrator has an account of its own.
package struct Account: Hashable, Sendable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case active
        /// Shut by an administrator until opened again.
        case locked
        /// Closed for good; the name stays taken, so that the audit ledger keeps one meaning.
        case closed
    }
    package let id: AccountID
    package let person: PersonID
    package let name: SignInName
    package let duty: Duty
    package var state: State
    package var locale: LocaleTag?
    /// When the password was set; nil while the first one has not been chosen.
    package var passwordSetAt: Instant?
    /// Set when an administrator gave the password: the next sign-in must choose another.
    package var mustChangePassword: Bool
    package var hasSecondFactor: Bool
    package var version: Int64

    package init(
        id: AccountID, person: PersonID, name: SignInName, duty: Duty = .business, state: State = .active, locale: LocaleTag? = nil,
        passwordSetAt: Instant? = nil, mustChangePassword: Bool = true, hasSecondFactor: Bool = false, version: Int64 = 1
    ) {
        (self.id, self.person, self.name, self.duty, self.state, self.locale) = (id, person, name, duty, state, locale)
        (self.passwordSetAt, self.mustChangePassword) = (passwordSetAt, mustChangePassword)
        (self.hasSecondFactor, self.version) = (hasSecondFactor, version)
    }
}
