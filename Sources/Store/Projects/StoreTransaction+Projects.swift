import Kernel
import Persistence
import Policy
import Projects

extension StoreTransaction: ProjectWrites {
    package func project(_ id: ProjectID) throws -> Project? { try lockedProject("p.id = \(id)") }

    package func project(code: String) throws -> Project? { try lockedProject("p.code = \(code)") }

    private func lockedProject(_ condition: SQL) throws -> Project? {
        let lock: SQL =
            switch connection.dialect {
            case .sqlite: ""
            case .postgres: " for update"
            }
        return try connection.first(
            "select \(ProjectStore.columns) from projects p where p.tenant_id = \(tenant) and \(condition)\(lock)"
        ).map(ProjectStore.project)
    }

    package func insert(_ project: Project) throws {
        let fields = project.fields
        try execute(
            """
            insert into projects (tenant_id, id, code, name, name_hans, name_hant, name_en, name_key, tokens, organization_id,
              jurisdiction_id, class, pillar, stage, state, need, clause_id, no_clause_reason, goals, parties, tags, secrecy, currency, estimate,
              budget_estimate, reviewed, appropriation, contract, paid, settled, amount_key, planned_start, planned_end, forecast_end,
              actual_end, end_key, planned_progress, actual_progress, last_report, rhythm, declared_light, computed_light,
              confirmed_light, divergent, portfolio_id, presence, historic_missing, version, pack_version, created_at, updated_at)
            values (\(tenant), \(project.id), \(fields.code), \(fields.name), \(fields.names?.zhHans), \(fields.names?.zhHant),
              \(fields.names?.en), \(SearchText.sortKey(fields.name)), \(project.searchTokens), \(fields.organization),
              \(fields.jurisdiction), \(fields.projectClass), \(fields.pillar), \(fields.stage), \(fields.state), \(fields.need),
              \(fields.clause), \(fields.noClauseReason), \(fields.storedGoals), \(ProjectParties.text(fields.parties)), \(fields.storedTags),
              \(fields.secrecy.rawValue),
              \(fields.currency), \(project.money[.estimate]), \(project.money[.budgetEstimate]), \(project.money[.reviewed]),
              \(project.money[.appropriation]), \(project.money[.contract]), \(project.money[.paid]), \(project.money[.settled]),
              \(project.money.key), \(fields.plannedStart), \(fields.plannedEnd), \(fields.forecastEnd), \(fields.actualEnd),
              \(fields.endKey), \(fields.plannedProgress), \(fields.actualProgress), \(project.lastReport), \(fields.rhythm),
              \(project.lights.declared?.rawValue), \(project.lights.computed?.rawValue), \(project.lights.confirmed?.rawValue),
              \(project.lights.isDivergent), \(project.portfolio), \(project.presence.rawValue), \(project.historicMissing),
              \(project.version), \(project.packVersion), \(project.createdAt), \(project.updatedAt))
            """, code: fields.code)
        try insertGoals(of: project)
        try insertParties(of: project)
    }

    package func update(_ project: Project) throws {
        let fields = project.fields
        let changed = try execute(
            """
            update projects set code = \(fields.code), name = \(fields.name), name_hans = \(fields.names?.zhHans),
              name_hant = \(fields.names?.zhHant), name_en = \(fields.names?.en), name_key = \(SearchText.sortKey(fields.name)),
              tokens = \(project.searchTokens), organization_id = \(fields.organization), jurisdiction_id = \(fields.jurisdiction),
              class = \(fields.projectClass), pillar = \(fields.pillar), stage = \(fields.stage), state = \(fields.state),
              need = \(fields.need), clause_id = \(fields.clause), no_clause_reason = \(fields.noClauseReason),
              goals = \(fields.storedGoals), parties = \(ProjectParties.text(fields.parties)), tags = \(fields.storedTags), secrecy = \(fields.secrecy.rawValue),
              currency = \(fields.currency), estimate = \(project.money[.estimate]),
              budget_estimate = \(project.money[.budgetEstimate]), reviewed = \(project.money[.reviewed]),
              appropriation = \(project.money[.appropriation]), contract = \(project.money[.contract]), paid = \(project.money[.paid]),
              settled = \(project.money[.settled]), amount_key = \(project.money.key), planned_start = \(fields.plannedStart),
              planned_end = \(fields.plannedEnd), forecast_end = \(fields.forecastEnd), actual_end = \(fields.actualEnd),
              end_key = \(fields.endKey), planned_progress = \(fields.plannedProgress), actual_progress = \(fields.actualProgress),
              last_report = \(project.lastReport), rhythm = \(fields.rhythm), declared_light = \(project.lights.declared?.rawValue),
              computed_light = \(project.lights.computed?.rawValue), confirmed_light = \(project.lights.confirmed?.rawValue),
              divergent = \(project.lights.isDivergent), portfolio_id = \(project.portfolio), presence = \(project.presence.rawValue),
              historic_missing = \(project.historicMissing), version = \(project.version), pack_version = \(project.packVersion),
              updated_at = \(project.updatedAt)
            where tenant_id = \(tenant) and id = \(project.id) and version = \(project.version - 1)
            """, code: fields.code)
        guard changed == 1 else { throw AppError("LT3009", .stale) }
        try connection.execute("delete from project_goals where tenant_id = \(tenant) and project_id = \(project.id)")
        try insertGoals(of: project)
        try connection.execute("delete from project_parties where tenant_id = \(tenant) and project_id = \(project.id)")
        try insertParties(of: project)
    }

