import Kernel
import Localization
import Office
import Planning

/// Goals with their progress against the time passed on the day of the value.
enum GoalTable {
    static func table(_ goals: [GoalLine], id: String, today: CivilDate, pack: PackWords) -> DataTable {
        let words = pack.words
        let order = pack.pillars
        let sorted = goals.enumerated().sorted { a, b in
            let (x, y) = (order.firstIndex(of: a.element.goal.pillar) ?? .max, order.firstIndex(of: b.element.goal.pillar) ?? .max)
            return (x, a.offset) < (y, b.offset)
        }.map(\.element)
        return DataTable(
            id: id, caption: words("registers.goals.caption"),
            columns: [
                TableColumn(words("registers.column.goal")), TableColumn(words("registers.column.pillar")),
                TableColumn(words("registers.column.value"), .number), TableColumn(words("registers.column.progress")),
                TableColumn(words("registers.column.standing"), .light), TableColumn(words("registers.column.observed"), .date),
                TableColumn(words("registers.column.deadline"), .date),
            ],
            rows: sorted.map { row($0, today: today, pack: pack) },
            empty: EmptyState(words("registers.goals.empty"), words("registers.goals.empty.text")))
    }

    private static func row(_ line: GoalLine, today: CivilDate, pack: PackWords) -> TableRow {
        let words = pack.words
        let goal = line.goal
        let percent = goal.progress.map { Self.percent($0) }, due = goal.elapsed.map { Self.percent($0) }
        let values = ["now": goal.current.map(number) ?? "–", "target": number(goal.target), "unit": words(goal.unit)]
        return TableRow(
            id: goal.code, name: words(goal.name),
            [
                TableCell(words(goal.name), href: Route.goal(goal.id).path, second: "\(goal.code) · \(words(line.lead))"),
                TableCell(pack.pillar(goal.pillar)), TableCell(words("registers.goal.value", values)),
                TableCell(
                    progress: ProgressBar(
                        label: words(goal.name), percent: percent ?? 0, planned: due, text: percent.map { "\($0)%" } ?? "–")),
                TableCell(light: light(line.standing(on: today), words)), TableCell(goal.observedOn.map(words.shortDate) ?? "–"),
                TableCell(words.shortDate(goal.deadline)),
            ])
    }

    static func light(_ standing: GoalStanding, _ words: Phrases) -> Light {
        let kind: Light.Kind =
            switch standing {
            case .ahead, .onTrack: .green
            case .behind: .yellow
            case .stale, .unknown: .unrated
            }
        return Light(kind, word: words("registers.standing.\(standing.rawValue)"), words: words)
    }

    static func percent(_ ratio: Double) -> Int {
        let value = (ratio * 100).rounded()
        return value.isFinite ? Int(min(max(value, -999), 999)) : 0
    }

    /// As few decimals as say it: 62, 62.5, 0.95.
    static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        guard rounded.isFinite, abs(rounded) < 1e12 else { return "–" }
        return rounded == rounded.rounded() ? String(Int64(rounded)) : String(rounded)
    }
}
