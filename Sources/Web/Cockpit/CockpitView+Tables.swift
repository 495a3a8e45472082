import Kernel
import Localization
import Office
import Policy

extension CockpitView {
    /// The blueprint: one line a pillar, the totals last.
    var pillarTable: DataTable {
        let currency = currency
        let unit = words.moneyUnit(currency)
        func money(_ key: String) -> TableColumn {
            TableColumn(words("cockpit.money.\(key)") + words("table.unit", ["unit": unit]), .number)
        }
        var columns = [TableColumn(words("cockpit.column.pillar")), TableColumn(words("cockpit.projects"), .number)]
        columns += [money("planned"), money("approved"), money("contract"), money("paid")]
        columns += ["execution", "red", "divergent", "overdue"].map { TableColumn(words("cockpit.\($0)"), .number) }
        if isOwn { columns.append(TableColumn(words("cockpit.orders"), .number)) }
        return DataTable(
            id: "pillars", caption: words("cockpit.table.pillars"), columns: columns, rows: pillars.map { pillarRow($0, currency) },
            empty: EmptyState(words("cockpit.empty"), words("cockpit.empty.text")))
    }

    private func pillarRow(_ pillar: String?, _ currency: Currency) -> TableRow {
        func projects(_ holds: (CockpitSnapshot.ProjectCell) -> Bool) -> Int { snapshot.count { $0.pillar == pillar && holds($0) } }
        func number(_ value: Int, _ href: String) -> TableCell { TableCell(words.number(value), href: value > 0 ? href : nil) }
        let sums = snapshot.money(currency) { $0.pillar == pillar }
        let all = links.projects(("pillar", pillar), ("sort", "-amount"))
        var cells = [
            TableCell(pack.pillar(pillar), href: links.projects(("pillar", pillar))),
            number(projects { _ in true }, links.projects(("pillar", pillar))),
        ]
        cells += [sums.planned, sums.approved, sums.contract, sums.paid].map {
            TableCell(words.moneyAmount(Money(minor: $0, currency: currency)), href: $0 > 0 ? all : nil)
        }
        cells.append(TableCell(sums.execution.map { words.percent($0) } ?? "–", href: sums.execution == nil ? nil : all))
        cells += [
            number(projects { $0.confirmed == .red }, links.projects(("pillar", pillar), ("confirmed", "red"))),
            number(projects(\.isDivergent), links.projects(("pillar", pillar), ("divergent", "1"))),
            number(projects(\.isOverdue), links.projects(("pillar", pillar), ("overdue", "1"))),
        ]
        if isOwn {
            cells.append(number(snapshot.orderCount { $0.pillar == pillar && $0.isOpen }, links.orders(("pillar", pillar), ("open", "1"))))
        }
        return TableRow(id: pillar ?? "none", name: pack.pillar(pillar), cells)
    }

    /// Declared against computed: off the diagonal somebody must answer.
    var matrix: DataTable {
        DataTable(
            id: "matrix", caption: words("cockpit.table.matrix"),
            columns: [TableColumn(words("cockpit.matrix.corner"))]
                + Self.colours.map { TableColumn(words("cockpit.matrix.computed", ["light": pack.colour($0)]), .number) },
            rows: Self.colours.map { declared in
                TableRow(
                    id: declared?.rawValue ?? "none", name: pack.colour(declared),
                    [TableCell(light: pack.light(declared))]
                        + Self.colours.map { computed in
                            let pairs = snapshot.pairs(declared, computed)
                            let isLinked = pairs > 0 && declared != nil && computed != nil
                            return TableCell(
                                words.number(pairs),
                                href: isLinked ? links.projects(("declared", declared?.rawValue), ("computed", computed?.rawValue)) : nil)
                        })
            },
            empty: EmptyState(words("cockpit.empty"), words("cockpit.empty.text")))
    }

    /// - Parameter most: lines shown; the caption counts all of them.
    func attention(_ reason: CockpitSnapshot.AttentionLine.Reason, most: Int = .max) -> DataTable {
        let lines = snapshot.lines(reason)
        return DataTable(
            id: reason.rawValue, caption: words("cockpit.table.\(reason.rawValue)", ["count": words.number(lines.count)]),
            columns: [
                TableColumn(words("cockpit.column.name")), TableColumn(words("cockpit.column.kind")),
                TableColumn(words("cockpit.column.unit")),
                TableColumn(words("cockpit.column.lights"), .light), TableColumn(words("cockpit.column.due"), .date),
            ],
            rows: lines.prefix(most).map { line in
                let href = line.kind == .order ? Route.order(.init(line.id)).path : Route.project(.init(line.id)).path
                return TableRow(
                    id: "\(line.kind.rawValue)-\(line.id)-\(line.due?.description ?? "")", name: words(line.name),
                    [
                        TableCell(words(line.name), href: href, second: line.code), TableCell(words("cockpit.kind.\(line.kind.rawValue)")),
                        TableCell(words(line.unit)), TableCell(lights: pack.lights(line.declared, line.computed, line.confirmed)),
                        TableCell(
                            line.due.map(words.shortDate) ?? "–", second: line.due.map { words.deadline($0, today: snapshot.today) }),
                    ])
            },
            empty: EmptyState(words("cockpit.none.\(reason.rawValue)"), words("cockpit.none.\(reason.rawValue).text")))
    }

    var goals: DataTable { GoalTable.table(snapshot.goals, id: "goals", today: snapshot.today, pack: pack) }

    /// The latest reporting round of every imported portfolio.
    var rounds: DataTable? {
        guard !snapshot.portfolios.isEmpty else { return nil }
        return DataTable(
            id: "rounds", caption: words("cockpit.table.rounds"),
            columns: [TableColumn(words("cockpit.column.portfolio")), TableColumn(words("cockpit.column.as-of"), .date)]
                + ["continuing", "renamed", "joined", "vanished"].map { TableColumn(words("cockpit.round.\($0)"), .number) },
            rows: snapshot.portfolios.map { line in
                let own = CockpitLinks(portfolio: line.id)
                let counts = line.round.map { [$0.continuing, $0.renamed, $0.joined, $0.vanished] }
                return TableRow(
                    id: line.id.description, name: words(line.name),
                    [
                        TableCell(words(line.name), href: own.cockpit(), second: line.attribution),
                        TableCell(line.round.map { words.shortDate($0.asOf) } ?? words("cockpit.round.none")),
                    ]
                        + (0..<4).map { index in
                            let value = counts?[index]
                            let href = index == 3 ? own.projects(("vanished", "1")) : own.projects()
                            return TableCell(value.map { words.number($0) } ?? "–", href: (value ?? 0) > 0 ? href : nil)
                        })
            },
            empty: EmptyState(words("cockpit.empty"), words("cockpit.empty.text")))
    }
}
