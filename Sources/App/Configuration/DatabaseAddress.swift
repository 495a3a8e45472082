import Foundation

/// Where the truth lies: a SQLite file, or a PostgreSQL database.
package enum DatabaseAddress: Sendable, Hashable {
    case sqlite(path: String)
    case postgres(url: String)

    package init(_ text: String) {
        self = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") ? .postgres(url: text) : .sqlite(path: text)
    }

    /// For logs and pages: the place, never the password.
    package var shown: String {
        switch self {
        case .sqlite(let path): path
        case .postgres(let url): Self.redacted(url)
        }
    }

    /// `postgres://user:secret@host/db?password=x` is `postgres://user:‹…›@host/db`: what follows `?` may hold secrets too.
    static func redacted(_ text: String) -> String {
        guard case .postgres = DatabaseAddress(text), let scheme = text.range(of: "://") else { return text }
        let rest = text[scheme.upperBound...].prefix { $0 != "?" }
        guard let at = rest.lastIndex(of: "@") else { return String(text[..<scheme.upperBound] + rest) }
        let user = rest[..<at]
        let shownUser = user.contains(":") ? user.prefix { $0 != ":" } + ":‹…›" : user[...]
        return String(text[..<scheme.upperBound] + shownUser + rest[at...])
    }
}
