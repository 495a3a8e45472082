import Kernel
import Localization
import Office
import Planning

/// The plan: goals against time, and clauses with what carries them.
package struct PlanPage: Page {
    package static let template = "registers/plan"

    let header: PageHeader
    let tabs: Tabs
    let goals: DataTable
    let clauses: DataTable

    init(_ plan: PlanSnapshot, orphansOnly: Bool, today: CivilDate, pack: PackWords) {
        let words = pack.words
        let orphans = plan.clauses.filter(\.isOrphan)
        header = PageHeader(
            words("registers.plan.title"),
            subtitle: words(
                "registers.plan.subtitle", ["clauses": words.number(plan.clauses.count), "orphans": words.number(orphans.count)]))
        var only = FormData()
        only.append("orphans", "1")
        tabs = Tabs(
            label: words("registers.section.clauses"),
            [
                Tabs.Tab(
                    words("registers.plan.all"), href: Route.plan.path, isCurrent: !orphansOnly, count: words.number(plan.clauses.count)),
                Tabs.Tab(
                    words("registers.plan.orphans"), href: Route.plan.path.with(only), isCurrent: orphansOnly,
                    count: words.number(orphans.count)),
            ])
        goals = GoalTable.table(plan.goals, id: "goals-table", today: today, pack: pack)
        clauses = DataTable(
            id: "clauses", caption: words("registers.plan.caption"),
            columns: [TableColumn(words("registers.column.clause")), TableColumn(words("registers.column.pillar"))]
                + ["goals", "projects", "orders"].map { TableColumn(words("registers.column.\($0)"), .number) }
                + [TableColumn(words("registers.column.carried"), .light)],
            rows: (orphansOnly ? orphans : plan.clauses).map { Self.row($0, pack) },
            empty: EmptyState(words("registers.plan.empty"), words("registers.plan.empty.text")))
    }

    private static func row(_ line: PlanSnapshot.ClauseLine, _ pack: PackWords) -> TableRow {
        let words = pack.words
        let clause = line.clause
        var ofClause = FormData(), codeOnly = FormData()
        ofClause.append("clause", clause.id.description)
        codeOnly.append("q", clause.code)
        let text = words(clause.text)
        return TableRow(
            id: clause.code, name: clause.code,
            [
                TableCell(
                    "\(clause.code) \(text.count > 60 ? text.prefix(58) + "…" : text[...])", href: Route.clause(clause.id).path,
                    second: "\(words(clause.document)) \(words(clause.article))"),
                TableCell(pack.pillar(clause.pillar)), TableCell(words.number(line.goals)),
                TableCell(words.number(line.projects), href: line.projects > 0 ? Route.projects(ofClause).path : nil),
                TableCell(words.number(line.orders), href: line.orders > 0 ? Route.clause(clause.id).path : nil),
                TableCell(
                    light: Light(
                        line.isOrphan ? .yellow : .green, word: words(line.isOrphan ? "registers.plan.orphan" : "registers.plan.carried"),
                        words: words)),
            ])
    }
}
