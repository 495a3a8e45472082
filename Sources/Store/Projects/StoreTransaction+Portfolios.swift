import Kernel
import Persistence
import Policy
import Projects

extension StoreTransaction: PortfolioWrites, SavedViewWrites {
    package func portfolio(code: String) throws -> Portfolio? {
        try connection.first("select * from portfolios where tenant_id = \(tenant) and code = \(code)").map(PortfolioStore.portfolio)
    }

    package func insert(_ portfolio: Portfolio) throws {
        try connection.execute(
            """
            insert into portfolios (tenant_id, id, code, name, name_hant, name_en, currency, attribution, source)
            values (\(tenant), \(portfolio.id), \(portfolio.code), \(portfolio.name.zhHans), \(portfolio.name.zhHant), \(portfolio.name.en),
              \(portfolio.currency), \(portfolio.attribution), \(portfolio.source))
            """)
    }

    package func insert(_ round: ReportingRound) throws {
        let there = try connection.first(
            "select id from reporting_rounds where tenant_id = \(tenant) and portfolio_id = \(round.portfolio) and as_of = \(round.asOf)")
        guard there == nil else { throw AppError("LT3035", .conflict, ["date": round.asOf.description]) }
        try connection.execute(
            """
            insert into reporting_rounds (tenant_id, id, portfolio_id, as_of, source_file, source_hash, imported_by, imported_at,
              continuing, renamed, joined, vanished)
            values (\(tenant), \(round.id), \(round.portfolio), \(round.asOf), \(round.sourceFile), \(round.sourceHash),
              \(round.importedBy), \(round.importedAt), \(round.counts.continuing), \(round.counts.renamed), \(round.counts.joined),
              \(round.counts.vanished))
            """)
    }

    package func append(_ figure: RoundFigure) throws {
        try connection.execute(
            """
            insert into round_figures (tenant_id, round_id, project_id, name, organization, declared, colour, baseline, forecast, whole_life,
              start_date, end_date, raw)
            values (\(tenant), \(figure.round), \(figure.project), \(figure.name), \(figure.organization), \(figure.declared),
              \(figure.colour?.rawValue), \(figure.baseline), \(figure.forecast), \(figure.wholeLife), \(figure.start), \(figure.end),
              \(try figure.raw.canonicalJSON()))
            """)
    }

    package func alias(issuer: String, code: String) throws -> ProjectAlias? {
        try connection.first("select * from project_aliases where tenant_id = \(tenant) and issuer = \(issuer) and code = \(code)")
            .map(PortfolioStore.alias)
    }

    package func save(_ alias: ProjectAlias) throws {
        if let taken = try self.alias(issuer: alias.issuer, code: alias.code) {
            guard taken.project == alias.project else {
                throw AppError("LT3036", .conflict, ["issuer": alias.issuer, "code": alias.code])
            }
            try connection.execute(
                """
                update project_aliases set valid_from = \(alias.validFrom), valid_until = \(alias.validUntil)
                where tenant_id = \(tenant) and issuer = \(alias.issuer) and code = \(alias.code)
                """)
        } else {
            try connection.execute(
                """
                insert into project_aliases (tenant_id, issuer, code, project_id, valid_from, valid_until)
                values (\(tenant), \(alias.issuer), \(alias.code), \(alias.project), \(alias.validFrom), \(alias.validUntil))
                """)
        }
    }

    package func absence(_ id: ID<Absence>) throws -> Absence? {
        try connection.first(
            "select \(PortfolioStore.absenceColumns) from project_absences a where a.tenant_id = \(tenant) and a.id = \(id)"
        )
        .map(PortfolioStore.absence)
    }

    package func openAbsence(of project: ProjectID) throws -> Absence? {
        try connection.first(
            """
            select \(PortfolioStore.absenceColumns) from project_absences a
            where a.tenant_id = \(tenant) and a.project_id = \(project) and a.outcome is null
            """
        ).map(PortfolioStore.absence)
    }

    package func save(_ absence: Absence) throws {
        try connection.execute(
            """
            insert into project_absences (tenant_id, id, project_id, round_id, opened_at, outcome, successor_id, reason, answered_at,
              answered_by)
            values (\(tenant), \(absence.id), \(absence.project), \(absence.round), \(absence.openedAt), \(absence.outcome?.rawValue),
              \(absence.successor), \(absence.reason), \(absence.answeredAt), \(absence.answeredBy))
            on conflict (tenant_id, id) do update set outcome = excluded.outcome, successor_id = excluded.successor_id,
              reason = excluded.reason, answered_at = excluded.answered_at, answered_by = excluded.answered_by
            """)
    }

    package func save(_ view: SavedView) throws {
        try connection.execute(
            """
            insert into saved_views (tenant_id, id, account_id, list, name, query)
            values (\(tenant), \(view.id), \(view.account), \(view.list), \(view.name), \(view.query))
            on conflict (tenant_id, account_id, list, name) do update set query = excluded.query
            """)
    }

    package func deleteSavedView(_ id: ID<SavedView>, account: AccountID) throws {
        try connection.execute("delete from saved_views where tenant_id = \(tenant) and id = \(id) and account_id = \(account)")
    }
}