    package func updateLights(_ project: Project) throws {
        try connection.execute(
            """
            update projects set declared_light = \(project.lights.declared?.rawValue), computed_light = \(project.lights.computed?.rawValue),
              confirmed_light = \(project.lights.confirmed?.rawValue), divergent = \(project.lights.isDivergent)
            where tenant_id = \(tenant) and id = \(project.id)
            """)
    }

    private func insertParties(of project: Project) throws {
        for party in Set(project.fields.parties) {
            try connection.execute(
                """
                insert into project_parties (tenant_id, project_id, organization_id, role)
                values (\(tenant), \(project.id), \(party.organization), \(party.role.rawValue))
                """)
        }
    }

    private func insertGoals(of project: Project) throws {
        for goal in Set(project.fields.goals) {
            try connection.execute("insert into project_goals (tenant_id, project_id, goal_id) values (\(tenant), \(project.id), \(goal))")
        }
    }

    /// Says which code is taken, where the engine only says that some key is.
    @discardableResult private func execute(_ statement: SQL, code: String) throws -> Int {
        do {
            return try connection.execute(statement)
        } catch {
            guard error.kind == .unique else { throw error }
            throw AppError("LT3011", .conflict, ["code": code], diagnostics: [Diagnostic(.error, "LT3011", ["code": code], column: "code")])
        }
    }

    package func append(_ figure: Figure) throws {
        try connection.execute(
            """
            insert into project_figures (tenant_id, id, project_id, kind, amount, currency, date, document, recorded_at, recorded_by)
            values (\(tenant), \(figure.id), \(figure.project), \(figure.kind.rawValue), \(figure.amount.minor), \(figure.amount.currency),
              \(figure.date), \(figure.document), \(figure.recordedAt), \(figure.recordedBy))
            """)
    }

    package func append(_ baseline: Baseline) throws {
        try connection.execute(
            """
            insert into project_baselines (tenant_id, id, project_id, number, start_date, end_date, amount, reason, document, approved_on,
              recorded_at, recorded_by)
            values (\(tenant), \(baseline.id), \(baseline.project), \(baseline.number), \(baseline.start), \(baseline.end),
              \(baseline.amount), \(baseline.reason), \(baseline.document), \(baseline.approvedOn), \(baseline.recordedAt),
              \(baseline.recordedBy))
            """)
    }

    package func baselines(of project: ProjectID) throws -> [Baseline] {
        try connection.query("select * from project_baselines where tenant_id = \(tenant) and project_id = \(project) order by number")
            .map(ProjectStore.baseline)
    }

    package func append(_ light: LightEntry) throws {
        try connection.execute(
            """
            insert into project_lights (tenant_id, id, project_id, source, colour, as_of, at, by_name, account_id, inputs, reasons, note,
              pack_version)
            values (\(tenant), \(light.id), \(light.project), \(light.source.rawValue), \(light.colour.rawValue), \(light.asOf), \(light.at),
              \(light.by), \(light.account), \(try light.inputs.canonicalJSON()), \(try light.reasons.canonicalJSON()), \(light.note),
              \(light.packVersion))
            """)
    }

    package func pendingVerification(of project: ProjectID) throws -> Verification? {
        try connection.first(
            """
            select \(ProjectStore.verificationColumns) from project_verifications v
            where v.tenant_id = \(tenant) and v.project_id = \(project) and v.state in ('open', 'answered')
            """
        ).map(ProjectStore.verification)
    }

    package func save(_ verification: Verification) throws {
        try connection.execute(
            """
            insert into project_verifications (tenant_id, id, project_id, declared, computed, state, opened_at, due, answer, answered_at,
              answered_by, confirmed, reason, closed_at, closed_by)
            values (\(tenant), \(verification.id), \(verification.project), \(verification.declared.rawValue),
              \(verification.computed.rawValue), \(verification.state.rawValue), \(verification.openedAt), \(verification.due),
              \(verification.answer), \(verification.answeredAt), \(verification.answeredBy), \(verification.confirmed?.rawValue),
              \(verification.reason), \(verification.closedAt), \(verification.closedBy))
            on conflict (tenant_id, id) do update set state = excluded.state, answer = excluded.answer, answered_at = excluded.answered_at,
              answered_by = excluded.answered_by, confirmed = excluded.confirmed, reason = excluded.reason, closed_at = excluded.closed_at,
              closed_by = excluded.closed_by
            """)
    }
}

extension ProjectFields {
    fileprivate var storedGoals: String { goals.map(\.description).joined(separator: " ") }
    fileprivate var storedTags: String { tags.joined(separator: "\n") }
    /// After every real date when unknown.
    fileprivate var endKey: String { plannedEnd?.description ?? "9999-12-31" }
}

extension ProjectMoney {
    /// Before every real amount when unknown.
    fileprivate var key: Int64 { headline ?? -1 }
}
