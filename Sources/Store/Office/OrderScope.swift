import Accounts
import Kernel
import Persistence

extension VisibleScope {
    /// Orders in sight: led, supervised or shared by a unit within reach. `o` is the order, `u` its lead unit.
    func orderCondition(tenant: TenantID) -> SQL { open.orderCondition(tenant: tenant) }

    /// Records of the chain in sight: those of the unit `u` that keeps them.
    var chainCondition: SQL {
        open.condition(ScopeColumns(organization: "u.id", jurisdiction: "u.jurisdiction_id"))
    }

    /// Projects in sight; `p` is the project.
    func projectCondition(tenant: TenantID) -> SQL {
        condition(
            ScopeColumns(
                organization: "p.organization_id", jurisdiction: "p.jurisdiction_id", secrecy: "p.secrecy",
                parties: { units in
                    """
                    exists (select 1 as one from project_parties pp where pp.tenant_id = p.tenant_id and pp.project_id = p.id
                      and \(SQL.among("pp.organization_id", units.sorted())))
                    """
                }))
    }
}

extension Reach {
    fileprivate func orderCondition(tenant: TenantID) -> SQL {
        if all { return "1 = 1" }
        var ways: [SQL] = []
        let units = organizations.union(parties).sorted()
        if !units.isEmpty {
            ways.append(SQL.among("o.lead_id", units))
            ways.append(SQL.among("o.supervisor_id", units))
            ways.append(
                """
                exists (select 1 as one from order_partners op where op.tenant_id = o.tenant_id and op.order_id = o.id
                  and \(SQL.among("op.organization_id", units)))
                """)
        }
        if !jurisdictions.isEmpty { ways.append(SQL.among("u.jurisdiction_id", jurisdictions.sorted())) }
        return ways.isEmpty ? "1 = 0" : "(\(SQL.joined(ways, by: " or ")))"
    }
}
