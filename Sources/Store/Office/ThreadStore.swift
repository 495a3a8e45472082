import Accounts
import Chain
import Kernel
import Office
import Persistence

package struct ThreadStore: ThreadQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    /// Neighbours looked at in one step.
    private static let limit = 400

    package func thread(of node: NodeReference, tenant: TenantID, sight: ThreadSight) async throws -> ThreadPath? {
        try await database.read { connection in
            var builder = ThreadBuilder(start: node)
            let near = try Self.neighbours(of: [node], tenant: tenant, connection)
            builder.take(near.map(\.edge))
            if !builder.frontier.isEmpty {
                builder.take(try Self.neighbours(of: Array(builder.frontier.prefix(100)), tenant: tenant, connection).map(\.edge))
            }
            let wanted = builder.nodes.union(near.map(\.edge.to)).union([node])
            let labels = try NodeRows.labels(of: wanted, tenant: tenant, sight: sight, connection)
            guard let own = labels[node] else { return nil }
            var places: [NodeKind: [NodeLabel]] = [:]
            for reached in builder.nodes { if let label = labels[reached] { places[reached.kind, default: []].append(label) } }
            let relations = near.compactMap { step -> LabelledRelation? in
                guard let kind = step.kind, let label = labels[step.edge.to] else { return nil }
                return LabelledRelation(kind: kind, isOutgoing: step.isOutgoing, other: label)
            }
            return ThreadPath(
                node: own, places: places.mapValues { $0.sorted { $0.code < $1.code } },
                relations: relations.sorted { ($0.other.node.kind.rawValue, $0.other.code) < ($1.other.node.kind.rawValue, $1.other.code) })
        }
    }

    private struct Step {
        let edge: ThreadBuilder.Edge
        /// Nil where the tie is a field of a record, not a relation.
        let kind: Relation.Kind?
        let isOutgoing: Bool
    }

    /// One statement: stored relations, and the ties records carry themselves (a project's clause and goals, an order's basis).
    private static func neighbours(of nodes: [NodeReference], tenant: TenantID, _ connection: any Connection) throws -> [Step] {
        let byKind = Dictionary(grouping: nodes, by: \.kind).mapValues { $0.map(\.id) }
        var parts: [SQL] = []
        for (kind, ids) in byKind.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            parts.append(
                """
                select from_kind as a_kind, from_id as a_id, to_kind as b_kind, to_id as b_id, kind as via, 1 as outgoing from relations
                where tenant_id = \(tenant) and from_kind = \(kind.rawValue) and from_id in \(list: ids)
                """)
            parts.append(
                """
                select to_kind, to_id, from_kind, from_id, kind, 0 from relations
                where tenant_id = \(tenant) and to_kind = \(kind.rawValue) and to_id in \(list: ids)
                """)
            parts.append(contentsOf: fields(kind, ids, tenant: tenant))
        }
        let rows = try connection.query("select * from (\(SQL.joined(parts, by: " union all "))) as x limit \(limit)")
        return try rows.compactMap { row in
            guard let from = NodeKind(rawValue: try row.text("a_kind")), let to = NodeKind(rawValue: try row.text("b_kind")) else {
                return nil
            }
            return Step(
                edge: .init(from: NodeReference(from, try row.int("a_id")), to: NodeReference(to, try row.int("b_id"))),
                kind: try row.textOrNil("via").flatMap { Relation.Kind(rawValue: $0) }, isOutgoing: try row.bool("outgoing"))
        }
    }

    private static func fields(_ kind: NodeKind, _ ids: [Int64], tenant: TenantID) -> [SQL] {
        switch kind {
        case .project:
            [
                "select 'project', id, 'clause', clause_id, null, 1 from projects where tenant_id = \(tenant) and clause_id is not null and id in \(list: ids)",
                "select 'project', project_id, 'goal', goal_id, null, 1 from project_goals where tenant_id = \(tenant) and project_id in \(list: ids)",
                basis("project", "projects", ids, tenant: tenant),
            ]
        case .goal:
            [
                "select 'goal', id, 'clause', clause_id, null, 1 from goals where tenant_id = \(tenant) and clause_id is not null and id in \(list: ids)",
                "select 'goal', goal_id, 'project', project_id, null, 0 from project_goals where tenant_id = \(tenant) and goal_id in \(list: ids)",
                basis("goal", "goals", ids, tenant: tenant),
            ]
        case .clause:
            [
                "select 'clause', clause_id, 'project', id, null, 0 from projects where tenant_id = \(tenant) and clause_id in \(list: ids)",
                "select 'clause', clause_id, 'goal', id, null, 0 from goals where tenant_id = \(tenant) and clause_id in \(list: ids)",
                basis("clause", "clauses", ids, tenant: tenant),
            ]
        case .order:
            [
                basisOf("clause", "clauses", ids, tenant: tenant), basisOf("goal", "goals", ids, tenant: tenant),
                basisOf("project", "projects", ids, tenant: tenant), basisOf("system", "systems", ids, tenant: tenant),
                basisOf("data-resource", "data_resources", ids, tenant: tenant),
                basisOf("business-item", "business_items", ids, tenant: tenant),
            ]
        case .system: [basis("system", "systems", ids, tenant: tenant)]
        case .dataResource: [basis("data-resource", "data_resources", ids, tenant: tenant)]
        case .businessItem: [basis("business-item", "business_items", ids, tenant: tenant)]
        case .facility, .indicator, .organization: []
        }
    }

    /// Orders that rest on one of these records.
    private static func basis(_ kind: SQL, _ table: SQL, _ ids: [Int64], tenant: TenantID) -> SQL {
        """
        select '\(kind)', b.id, 'order', o.id, null, 0 from \(table) b
        join orders o on o.tenant_id = b.tenant_id and o.basis_kind = '\(kind)' and o.basis_code = b.code
        where b.tenant_id = \(tenant) and b.id in \(list: ids)
        """
    }

    /// What these orders rest on.
    private static func basisOf(_ kind: SQL, _ table: SQL, _ ids: [Int64], tenant: TenantID) -> SQL {
        """
        select 'order', o.id, '\(kind)', b.id, null, 1 from orders o
        join \(table) b on b.tenant_id = o.tenant_id and b.code = o.basis_code
        where o.tenant_id = \(tenant) and o.basis_kind = '\(kind)' and o.id in \(list: ids)
        """
    }
}
