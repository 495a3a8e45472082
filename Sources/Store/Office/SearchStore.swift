import Accounts
import Chain
import Kernel
import Office
import Persistence

package struct SearchStore: SearchQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    /// Kinds whose records are few: read and matched here, folded as stored tokens are.
    private static let small: [NodeKind] = [.clause, .goal, .order, .businessItem, .system, .facility, .dataResource, .organization]
    private static let rowLimit = 20_000

    package func search(_ question: SearchQuestion) async throws -> [SearchGroup] {
        let query = SearchQuery(question.text)
        guard !query.isEmpty else { return [] }
        let found = try await database.read { connection in
            try Self.projects(question, query, connection) + Self.others(question, query, connection)
        }
        let code = SearchText.folded(question.text).filter { !$0.isWhitespace }
        let groups = Dictionary(grouping: found, by: \.node.kind)
        return (ThreadPath.order + [.organization]).compactMap { kind in
            guard let hits = groups[kind], !hits.isEmpty else { return nil }
            let ranked = hits.enumerated().sorted { a, b in
                let (x, y) = (SearchText.folded(a.element.code) == code, SearchText.folded(b.element.code) == code)
                return x != y ? x : a.offset < b.offset
            }.map(\.element)
            return SearchGroup(kind: kind, hits: Array(ranked.prefix(SearchGroup.limit)), hasMore: ranked.count > SearchGroup.limit)
        }
    }

    private static func projects(_ question: SearchQuestion, _ query: SearchQuery, _ connection: any Connection) throws -> [NodeLabel] {
        guard !question.sight.projects.isEmpty else { return [] }
        return try connection.query(
            """
            select 'project' as kind, p.id, p.code, p.name, coalesce(p.name_hant, p.name) as name_hant, coalesce(p.name_en, p.name) as name_en
            from projects p where p.tenant_id = \(question.tenant) and \(ProjectSearch.holds(query, connection.dialect))
              and \(ProjectSearch.proposed(query, connection.dialect)) and \(question.sight.projects.projectCondition(tenant: question.tenant))
            order by p.amount_key desc, p.id limit \(SearchGroup.limit + 1)
            """
        ).map(NodeRows.label)
    }

    private static func others(_ question: SearchQuestion, _ query: SearchQuery, _ connection: any Connection) throws -> [NodeLabel] {
        let parts = small.compactMap { NodeRows.select($0, question.sight, tenant: question.tenant) }
        guard !parts.isEmpty else { return [] }
        var counts: [NodeKind: Int] = [:]
        return try connection.query("select * from (\(SQL.joined(parts, by: " union all "))) as x order by code limit \(rowLimit)")
            .compactMap { row in
                let label = try NodeRows.label(row)
                guard counts[label.node.kind, default: 0] <= SearchGroup.limit,
                    query.matches(SearchText.indexed([label.code, label.name.zhHans, label.name.zhHant, label.name.en]))
                else { return nil }
                counts[label.node.kind, default: 0] += 1
                return label
            }
    }
}
