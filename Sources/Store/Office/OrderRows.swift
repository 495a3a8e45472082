import Kernel
import Office
import Persistence
import Supervision

/// Orders with the names of their units; `o` is the order, `u` its lead, `s` its supervisor.
enum OrderRows {
    static let columns: SQL = """
        o.id, o.code, o.title, o.title_hant, o.title_en, o.source, o.basis_kind, o.basis_code, o.lead_id, o.supervisor_id, o.issued_on,
        o.deadline, o.rhythm, o.expected, o.expected_hant, o.expected_en, o.state, o.planned, o.actual, o.last_report_on, o.declared,
        o.computed, o.confirmed, o.pillar, u.name as lead, u.name_hant as lead_hant, u.name_en as lead_en, s.name as supervisor,
        s.name_hant as supervisor_hant, s.name_en as supervisor_en
        """

    static let tables: SQL = """
        orders o join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
        join organizations s on s.tenant_id = o.tenant_id and s.id = o.supervisor_id
        """

    /// The unit's word and the rule's differ, or the unit says nothing where the rule judges.
    static let divergent: SQL = """
        o.state not in ('closed', 'suspended') and o.computed in ('green', 'yellow', 'red') and coalesce(o.declared, 'not-reported') <> o.computed
        """

    static func overdue(on day: CivilDate) -> SQL { "o.deadline < \(day) and o.state not in ('closed', 'suspended')" }

    static func line(_ row: Row, partners: [(id: OrganizationID, name: LocalizedText)] = []) throws -> OrderLine {
        let order = Order(
            id: try row.id("id"), code: try row.text("code"), title: try row.localized("title"),
            source: Order.Source(rawValue: try row.text("source")) ?? .unitNeed, basisKind: try row.text("basis_kind"),
            basisCode: try row.text("basis_code"), lead: try row.id("lead_id"), partners: partners.map(\.id),
            supervisor: try row.id("supervisor_id"), issuedOn: try row.date("issued_on"), deadline: try row.date("deadline"),
            rhythm: Order.Rhythm(rawValue: try row.text("rhythm")) ?? .month, expected: try row.localized("expected"),
            state: Order.State(rawValue: try row.text("state")) ?? .issued, planned: Int(try row.int("planned")),
            actual: Int(try row.int("actual")), lastReportOn: try row.dateOrNil("last_report_on"), declared: try row.textOrNil("declared"),
            computed: try row.textOrNil("computed"), confirmed: try row.textOrNil("confirmed"), pillar: try row.textOrNil("pillar"))
        return OrderLine(
            order: order, lead: try row.localized("lead"), supervisor: try row.localized("supervisor"), partners: partners.map(\.name))
    }
}
