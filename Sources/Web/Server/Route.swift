import Accounts
import Kernel

/// Every address pages link to. Made here only, so that a link cannot point nowhere; patterns for the router sit
/// with the endpoints, and a test matches the two.
package enum Route: Sendable, Hashable {
    case home, signIn, help, notices, search
    case cockpit, desk
    case audit
    case signInCode(FormData = FormData()), signInPassword, signOut
    case account, ownPassword, secondFactor, secondFactorRemoval, ownSessions, ownSession(String), ownTokens, ownToken(APITokenID)
    case people(FormData = FormData()), newPerson, person(PersonID), personRoles(PersonID), personAccounts(PersonID), handover(PersonID)
    case accountState(AccountID), accountPassword(AccountID), assignmentEnding(PersonID, AssignmentID)
    case organizations, newOrganization, organization(OrganizationID)
    case projects(FormData = FormData())
    case project(ProjectID)

    package var path: String {
        switch self {
        case .home: "/"
        case .signIn: "/sign-in"
        case .help: "/help"
        case .notices: "/notices"
        case .search: "/search"
        case .cockpit: "/cockpit"
        case .desk: "/desk"
        case .audit: "/settings/audit"
        case .signInCode(let query): "/sign-in/code".with(query)
        case .signInPassword: "/sign-in/password"
        case .signOut: "/sign-out"
        case .account: "/account"
        case .ownPassword: "/account/password"
        case .secondFactor: "/account/second-factor"
        case .secondFactorRemoval: "/account/second-factor/removal"
        case .ownSessions: "/account/sessions/ending"
        case .ownSession(let label): "/account/sessions/\(FormData.encode(label))/ending"
        case .ownTokens: "/account/tokens"
        case .ownToken(let id): "/account/tokens/\(id)/revocation"
        case .people(let query): "/settings/people".with(query)
        case .newPerson: "/settings/people/new"
        case .person(let id): "/settings/people/\(id)"
        case .personRoles(let id): "/settings/people/\(id)/assignments"
        case .personAccounts(let id): "/settings/people/\(id)/accounts"
        case .handover(let id): "/settings/people/\(id)/handover"
        case .accountState(let id): "/settings/accounts/\(id)/state"
        case .accountPassword(let id): "/settings/accounts/\(id)/password"
        case .assignmentEnding(let person, let id): "/settings/people/\(person)/assignments/\(id)/ending"
        case .organizations: "/settings/organizations"
        case .newOrganization: "/settings/organizations/new"
        case .organization(let id): "/settings/organizations/\(id)"
        case .projects(let query): "/projects".with(query)
        case .project(let id): "/projects/\(id)"
        }
    }
}

extension String {
    /// This path with the query behind it, if there is one.
    func with(_ query: FormData) -> String { query.fields.isEmpty ? self : self + "?" + query.queryString }
}
