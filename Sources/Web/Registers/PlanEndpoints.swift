import Accounts
import Chain
import Hummingbird
import Kernel
import Localization
import Office
import Planning

/// The plan, its clauses and goals.
package struct PlanEndpoints: EndpointCollection {
    private let plan: any PlanRegisterQueries
    private let threads: any ThreadQueries
    private let pack: PackSource

    package init(plan: any PlanRegisterQueries, threads: any ThreadQueries, pack: @escaping PackSource) {
        (self.plan, self.threads, self.pack) = (plan, threads, pack)
    }

    package static let pages: [any Page.Type] = [PlanPage.self]

    package var endpoints: [Endpoint] {
        [
            .get("/plan", .action(.planRead)) { visit in
                try visit.page(
                    PlanPage(
                        try await snapshot(visit), orphansOnly: visit.query["orphans"] == "1", today: visit.today,
                        pack: try visit.packWords(pack)),
                    title: visit.words("registers.plan.title"))
            },
            .get("/clauses/{id}", .action(.clauseRead)) { try await clause($0) },
            .get("/goals/{id}", .action(.planRead)) { try await goal($0) },
        ]
    }

    private func snapshot(_ visit: Visit) async throws -> PlanSnapshot {
        try await plan.plan(tenant: try visit.caller.tenant, sight: ThreadSight(visit.permissions))
    }

    private func clause(_ visit: Visit) async throws -> Response {
        let id: ClauseID = try visit.id("id")
        guard let line = try await snapshot(visit).clauses.first(where: { $0.clause.id == id }) else { throw AppError("LT1107", .notFound) }
        let (words, pack, clause) = (visit.words, try visit.packWords(pack), line.clause)
        let path = try await threads.thread(
            of: NodeReference(.clause, id.rawValue), tenant: try visit.caller.tenant, sight: ThreadSight(visit.permissions))
        return try answer(
            visit,
            RecordPage(
                header: PageHeader(
                    words(clause.article), subtitle: words(line.isOrphan ? "registers.plan.orphan" : "registers.plan.carried"),
                    overline: clause.code),
                text: words(clause.text), progress: nil,
                facts: Facts([
                    Fact(words("registers.clause.document"), words(clause.document)),
                    Fact(words("registers.column.pillar"), pack.pillar(clause.pillar)),
                    Fact(words("registers.column.goals"), words.number(line.goals)),
                    Fact(words("registers.column.projects"), words.number(line.projects)),
                    Fact(words("registers.column.orders"), words.number(line.orders)),
                ]), relations: RelationTable.table(path, words: words)), title: "\(clause.code) \(words(clause.article))", path: path)
    }

    private func goal(_ visit: Visit) async throws -> Response {
        let id: GoalID = try visit.id("id")
        guard let line = try await snapshot(visit).goals.first(where: { $0.goal.id == id }) else { throw AppError("LT1107", .notFound) }
        let (words, pack, goal) = (visit.words, try visit.packWords(pack), line.goal)
        let path = try await threads.thread(
            of: NodeReference(.goal, id.rawValue), tenant: try visit.caller.tenant, sight: ThreadSight(visit.permissions))
        func value(_ number: Double?) -> String { number.map { "\(GoalTable.number($0)) \(words(goal.unit))" } ?? "–" }
        let percent = goal.progress.map { GoalTable.percent($0) }
        return try answer(
            visit,
            RecordPage(
                header: PageHeader(words(goal.name), subtitle: words(line.lead), overline: goal.code), text: nil,
                progress: ProgressBar(
                    label: words(goal.name), percent: percent ?? 0, planned: goal.elapsed.map { GoalTable.percent($0) },
                    text: percent.map { "\($0)%" } ?? "–"),
                facts: Facts([
                    Fact(words("registers.column.standing"), "", light: GoalTable.light(line.standing(on: visit.today), words)),
                    Fact(words("registers.goal.current"), value(goal.current)),
                    Fact(words("registers.column.observed"), goal.observedOn.map(words.date) ?? "–"),
                    Fact(words("registers.goal.elapsed"), goal.elapsed.map { words.percent($0) } ?? "–"),
                    Fact(words("registers.goal.start"), "\(value(goal.start)) · \(words.date(goal.startOn))"),
                    Fact(words("registers.goal.year"), value(goal.dueThisYear)),
                    Fact(words("registers.goal.target"), "\(value(goal.target)) · \(words.date(goal.deadline))"),
                    Fact(words("registers.goal.family"), pack.label("indicator-families", goal.family.rawValue)),
                    Fact(words("registers.column.pillar"), pack.pillar(goal.pillar)),
                ]), relations: RelationTable.table(path, words: words)), title: words(goal.name), path: path)
    }

    private func answer(_ visit: Visit, _ page: RecordPage, title: String, path: ThreadPath?) throws -> Response {
        try visit.page(
            page, title: title, breadcrumb: [Crumb(visit.words("registers.plan.title"), href: Route.plan.path), Crumb(title)],
            thread: path.map { ThreadStrip($0, words: visit.words) })
    }
}
