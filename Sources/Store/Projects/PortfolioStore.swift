import Kernel
import Persistence
import Policy
import Projects

package struct PortfolioStore: PortfolioQueries, SavedViewQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func portfolios(tenant: TenantID) async throws -> [Portfolio] {
        try await database.read { connection in try Self.portfolios(tenant, connection) }
    }

    package func rounds(tenant: TenantID, of portfolio: PortfolioID) async throws -> [ReportingRound] {
        try await database.read { connection in
            try connection.query(
                "select * from reporting_rounds where tenant_id = \(tenant) and portfolio_id = \(portfolio) order by as_of desc"
            ).map(Self.round)
        }
    }

    package func figures(tenant: TenantID, of round: RoundID) async throws -> [RoundFigure] {
        try await database.read { connection in
            try connection.query("select * from round_figures where tenant_id = \(tenant) and round_id = \(round) order by project_id")
                .map(Self.figure)
        }
    }

    package func aliases(tenant: TenantID, issuer: String) async throws -> [ProjectAlias] {
        try await database.read { connection in
            try connection.query("select * from project_aliases where tenant_id = \(tenant) and issuer = \(issuer) order by code")
                .map(Self.alias)
        }
    }

    package func openAbsences(tenant: TenantID, sight: ProjectSight) async throws -> [(project: Project, absence: Absence)] {
        try await database.read { connection in
            try connection.query(
                """
                select \(ProjectStore.columns), \(Self.absenceColumns) from project_absences a
                join projects p on p.tenant_id = a.tenant_id and p.id = a.project_id
                where a.tenant_id = \(tenant) and a.outcome is null and \(sight.condition) order by a.id limit 200
                """
            ).map { (try ProjectStore.project($0), try Self.absence($0)) }
        }
    }

    package func shelf(tenant: TenantID, account: AccountID, list: String) async throws -> ListShelf {
        try await database.read { connection in
            ListShelf(
                views: try connection.query(
                    "select * from saved_views where tenant_id = \(tenant) and account_id = \(account) and list = \(list) order by name"
                ).map {
                    SavedView(id: try $0.id("id"), account: account, list: list, name: try $0.text("name"), query: try $0.text("query"))
                },
                portfolios: try Self.portfolios(tenant, connection))
        }
    }

    private static func portfolios(_ tenant: TenantID, _ connection: any Connection) throws -> [Portfolio] {
        try connection.query("select * from portfolios where tenant_id = \(tenant) order by code").map(portfolio)
    }
}

extension PortfolioStore {
    static func portfolio(_ row: Row) throws -> Portfolio {
        guard let currency = Currency(code: try row.text("currency")) else {
            throw DatabaseFailure(.misuse, "a portfolio without a currency")
        }
        return Portfolio(
            id: try row.id("id"), code: try row.text("code"),
            name: try row.localized("name"),
            currency: currency, attribution: try row.text("attribution"), source: try row.textOrNil("source"))
    }

    static func round(_ row: Row) throws -> ReportingRound {
        ReportingRound(
            id: try row.id("id"), portfolio: try row.id("portfolio_id"), asOf: try row.date("as_of"),
            sourceFile: try row.text("source_file"), sourceHash: try row.text("source_hash"), importedBy: try row.text("imported_by"),
            importedAt: try row.instant("imported_at"),
            counts: ReportingRound.Counts(
                continuing: Int(try row.int("continuing")), renamed: Int(try row.int("renamed")), joined: Int(try row.int("joined")),
                vanished: Int(try row.int("vanished"))))
    }

    static func figure(_ row: Row) throws -> RoundFigure {
        var figure = RoundFigure(
            round: try row.id("round_id"), project: try row.id("project_id"), name: try row.text("name"),
            organization: try row.text("organization"), raw: try row.json("raw", [String: String].self) ?? [:])
        figure.declared = try row.textOrNil("declared")
        figure.colour = try row.colourOrNil("colour")
        figure.baseline = try row.intOrNil("baseline")
        figure.forecast = try row.intOrNil("forecast")
        figure.wholeLife = try row.intOrNil("whole_life")
        figure.start = try row.dateOrNil("start_date")
        figure.end = try row.dateOrNil("end_date")
        return figure
    }

    static func alias(_ row: Row) throws -> ProjectAlias {
        ProjectAlias(
            issuer: try row.text("issuer"), code: try row.text("code"), project: try row.id("project_id"),
            validFrom: try row.dateOrNil("valid_from"), validUntil: try row.dateOrNil("valid_until"))
    }

    static let absenceColumns: SQL = """
        a.id as a_id, a.project_id as a_project_id, a.round_id as a_round_id, a.opened_at as a_opened_at, a.outcome as a_outcome,
        a.successor_id as a_successor_id, a.reason as a_reason, a.answered_at as a_answered_at, a.answered_by as a_answered_by
        """

    static func absence(_ row: Row) throws -> Absence {
        Absence(
            id: try row.id("a_id"), project: try row.id("a_project_id"), round: try row.id("a_round_id"),
            openedAt: try row.instant("a_opened_at"), outcome: try row.textOrNil("a_outcome").flatMap { Absence.Outcome(rawValue: $0) },
            successor: try row.idOrNil("a_successor_id"), reason: try row.textOrNil("a_reason"),
            answeredAt: try row.instantOrNil("a_answered_at"), answeredBy: try row.textOrNil("a_answered_by"))
    }
}
