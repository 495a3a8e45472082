import Kernel
import Persistence
import Policy
import Projects

package struct ProjectStore: ProjectQueries {
    let database: any Database
    let counts = ResidentCounts()

    package init(database: any Database) { self.database = database }

    package func page(tenant: TenantID, matching filter: ProjectFilter, sight: ProjectSight) async throws -> ProjectPage {
        try await database.read { connection in try page(tenant: tenant, filter, sight, connection) }
    }

    package func project(tenant: TenantID, id: ProjectID, sight: ProjectSight) async throws -> Project? {
        try await one(tenant: tenant, "p.id = \(id)", sight)
    }

    package func project(tenant: TenantID, code: String, sight: ProjectSight) async throws -> Project? {
        try await one(tenant: tenant, "p.code = \(code)", sight)
    }

    private func one(tenant: TenantID, _ condition: SQL, _ sight: ProjectSight) async throws -> Project? {
        let sql: SQL = "select \(Self.columns) from projects p where p.tenant_id = \(tenant) and \(condition) and \(sight.condition)"
        return try await database.read { connection in try connection.first(sql).map(Self.project) }
    }

    package func detail(tenant: TenantID, id: ProjectID, sight: ProjectSight) async throws -> ProjectDetail? {
        try await database.read { connection in
            guard
                let row = try connection.first(
                    "select \(Self.columns) from projects p where p.tenant_id = \(tenant) and p.id = \(id) and \(sight.condition)")
            else { return nil }
            return ProjectDetail(
                project: try Self.project(row),
                baselines: try connection.query(
                    "select * from project_baselines where tenant_id = \(tenant) and project_id = \(id) order by number"
                ).map(Self.baseline),
                lights: try connection.query(
                    "select * from project_lights where tenant_id = \(tenant) and project_id = \(id) order by id desc limit 40"
                ).map(Self.light),
                verifications: try connection.query(
                    """
                    select \(Self.verificationColumns) from project_verifications v where v.tenant_id = \(tenant) and v.project_id = \(id)
                    order by v.id desc limit 50
                    """
                ).map(Self.verification))
        }
    }

    package func figures(tenant: TenantID, of project: ProjectID) async throws -> [Figure] {
        try await database.read { connection in
            try connection.query("select * from project_figures where tenant_id = \(tenant) and project_id = \(project) order by id")
                .map(Self.figure)
        }
    }

    package func lights(tenant: TenantID, of project: ProjectID) async throws -> [LightEntry] {
        try await database.read { connection in
            try connection.query(
                "select * from project_lights where tenant_id = \(tenant) and project_id = \(project) order by id desc limit 500"
            ).map(Self.light)
        }
    }

    package func rounds(tenant: TenantID, of project: ProjectID) async throws -> [(round: ReportingRound, figure: RoundFigure)] {
        try await database.read { connection in
            try connection.query(
                """
                select r.id, r.portfolio_id, r.as_of, r.source_file, r.source_hash, r.imported_by, r.imported_at, r.continuing, r.renamed,
                  r.joined, r.vanished, f.round_id, f.project_id, f.name, f.organization, f.declared, f.colour, f.baseline, f.forecast,
                  f.whole_life, f.start_date, f.end_date, f.raw
                from round_figures f join reporting_rounds r on r.tenant_id = f.tenant_id and r.id = f.round_id
                where f.tenant_id = \(tenant) and f.project_id = \(project) order by r.as_of
                """
            ).map { (try PortfolioStore.round($0), try PortfolioStore.figure($0)) }
        }
    }

    package func pendingVerifications(
        tenant: TenantID, sight: ProjectSight
    ) async throws -> [(project: Project, verification: Verification)] {
        try await database.read { connection in
            try connection.query(
                """
                select \(Self.columns), \(Self.verificationColumns) from project_verifications v
                join projects p on p.tenant_id = v.tenant_id and p.id = v.project_id
                where v.tenant_id = \(tenant) and v.state in ('open', 'answered') and \(sight.condition)
                order by v.due, v.id limit 200
                """
            ).map { (try Self.project($0), try Self.verification($0)) }
        }
    }
}

extension ProjectSight {
    /// The rows of `projects p` in sight.
    var condition: SQL {
        if open.all && restricted.all { return "1 = 1" }
        if open.all && restricted == Reach() { return "p.secrecy <> 'work-secret'" }
        return "((p.secrecy <> 'work-secret' and \(condition(open))) or (p.secrecy = 'work-secret' and \(condition(restricted))))"
    }

    private func condition(_ reach: Reach) -> SQL {
        if reach.all { return "1 = 1" }
        var ways: [SQL] = []
        if !reach.organizations.isEmpty { ways.append("p.organization_id in \(list: reach.organizations)") }
        if !reach.jurisdictions.isEmpty { ways.append("p.jurisdiction_id in \(list: reach.jurisdictions)") }
        if !reach.parties.isEmpty {
            ways.append(
                """
                exists (select 1 from project_parties y where y.tenant_id = p.tenant_id and y.project_id = p.id
                  and y.organization_id in \(list: reach.parties))
                """)
        }
        return ways.isEmpty ? "1 = 0" : "(\(SQL.joined(ways, by: " or ")))"
    }
}
