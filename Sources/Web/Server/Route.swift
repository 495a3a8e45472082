import Kernel

/// Every address pages link to. Made here only, so that a link cannot point nowhere; patterns for the router sit
/// with the endpoints, and a test matches the two.
package enum Route: Sendable, Hashable {
    case home, signIn, help, notices, search
    case cockpit, desk
    case audit
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
        case .projects(let query): "/projects".with(query)
        case .project(let id): "/projects/\(id)"
        }
    }
}

extension String {
    /// This path with the query behind it, if there is one.
    func with(_ query: FormData) -> String { query.fields.isEmpty ? self : self + "?" + query.queryString }
}
