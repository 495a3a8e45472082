import Kernel
import Persistence

/// Finding projects by text. The index of either engine proposes, the tokens decide, so both answer alike.
enum ProjectSearch {
    /// Above so many hits a word is common: walking the sorted index and looking at each row beats collecting and sorting.
    static let selectiveLimit = 1000

    /// The decision, on the stored tokens: letters, digits and spaces only, so that no wildcard comes from the user.
    static func holds(_ query: SearchQuery, _ dialect: Dialect) -> SQL {
        SQL.joined(
            query.phrases.map { phrase in
                let text = " \(phrase.tokens.joined(separator: " "))\(phrase.isPrefix ? "" : " ")"
                // SQLite compares a pattern character by character.
                return dialect == .sqlite ? "instr(p.tokens, \(text)) > 0" : "p.tokens like \("%\(text)%")"
            }, by: " and ")
    }

    /// Rows the engine's index proposes: a superset of those that hold.
    static func proposed(_ query: SearchQuery, _ dialect: Dialect) -> SQL {
        switch dialect {
        case .sqlite: sqliteProposed(query)
        case .postgres: postgresProposed(query)
        }
    }

    /// The same where the index shall lead: what to read `projects p` from, and a condition on it.
    static func leading(_ query: SearchQuery, _ dialect: Dialect) -> (source: SQL, condition: SQL?) {
        switch dialect {
        case .sqlite: (sqliteHits(query), nil)
        case .postgres: ("projects p", postgresProposed(query))
        }
    }

    /// Whether few enough projects match for the index to lead the query.
    static func isSelective(_ query: SearchQuery, tenant: TenantID, _ connection: any Connection) throws -> Bool {
        let probe =
            switch connection.dialect {
            case .sqlite: sqliteProbe(query)
            case .postgres: postgresProbe(query, tenant: tenant)
            }
        return try connection.count(probe) <= selectiveLimit
    }
}
