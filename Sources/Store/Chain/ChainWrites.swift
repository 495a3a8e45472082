import Chain
import Kernel
import Persistence

extension StoreTransaction: ChainWrites {
    package func insert(_ item: BusinessItem) throws {
        try connection.execute(
            "insert into business_items (tenant_id, id, code, name, name_hant, name_en) values (\(tenant), \(item.id), \(item.code), \(item.name.columns))"
        )
        for (position, organization) in item.organizations.enumerated() {
            try connection.execute(
                """
                insert into business_item_organizations (tenant_id, business_item_id, organization_id, position)
                values (\(tenant), \(item.id), \(organization), \(position))
                """)
        }
    }

    package func insert(_ system: ChainSystem) throws {
        try connection.execute(
            """
            insert into systems (tenant_id, id, code, name, name_hant, name_en, organization_id, state, protection_level, hosting, yearly_cost,
              currency, since, monthly_users, is_higher_level)
            values (\(tenant), \(system.id), \(system.code), \(system.name.columns), \(system.organization), \(system.state),
              \(system.protectionLevel), \(system.hosting), \(system.yearlyCost?.minor), \(system.yearlyCost?.currency ?? .cny),
              \(system.since), \(system.monthlyUsers), \(system.isHigherLevel))
            """)
    }

    package func insert(_ resource: DataResource) throws {
        try connection.execute(
            """
            insert into data_resources (tenant_id, id, code, name, name_hant, name_en, owner_id, share, cycle, is_linked, calls_12m)
            values (\(tenant), \(resource.id), \(resource.code), \(resource.name.columns), \(resource.owner), \(resource.share),
              \(resource.cycle), \(resource.isLinked), \(resource.callsIn12Months))
            """)
    }

    package func insert(_ facility: Facility) throws {
        try connection.execute(
            """
            insert into facilities (tenant_id, id, code, name, name_hant, name_en, kind, owner_id, is_shared, capacity, used, yearly_cost,
              currency, unit, unit_hant, unit_en)
            values (\(tenant), \(facility.id), \(facility.code), \(facility.name.columns), \(facility.kind), \(facility.owner),
              \(facility.isShared), \(facility.capacity), \(facility.used), \(facility.yearlyCost?.minor),
              \(facility.yearlyCost?.currency ?? .cny), \(facility.unit.columns))
            """)
    }

    package func insert(_ relation: Relation) throws {
        try connection.execute(
            """
            insert into relations (tenant_id, id, from_kind, from_id, kind, to_kind, to_id, source, since)
            values (\(tenant), \(relation.id), \(relation.from.kind.rawValue), \(relation.from.id), \(relation.kind.rawValue),
              \(relation.to.kind.rawValue), \(relation.to.id), \(relation.source), \(relation.since))
            on conflict do nothing
            """)
    }
}
