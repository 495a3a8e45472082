import Accounts
import Kernel
import Matching
import Projects

extension ImportDesk {
    /// A project that one which vanished may have become.
    package struct Successor: Hashable, Sendable {
        package let project: ProjectID
        package let name: String
        package let score: Double
    }

    /// For each vanished project the nearest one that joined with the round that lost it, if any is near enough to ask.
    package func successors(
        of absences: [(project: Project, absence: Absence)], tenant: TenantID
    ) async throws -> [ProjectID: Successor] {
        var found: [ProjectID: Successor] = [:]
        for (round, group) in Dictionary(grouping: absences, by: \.absence.round) {
            let figures = try await ports.portfolios.figures(tenant: tenant, of: round)
            guard let portfolio = group.first?.project.portfolio else { continue }
            let rounds = try await ports.portfolios.rounds(tenant: tenant, of: portfolio).sorted { $0.asOf < $1.asOf }
            guard let index = rounds.firstIndex(where: { $0.id == round }), index > 0 else { continue }
            let before = Set(try await ports.portfolios.figures(tenant: tenant, of: rounds[index - 1].id).map(\.project))
            let joined = figures.filter { !before.contains($0.project) }
            let units = try await ports.directory.organizations(tenant: tenant)
            let linkage = RecordLinker().link(
                group.map { item in
                    MatchRecord(
                        name: item.project.fields.name, group: units[item.project.fields.organization]?.name.zhHans ?? "",
                        description: item.project.fields.need ?? "", amount: item.project.money.headline,
                        end: item.project.fields.plannedEnd)
                },
                joined.map { MatchRecord(name: $0.name, group: $0.organization, amount: $0.wholeLife, end: $0.end) })
            for match in linkage.joined + linkage.questions {
                let successor = joined[match.right]
                found[group[match.left].project.id] = Successor(project: successor.project, name: successor.name, score: match.score)
            }
        }
        return found
    }
}
