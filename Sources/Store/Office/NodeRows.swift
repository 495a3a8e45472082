import Chain
import Kernel
import Office
import Persistence

/// Codes and names of records of any kind, as far as they may be seen.
enum NodeRows {
    /// One statement for all of them.
    static func labels(
        of nodes: Set<NodeReference>, tenant: TenantID, sight: ThreadSight, _ connection: any Connection
    ) throws -> [NodeReference: NodeLabel] {
        let byKind = Dictionary(grouping: nodes, by: \.kind).mapValues { $0.map(\.id).sorted() }
        let parts = byKind.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { kind, ids in
            select(kind, sight, tenant: tenant).map { "\($0) and x.id in \(list: ids)" as SQL }
        }
        guard !parts.isEmpty else { return [:] }
        let rows = try connection.query(SQL.joined(parts, by: " union all "))
        var labels: [NodeReference: NodeLabel] = [:]
        for row in rows {
            let label = try label(row)
            labels[label.node] = label
        }
        return labels
    }

    static func label(_ row: Row) throws -> NodeLabel {
        let kind = NodeKind(rawValue: try row.text("kind")) ?? .organization
        return NodeLabel(node: NodeReference(kind, try row.int("id")), code: try row.text("code"), name: try row.localized("name"))
    }

    /// `select kind, id, code, name, name_hant, name_en … where …` of the records of a kind in sight; `x` is the record. Nil for kinds
    /// without records or out of sight.
    static func select(_ kind: NodeKind, _ sight: ThreadSight, tenant: TenantID) -> SQL? {
        switch kind {
        case .clause where sight.seesPlan:
            """
            select 'clause' as kind, x.id, x.code, x.text as name, x.text_hant as name_hant, x.text_en as name_en from clauses x
            where x.tenant_id = \(tenant)
            """
        case .goal where sight.seesPlan:
            "select 'goal' as kind, x.id, x.code, x.name, x.name_hant, x.name_en from goals x where x.tenant_id = \(tenant)"
        case .order:
            """
            select 'order' as kind, x.id, x.code, x.title as name, x.title_hant as name_hant, x.title_en as name_en from orders x
            where x.tenant_id = \(tenant) and x.id in (select o.id from orders o
              join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
              where o.tenant_id = \(tenant) and \(sight.orders.orderCondition(tenant: tenant)))
            """
        case .project:
            """
            select 'project' as kind, x.id, x.code, x.name, coalesce(x.name_hant, x.name) as name_hant,
              coalesce(x.name_en, x.name) as name_en from projects x
            where x.tenant_id = \(tenant) and exists (select 1 as one from projects p
              where p.tenant_id = x.tenant_id and p.id = x.id and \(sight.projects.projectCondition(tenant: tenant)))
            """
        case .system: chain("system", "systems", "x.organization_id", sight, tenant: tenant)
        case .dataResource: chain("data-resource", "data_resources", "x.owner_id", sight, tenant: tenant)
        case .facility: chain("facility", "facilities", "x.owner_id", sight, tenant: tenant)
        case .businessItem:
            """
            select 'business-item' as kind, x.id, x.code, x.name, x.name_hant, x.name_en from business_items x
            where x.tenant_id = \(tenant) and exists (select 1 as one from business_items b
              where b.tenant_id = x.tenant_id and b.id = x.id and \(ChainRows.itemCondition(sight.chain)))
            """
        case .organization:
            "select 'organization' as kind, x.id, x.code, x.name, x.name_hant, x.name_en from organizations x where x.tenant_id = \(tenant)"
        case .clause, .goal, .indicator: nil
        }
    }

    private static func chain(_ kind: SQL, _ table: SQL, _ unit: SQL, _ sight: ThreadSight, tenant: TenantID) -> SQL {
        """
        select '\(kind)' as kind, x.id, x.code, x.name, x.name_hant, x.name_en from \(table) x
        join organizations u on u.tenant_id = x.tenant_id and u.id = \(unit) where x.tenant_id = \(tenant) and \(sight.chain.chainCondition)
        """
    }
}
