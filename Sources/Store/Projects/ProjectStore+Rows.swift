import Foundation
import Kernel
import Persistence
import Policy
import Projects

extension ProjectStore {
    static let columns: SQL = """
        p.id, p.code, p.name, p.name_hans, p.name_hant, p.name_en, p.name_key, p.organization_id, p.jurisdiction_id, p.class, p.pillar,
        p.stage, p.state, p.need, p.clause_id, p.no_clause_reason, p.goals, p.parties, p.tags, p.secrecy, p.currency, p.estimate, p.budget_estimate,
        p.reviewed, p.appropriation, p.contract, p.paid, p.settled, p.amount_key, p.planned_start, p.planned_end, p.forecast_end,
        p.actual_end, p.end_key, p.planned_progress, p.actual_progress, p.last_report, p.rhythm, p.declared_light, p.computed_light,
        p.confirmed_light, p.portfolio_id, p.presence, p.historic_missing, p.version, p.pack_version, p.created_at, p.updated_at
        """

    static func project(_ row: Row) throws -> Project {
        var fields = ProjectFields(
            code: try row.text("code"), name: try row.text("name"), organization: try row.id("organization_id"),
            projectClass: try row.text("class"), stage: try row.text("stage"))
        let names = LocalizedText(
            zhHans: try row.textOrNil("name_hans") ?? "", zhHant: try row.textOrNil("name_hant") ?? "",
            en: try row.textOrNil("name_en") ?? "")
        fields.names = names == LocalizedText(zhHans: "", zhHant: "", en: "") ? nil : names
        fields.jurisdiction = try row.idOrNil("jurisdiction_id")
        fields.pillar = try row.textOrNil("pillar")
        fields.state = try row.textOrNil("state")
        fields.need = try row.textOrNil("need")
        fields.clause = try row.idOrNil("clause_id")
        fields.noClauseReason = try row.textOrNil("no_clause_reason")
        fields.goals = try row.text("goals").split(separator: " ").compactMap { GoalID($0) }
        fields.parties = ProjectParties.parties(try row.text("parties"))
        fields.tags = try row.text("tags").split(separator: "\n").map(String.init)
        fields.secrecy = ProjectSecrecy(rawValue: try row.text("secrecy")) ?? .workSecret
        fields.currency = Currency(code: try row.text("currency")) ?? .cny
        fields.plannedStart = try row.dateOrNil("planned_start")
        fields.plannedEnd = try row.dateOrNil("planned_end")
        fields.forecastEnd = try row.dateOrNil("forecast_end")
        fields.actualEnd = try row.dateOrNil("actual_end")
        fields.plannedProgress = try row.doubleOrNil("planned_progress")
        fields.actualProgress = try row.doubleOrNil("actual_progress")
        fields.rhythm = try row.textOrNil("rhythm")
        var money = ProjectMoney()
        money[.estimate] = try row.intOrNil("estimate")
        money[.budgetEstimate] = try row.intOrNil("budget_estimate")
        money[.reviewed] = try row.intOrNil("reviewed")
        money[.appropriation] = try row.intOrNil("appropriation")
        money[.contract] = try row.intOrNil("contract")
        money[.paid] = try row.intOrNil("paid")
        money[.settled] = try row.intOrNil("settled")
        let lights = ProjectLights(
            declared: try row.colourOrNil("declared_light"), computed: try row.colourOrNil("computed_light"),
            confirmed: try row.colourOrNil("confirmed_light"))
        return Project(
            id: try row.id("id"), fields: fields, money: money, lights: lights, lastReport: try row.dateOrNil("last_report"),
            portfolio: try row.idOrNil("portfolio_id"), presence: PortfolioPresence(rawValue: try row.text("presence")) ?? .active,
            historicMissing: try row.bool("historic_missing"), version: try row.int("version"), packVersion: try row.text("pack_version"),
            createdAt: try row.instant("created_at"), updatedAt: try row.instant("updated_at"))
    }

    static func figure(_ row: Row) throws -> Figure {
        guard let amount = try row.moneyOrNil("amount"), let kind = FigureKind(rawValue: try row.text("kind")) else {
            throw DatabaseFailure(.misuse, "a figure of an unknown kind")
        }
        return Figure(
            id: try row.id("id"), project: try row.id("project_id"), kind: kind, amount: amount, date: try row.date("date"),
            document: try row.textOrNil("document"), recordedAt: try row.instant("recorded_at"), recordedBy: try row.text("recorded_by"))
    }

    static func baseline(_ row: Row) throws -> Baseline {
        Baseline(
            id: try row.id("id"), project: try row.id("project_id"), number: Int(try row.int("number")),
            start: try row.dateOrNil("start_date"), end: try row.date("end_date"), amount: try row.intOrNil("amount"),
            reason: try row.text("reason"), document: try row.textOrNil("document"), approvedOn: try row.date("approved_on"),
            recordedAt: try row.instant("recorded_at"), recordedBy: try row.text("recorded_by"))
    }

    static func light(_ row: Row) throws -> LightEntry {
        guard let source = LightSource(rawValue: try row.text("source")), let colour = try row.colourOrNil("colour") else {
            throw DatabaseFailure(.misuse, "a light of an unknown source or colour")
        }
        return LightEntry(
            id: try row.id("id"), project: try row.id("project_id"), source: source, colour: colour, asOf: try row.date("as_of"),
            at: try row.instant("at"), by: try row.text("by_name"), account: try row.idOrNil("account_id"),
            inputs: try row.json("inputs", [String: String].self) ?? [:], reasons: try row.json("reasons", [LightReason].self) ?? [],
            note: try row.textOrNil("note"), packVersion: try row.text("pack_version"))
    }

    static let verificationColumns: SQL = """
        v.id as v_id, v.project_id as v_project_id, v.declared as v_declared, v.computed as v_computed, v.state as v_state,
        v.opened_at as v_opened_at, v.due as v_due, v.answer as v_answer, v.answered_at as v_answered_at, v.answered_by as v_answered_by,
        v.confirmed as v_confirmed, v.reason as v_reason, v.closed_at as v_closed_at, v.closed_by as v_closed_by
        """

    static func verification(_ row: Row) throws -> Verification {
        guard let declared = try row.colourOrNil("v_declared"), let computed = try row.colourOrNil("v_computed"),
            let state = Verification.State(rawValue: try row.text("v_state"))
        else { throw DatabaseFailure(.misuse, "a verification of an unknown state") }
        return Verification(
            id: try row.id("v_id"), project: try row.id("v_project_id"), declared: declared, computed: computed, state: state,
            openedAt: try row.instant("v_opened_at"), due: try row.date("v_due"), answer: try row.textOrNil("v_answer"),
            answeredAt: try row.instantOrNil("v_answered_at"), answeredBy: try row.textOrNil("v_answered_by"),
            confirmed: try row.colourOrNil("v_confirmed"), reason: try row.textOrNil("v_reason"),
            closedAt: try row.instantOrNil("v_closed_at"), closedBy: try row.textOrNil("v_closed_by"))
    }
}

extension Row {
    /// Nil for null and for a code this version does not know.
    func colourOrNil(_ column: String) throws -> LightColour? { try textOrNil(column).flatMap { LightColour(rawValue: $0) } }

    func json<T: Decodable>(_ column: String, _ type: T.Type) throws -> T? {
        try textOrNil(column).flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}
