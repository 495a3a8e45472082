import Accounts
import Crypto
import Exchange
import Foundation
import Kernel
import Operations
import Policy
import Projects

/// The one way into the register for files: page, command line and job use it alike.
package struct ImportDesk: Sendable {
    package struct Ports: Sendable {
        package var projects: any ProjectQueries
        package var portfolios: any PortfolioQueries
        package var directory: any AccountQueries
        package var packs: ActivePacks
        package var clock: any Clock
        package var offsetMinutes: Int

        package init(
            projects: any ProjectQueries, portfolios: any PortfolioQueries, directory: any AccountQueries, packs: ActivePacks,
            clock: any Clock, offsetMinutes: Int
        ) {
            (self.projects, self.portfolios, self.directory) = (projects, portfolios, directory)
            (self.packs, self.clock, self.offsetMinutes) = (packs, clock, offsetMinutes)
        }
    }

    /// A plan and what it was made of.
    package struct Prepared: Sendable {
        package let plan: ImportPlan
        package let source: ImportSource
        package let target: ImportPublication.Target
        /// The round that this very file made before; nothing is left to do then.
        package let alreadyImported: ReportingRound?
        /// Rows of the file that the plan leaves aside; 0 for a plan to be carried out.
        package let unseenRows: Int
    }

    /// Rows a page plans within a request; the job plans all of them.
    package static let previewRows = 5000

    package let ports: Ports
    package init(_ ports: Ports) { self.ports = ports }

    package var today: CivilDate { ports.clock.now().civilDate(offsetMinutes: ports.offsetMinutes) }

    package static func hash(_ data: Data) -> String {
        SHA256.hash(data: data).hexadecimal
    }

    /// Everything publishing would do, without doing it; of a file longer than `rows` its beginning, and nothing about projects that
    /// only the rest may name. Throws `LT4200` when the mapping does not fit, `LT4222` for another currency.
    package func prepare(
        _ data: Data, fileName: String, _ definition: ImportDraft.Definition, tenant: TenantID, atMost rows: Int = .max
    ) async throws -> Prepared {
        let mapping = try ImportMapping.require(definition.mapping)
        let whole = try ImportSource.read(data, fileName: fileName, headerLine: mapping.headerLine, sheet: mapping.sheet)
        let source = whole.beginning(rows)
        var options = definition.options
        if source.rows.count < whole.rows.count { options.leavesOutRejected = true }
        let ground = try await ground(tenant, definition.portfolio, mapping)
        let hash = Self.hash(data)
        let again = ground.rounds.first { $0.asOf == definition.asOf && $0.sourceHash == hash }
        var standing = ground
        if again != nil { standing.rounds = [] }
        try Task.checkCancellation()
        let plan = try ImportPlanner(
            mapping, portfolioCode: definition.portfolio, asOf: definition.asOf, options: options, ground: standing
        ).plan(source)
        let places = try await ports.directory.jurisdictions(tenant: tenant)
        let root = places.nodes.values.filter { $0.parent == nil }.min { $0.id < $1.id }
        return Prepared(
            plan: plan, source: source,
            target: ImportPublication.Target(
                code: definition.portfolio, name: definition.name, attribution: definition.attribution, fileName: fileName, fileHash: hash,
                jurisdiction: root?.id, vocabulary: ground.vocabulary, packVersion: packVersion(tenant),
                judge: ports.packs.pack(tenant, on: today).map { LightJudge($0, on: today) }), alreadyImported: again,
            unseenRows: whole.rows.count - source.rows.count)
    }

    package func packVersion(_ tenant: TenantID) -> String { ports.packs.pack(tenant, on: today)?.reference.description ?? "-" }

    private func ground(_ tenant: TenantID, _ code: String, _ mapping: ImportMapping) async throws -> ImportGround {
        let portfolio = try await ports.portfolios.portfolios(tenant: tenant).first { $0.code == code }
        if let portfolio, portfolio.currency != mapping.currency {
            throw AppError("LT4222", .unprocessable, ["mapping": mapping.currency.code, "portfolio": portfolio.currency.code])
        }
        guard let pack = ports.packs.pack(tenant, on: today) else { throw AppError("LT4231", .unprocessable) }
        let organizations = try await ports.directory.organizations(tenant: tenant)
        guard let portfolio else {
            return ImportGround(projects: [], aliases: [], organizations: organizations, rounds: [], vocabulary: ProjectVocabulary(pack))
        }
        var projects: [Project] = []
        var filter = ProjectFilter()
        (filter.portfolio, filter.sort, filter.descending, filter.limit) = (.one(portfolio.id), .code, false, 200)
        while true {
            let page = try await ports.projects.page(tenant: tenant, matching: filter, sight: .everything)
            projects += page.projects
            try Task.checkCancellation()
            guard let next = page.next else { break }
            filter.after = next
        }
        return ImportGround(
            projects: projects, aliases: try await ports.portfolios.aliases(tenant: tenant, issuer: mapping.issuer ?? code),
            organizations: organizations, rounds: try await ports.portfolios.rounds(tenant: tenant, of: portfolio.id),
            vocabulary: ProjectVocabulary(pack))
    }
}

/// What a finished import tells, as the job keeps it.
package struct ImportOutcome: Hashable, Sendable, Codable {
    package var round: RoundID
    package var counts: ImportPlan.Counts
    /// The same file had been imported before: nothing was written.
    package var wasThere: Bool

    package init(round: RoundID, counts: ImportPlan.Counts, wasThere: Bool) {
        (self.round, self.counts, self.wasThere) = (round, counts, wasThere)
    }
}

extension ImportDesk {
    /// Publishes at once: for the command line and small samples. `body` is the unit of work's transaction.
    package func publish(
        _ prepared: Prepared, options: ImportOptions,
        _ write: (@Sendable @escaping (any Transaction) throws -> RoundID) async throws -> RoundID
    )
        async throws -> ImportOutcome
    {
        if let round = prepared.alreadyImported { return ImportOutcome(round: round.id, counts: prepared.plan.counts, wasThere: true) }
        let publication = try ImportPublication(prepared.plan, options: options, target: prepared.target)
        let round = try await write { try publication.publish($0) }
        return ImportOutcome(round: round, counts: prepared.plan.counts, wasThere: false)
    }
}
