import Accounts
import Foundation
import Kernel
import Office
import Operations
import Persistence

package struct DeskStore: DeskQueries {
    let database: any Database
    package init(database: any Database) { self.database = database }

    package func desk(_ question: DeskQuestion) async throws -> DeskSnapshot {
        try await database.read { connection in
            let since = try Self.lastVisit(question, connection)
            return DeskSnapshot(
                items: try Self.items(question, connection) + Self.account(question, connection)
                    + Self.opening(question, connection),
                changes: try Self.changes(question, since: since, connection), since: since)
        }
    }

    // MARK: What must be done

    private static func items(_ question: DeskQuestion, _ connection: any Connection) throws -> [DeskItem] {
        let parts = projectParts(question) + orderParts(question)
        guard !parts.isEmpty else { return [] }
        return try connection.query(SQL.joined(parts, by: " union all ")).compactMap { row in
            guard let kind = DeskItem.Kind(rawValue: try row.text("kind")) else { return nil }
            var due = try row.dateOrNil("due")
            if let rhythm = try row.textOrNil("rhythm") { due = due?.adding(days: (ReportRhythm(rawValue: rhythm) ?? .month).days) }
            return DeskItem(
                kind: kind, id: try row.int("id"), code: try row.text("code"), name: try row.localized("name"),
                unit: try row.localized("unit"), due: due)
        }
    }

    private static func projectParts(_ question: DeskQuestion) -> [SQL] {
        let (tenant, today) = (question.tenant, question.today)
        func part(_ kind: SQL, _ action: Accounts.Action, due: SQL, rhythm: SQL = "null", from: SQL, _ condition: SQL) -> SQL? {
            let scope = question.permissions.visible(for: action)
            guard !scope.isEmpty else { return nil }
            return """
                select * from (
                  select '\(kind)' as kind, p.id, p.code, p.name, coalesce(p.name_hant, p.name) as name_hant,
                    coalesce(p.name_en, p.name) as name_en, u.name as unit, u.name_hant as unit_hant, u.name_en as unit_en, \(due) as due,
                    \(rhythm) as rhythm
                  from \(from) join organizations u on u.tenant_id = p.tenant_id and u.id = p.organization_id
                  where p.tenant_id = \(tenant) and \(condition) and \(scope.projectCondition(tenant: tenant))
                  order by due, p.id limit \(DeskSnapshot.limit)
                ) as a
                """
        }
        let verifications: SQL = "project_verifications v join projects p on p.tenant_id = v.tenant_id and p.id = v.project_id"
        let absences: SQL = "project_absences q join projects p on p.tenant_id = q.tenant_id and p.id = q.project_id"
        return [
            part("explain-light", .lightAnswer, due: "v.due", from: verifications, "v.state = 'open'"),
            part(
                "confirm-light", .lightConfirm, due: "v.due", from: verifications,
                "(v.state = 'answered' or (v.state = 'open' and v.due < \(today)))"),
            part("answer-absence", .roundManage, due: "null", from: absences, "q.outcome is null"),
            part(
                "report-project", .lightDeclare, due: "coalesce(p.last_report, p.planned_start)", rhythm: "coalesce(p.rhythm, 'month')",
                from: "projects p",
                """
                p.portfolio_id is null and p.actual_end is null and p.planned_start < \(today)
                and coalesce(p.state, 'normal') not in ('held', 'rejected', 'withdrawn', 'merged', 'closed')
                and coalesce(p.last_report, p.planned_start) < \(silent("coalesce(p.rhythm, 'month')", today))
                """),
        ].compactMap { $0 }
    }

    private static func orderParts(_ question: DeskQuestion) -> [SQL] {
        let (tenant, today) = (question.tenant, question.today)
        func part(_ kind: SQL, _ action: Accounts.Action, due: SQL = "o.deadline", rhythm: SQL = "null", _ condition: SQL) -> SQL? {
            let scope = question.permissions.visible(for: action)
            guard !scope.isEmpty else { return nil }
            return """
                select * from (
                  select '\(kind)' as kind, o.id, o.code, o.title as name, o.title_hant as name_hant, o.title_en as name_en, u.name as unit,
                    u.name_hant as unit_hant, u.name_en as unit_en, \(due) as due, \(rhythm) as rhythm
                  from orders o join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
                  where o.tenant_id = \(tenant) and \(condition) and \(scope.chainCondition)
                  order by due, o.id limit \(DeskSnapshot.limit)
                ) as b
                """
        }
        let working: SQL = "o.state in ('accepted', 'in-progress', 'returned')"
        return [
            part("accept-order", .orderAccept, "o.state = 'issued'"),
            part("finish-order", .orderReport, "\(working) and o.deadline < \(today)"),
            part(
                "report-order", .orderReport, due: "coalesce(o.last_report_on, o.issued_on)", rhythm: "o.rhythm",
                "\(working) and o.deadline >= \(today) and coalesce(o.last_report_on, o.issued_on) < \(silent("o.rhythm", today))"),
            part("close-order", .orderClose, "o.state = 'closure-requested'"),
        ].compactMap { $0 }
    }

    /// The day before which a last report is too long ago, by rhythm.
    private static func silent(_ rhythm: SQL, _ today: CivilDate) -> SQL {
        let cases = ReportRhythm.allCases.filter { $0 != .month }.map { "when \($0.rawValue) then \($0.lastGood(on: today))" as SQL }
        return "case \(rhythm) \(SQL.joined(cases, by: " ")) else \(ReportRhythm.month.lastGood(on: today)) end"
    }

    /// An administrator without a second factor.
    private static func account(_ question: DeskQuestion, _ connection: any Connection) throws -> [DeskItem] {
        let open = try connection.first(
            "select name from accounts where tenant_id = \(question.tenant) and id = \(question.account) and duty <> 'business' and totp_secret is null"
        )
        guard let open else { return [] }
        let name = try open.text("name")
        let text = LocalizedText(zhHans: name, zhHant: name, en: name)
        return [
            DeskItem(
                kind: .secondFactor, id: 0, code: "", name: text, unit: LocalizedText(zhHans: "", zhHant: "", en: ""), due: question.today)
        ]
    }

    /// An office whose city is not open yet, for those who may open it.
    private static func opening(_ question: DeskQuestion, _ connection: any Connection) throws -> [DeskItem] {
        guard question.permissions.allows(.setupRun) else { return [] }
        let waiting = try connection.first(
            """
            select t.name from tenants t where t.id = \(question.tenant)
              and not exists (select 1 from projects p where p.tenant_id = \(question.tenant))
              and not exists (select 1 from organizations o where o.tenant_id = \(question.tenant) and o.parent_id is not null)
            """)
        guard let waiting else { return [] }
        let name = try waiting.text("name")
        return [
            DeskItem(
                kind: .openCity, id: 0, code: "", name: LocalizedText(zhHans: name, zhHant: name, en: name),
                unit: LocalizedText(zhHans: "", zhHant: "", en: ""), due: question.today)
        ]
    }

    // MARK: What others did

    private static func lastVisit(_ question: DeskQuestion, _ connection: any Connection) throws -> Instant {
        let visits = try connection.query(
            """
            select at from audit_entries where tenant_id = \(question.tenant) and object_kind = 'account'
              and object_id = \(question.account.rawValue) and action = 'sign-in.password' order by at desc limit 2
            """)
        return visits.count == 2 ? try visits[1].instant("at") : question.now.adding(seconds: -7 * 86400)
    }

    private static func changes(_ question: DeskQuestion, since: Instant, _ connection: any Connection) throws -> [DeskChange] {
        let tenant = question.tenant
        let others: SQL = "e.tenant_id = \(tenant) and e.at > \(since) and (e.account_id is null or e.account_id <> \(question.account))"
        let payload: SQL = "audit_payloads y on y.tenant_id = e.tenant_id and y.lane = e.lane and y.sequence = e.sequence"
        var parts: [SQL] = []
        let projects = question.permissions.visible(for: .projectRead)
        if !projects.isEmpty {
            parts.append(
                """
                select * from (
                  select 'project' as subject, p.id, p.code, p.name, coalesce(p.name_hant, p.name) as name_hant,
                    coalesce(p.name_en, p.name) as name_en, e.at, e.actor_name, e.action, y.payload
                  from audit_entries e join \(payload) join projects p on p.tenant_id = e.tenant_id and p.id = e.object_id
                  where \(others) and e.object_kind = 'project' and \(projects.projectCondition(tenant: tenant))
                  order by e.at desc limit 30
                ) as a
                """)
        }
        let orders = question.permissions.visible(for: .orderRead)
        if !orders.isEmpty {
            parts.append(
                """
                select * from (
                  select 'order' as subject, o.id, o.code, o.title as name, o.title_hant as name_hant, o.title_en as name_en, e.at,
                    e.actor_name, e.action, y.payload
                  from audit_entries e join \(payload) join orders o on o.tenant_id = e.tenant_id and o.id = e.object_id
                  join organizations u on u.tenant_id = o.tenant_id and u.id = o.lead_id
                  where \(others) and e.object_kind = 'order' and \(orders.orderCondition(tenant: tenant))
                  order by e.at desc limit 30
                ) as b
                """)
        }
        guard !parts.isEmpty else { return [] }
        let rows = try connection.query("select * from (\(SQL.joined(parts, by: " union all "))) as z order by at desc limit 30")
        return try rows.compactMap { row in
            guard let subject = DeskChange.Subject(rawValue: try row.text("subject")) else { return nil }
            return DeskChange(
                subject: subject, id: try row.int("id"), code: try row.text("code"), name: try row.localized("name"),
                at: try row.instant("at"), actor: try row.text("actor_name"), action: try row.text("action"),
                payload: try row.json("payload", AuditPayload.self))
        }
    }
}
