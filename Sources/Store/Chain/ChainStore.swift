import Chain
import Kernel
import Persistence

package struct ChainStore: ChainQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func relations(of node: NodeReference, tenant: TenantID) async throws -> [LabelledRelation] {
        // One row per relation; the other end's name comes from whichever table its kind names.
        let sql: SQL = """
            select r.kind, r.outgoing, r.other_kind, r.other_id,
              coalesce(c.code, g.code, o.code, b.code, s.code, d.code, f.code, p.code) as code,
              coalesce(c.text, g.name, o.title, b.name, s.name, d.name, f.name, p.name) as name,
              coalesce(c.text_hant, g.name_hant, o.title_hant, b.name_hant, s.name_hant, d.name_hant, f.name_hant, p.name_hant) as name_hant,
              coalesce(c.text_en, g.name_en, o.title_en, b.name_en, s.name_en, d.name_en, f.name_en, p.name_en) as name_en
            from (
              select kind, 1 as outgoing, to_kind as other_kind, to_id as other_id from relations
              where tenant_id = \(tenant) and from_kind = \(node.kind.rawValue) and from_id = \(node.id)
              union all
              select kind, 0, from_kind, from_id from relations
              where tenant_id = \(tenant) and to_kind = \(node.kind.rawValue) and to_id = \(node.id)
            ) as r
            left join clauses c on r.other_kind = 'clause' and c.tenant_id = \(tenant) and c.id = r.other_id
            left join goals g on r.other_kind = 'goal' and g.tenant_id = \(tenant) and g.id = r.other_id
            left join orders o on r.other_kind = 'order' and o.tenant_id = \(tenant) and o.id = r.other_id
            left join business_items b on r.other_kind = 'business-item' and b.tenant_id = \(tenant) and b.id = r.other_id
            left join systems s on r.other_kind = 'system' and s.tenant_id = \(tenant) and s.id = r.other_id
            left join data_resources d on r.other_kind = 'data-resource' and d.tenant_id = \(tenant) and d.id = r.other_id
            left join facilities f on r.other_kind = 'facility' and f.tenant_id = \(tenant) and f.id = r.other_id
            left join projects p on r.other_kind = 'project' and p.tenant_id = \(tenant) and p.id = r.other_id
            order by r.other_kind, code limit 500
            """
        return try await database.read { connection in
            try connection.query(sql).compactMap { row in
                guard let kind = Relation.Kind(rawValue: try row.text("kind")), let other = NodeKind(rawValue: try row.text("other_kind")),
                    let code = try row.textOrNil("code")
                else { return nil }
                let name = try row.textOrNil("name") ?? code
                return LabelledRelation(
                    kind: kind, isOutgoing: try row.bool("outgoing"),
                    other: NodeLabel(
                        node: NodeReference(other, try row.int("other_id")), code: code,
                        name: LocalizedText(
                            zhHans: name, zhHant: try row.textOrNil("name_hant") ?? name, en: try row.textOrNil("name_en") ?? name)))
            }
        }
    }

    package func systems(tenant: TenantID) async throws -> [ChainSystem] {
        try await database.read { connection in
            try connection.query("select * from systems where tenant_id = \(tenant) order by code").map {
                ChainSystem(
                    id: try $0.id("id"), code: try $0.text("code"), name: try $0.localized("name"),
                    organization: try $0.id("organization_id"),
                    state: try $0.text("state"), protectionLevel: try $0.intOrNil("protection_level").map { Int($0) },
                    hosting: try $0.text("hosting"), yearlyCost: try $0.moneyOrNil("yearly_cost"),
                    since: try $0.intOrNil("since").map { Int($0) },
                    monthlyUsers: try $0.intOrNil("monthly_users").map { Int($0) }, isHigherLevel: try $0.bool("is_higher_level"))
            }
        }
    }

    package func dataResources(tenant: TenantID) async throws -> [DataResource] {
        try await database.read { connection in
            try connection.query("select * from data_resources where tenant_id = \(tenant) order by code").map {
                DataResource(
                    id: try $0.id("id"), code: try $0.text("code"), name: try $0.localized("name"), owner: try $0.id("owner_id"),
                    share: try $0.text("share"), cycle: try $0.text("cycle"), isLinked: try $0.bool("is_linked"),
                    callsIn12Months: try $0.int("calls_12m"))
            }
        }
    }

    package func facilities(tenant: TenantID) async throws -> [Facility] {
        try await database.read { connection in
            try connection.query("select * from facilities where tenant_id = \(tenant) order by code").map {
                Facility(
                    id: try $0.id("id"), code: try $0.text("code"), name: try $0.localized("name"), kind: try $0.text("kind"),
                    owner: try $0.id("owner_id"), isShared: try $0.bool("is_shared"), capacity: try $0.doubleOrNil("capacity"),
                    unit: try $0.localized("unit"), used: try $0.doubleOrNil("used"), yearlyCost: try $0.moneyOrNil("yearly_cost"))
            }
        }
    }

    package func businessItems(tenant: TenantID) async throws -> [BusinessItem] {
        try await database.read { connection in
            let organizations = Dictionary(
                grouping: try connection.query(
                    "select business_item_id, organization_id from business_item_organizations where tenant_id = \(tenant) order by position"
                )
            ) { (try? $0.int("business_item_id")) ?? 0 }
            return try connection.query("select * from business_items where tenant_id = \(tenant) order by code").map { row in
                BusinessItem(
                    id: try row.id("id"), code: try row.text("code"), name: try row.localized("name"),
                    organizations: try organizations[try row.int("id"), default: []].map { try $0.id("organization_id") })
            }
        }
    }
}
