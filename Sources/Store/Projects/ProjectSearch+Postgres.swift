import Kernel
import Persistence

extension ProjectSearch {
    // No pending list: a search after an import must not pay for it.
    static let postgresSteps: [Migration.Step] = [
        .postgres("create index projects_tokens_idx on projects using gin (to_tsvector('simple', tokens)) with (fastupdate = off)")
    ]

    static func postgresProposed(_ query: SearchQuery) -> SQL {
        "to_tsvector('simple', p.tokens) @@ to_tsquery('simple', \(match(query)))"
    }

    static func postgresProbe(_ query: SearchQuery, tenant: TenantID) -> SQL {
        """
        select count(*) as n from (select 1 from projects p where p.tenant_id = \(tenant) and \(postgresProposed(query))
          limit \(selectiveLimit + 1)) as hits
        """
    }

    /// Tokens without their order: `tokens like` checks that, and the index needs no recheck of its own.
    private static func match(_ query: SearchQuery) -> String {
        query.phrases.flatMap { phrase in
            phrase.tokens.enumerated().map { index, token in
                "'\(token)'" + (phrase.isPrefix && index + 1 == phrase.tokens.count ? ":*" : "")
            }
        }.joined(separator: " & ")
    }
}
