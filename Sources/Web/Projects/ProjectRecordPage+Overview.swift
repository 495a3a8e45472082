import Accounts
import Chain
import Kernel
import Localization
import Office
import Planning
import Policy
import Projects

extension ProjectRecordPage {
    /// The answer first: three lights with their reasons, money, the date against the first promise.
    static func overview(
        _ detail: ProjectDetail, relations: [LabelledRelation], attribution: String?, permissions: Permissions, today: CivilDate,
        key: String = "", typed: FormData = FormData(), error: AppError? = nil, words: ProjectWords
    ) -> ProjectRecordPage {
        let project = detail.project
        return ProjectRecordPage(
            project, tab: .overview, permissions: permissions, tiles: tiles(project, today, words),
            sections: [lights(detail, words), schedule(detail, today, words)]
                + promise(detail, permissions, key: key, typed, today, error, words) + [facts(project, words)]
                + chain(relations, permissions, words),
            notices: notices(detail, today, words), attribution: attribution, words: words)
    }

    private static func notices(_ detail: ProjectDetail, _ today: CivilDate, _ words: ProjectWords) -> [Flash] {
        var notices: [Flash] = []
        if detail.project.presence == .vanished { notices.append(Flash(.warning, words("projects.vanished.notice"))) }
        if detail.project.historicMissing { notices.append(Flash(.notice, words("projects.historic-missing.notice"))) }
        if let pending = detail.verifications.first(where: \.isPending) {
            notices.append(
                Flash(
                    pending.isLate(on: today) ? .danger : .warning,
                    words(
                        pending.state == .open ? "projects.verification.open.notice" : "projects.verification.answered.notice",
                        ["due": words.words.deadline(pending.due, today: today)])))
        }
        return notices
    }

    private static func tiles(_ project: Project, _ today: CivilDate, _ words: ProjectWords) -> [StatTile] {
        let kinds: [FigureKind] = [.estimate, .appropriation, .contract, .paid]
        let shown = kinds.filter { project.money[$0] != nil }
        let href = Route.projectTab(project.id, .figures).path
        return (shown.isEmpty ? [.estimate] : shown).map { kind in
            let amount = project.money[kind].map { Money(minor: $0, currency: project.fields.currency) }
            let over = kind.ceiling.flatMap { project.money[$0] }.map { limit in (amount?.minor ?? 0) > limit } ?? false
            return StatTile(
                words.figure(kind), value: amount.map(words.words.moneyAmount) ?? "–", unit: words.words.moneyUnit(project.fields.currency),
                change: over ? words("projects.figure.over", ["ceiling": kind.ceiling.map(words.figure) ?? ""]) : nil,
                tone: over ? .bad : .plain,
                href: href,
                evidence: Evidence(
                    subject: words.figure(kind), definition: words("projects.figure.\(kind.rawValue).definition"),
                    asOf: words.words.date(today),
                    exact: amount.map(words.words.exactMoney), href: href))
        }
    }

    private static func lights(_ detail: ProjectDetail, _ words: ProjectWords) -> ProjectSection {
        let facts = LightSource.allCases.map { source -> Fact in
            let entry = detail.latest(source)
            let said = entry.map { entry in
                let text = source == .computed ? words.reasons(entry) : entry.note ?? ""
                return [text, words("projects.light.by", ["who": entry.by, "date": words.words.date(entry.asOf)])].filter { !$0.isEmpty }
                    .joined(separator: " — ")
            }
            return Fact(words.source(source), said ?? words("projects.light.none"), light: words.light(detail.project.lights[source]))
        }
        return ProjectSection("lights", words("projects.section.lights"), facts: Facts(facts))
    }

    private static func schedule(_ detail: ProjectDetail, _ today: CivilDate, _ words: ProjectWords) -> ProjectSection {
        let fields = detail.project.fields
        var facts: [Fact] = []
        func add(_ name: String, _ date: CivilDate?) { if let date { facts.append(Fact(name, words.words.date(date))) } }
        if let first = detail.baselines.first {
            let slip = fields.plannedEnd.map { first.end.days(until: $0) } ?? 0
            facts.append(
                Fact(
                    words("projects.baseline.first"),
                    slip == 0
                        ? words.words.date(first.end)
                        : words("projects.baseline.slip", ["date": words.words.date(first.end), "days": words.words.number(slip)])))
        }
        add(words.field("planned-start"), fields.plannedStart)
        if let end = fields.plannedEnd {
            let left = fields.actualEnd == nil ? " · " + words.words.deadline(end, today: today) : ""
            facts.append(Fact(words.field("planned-end"), words.words.date(end) + left))
        }
        add(words.field("forecast-end"), fields.forecastEnd)
        add(words.field("actual-end"), fields.actualEnd)
        if let actual = fields.actualProgress {
            let planned =
                fields.plannedProgress.map { words("projects.progress.planned", ["percent": words.words.percent($0 / 100)]) } ?? ""
            facts.append(Fact(words.field("actual-progress"), words.words.percent(actual / 100) + planned))
        }
        if let report = detail.project.lastReport { facts.append(Fact(words("projects.last-report"), words.words.date(report))) }
        if let rhythm = fields.rhythm { facts.append(Fact(words.field("rhythm"), words.rhythm(rhythm))) }
        return ProjectSection(
            "schedule", words("projects.section.schedule"), note: facts.isEmpty ? words("projects.schedule.none") : nil,
            facts: Facts(facts),
            table: detail.baselines.count > 1 ? baselines(detail, words) : nil)
    }

    /// The form for the next promise, for whoever may approve one. The first promise stays in view whatever follows.
    private static func promise(
        _ detail: ProjectDetail, _ permissions: Permissions, key: String, _ typed: FormData, _ today: CivilDate, _ error: AppError?,
        _ words: ProjectWords
    ) -> [ProjectSection] {
        let project = detail.project
        guard permissions.allows(.baselineApprove, on: project.resource) else { return [] }
        let errors = ProjectFormPage.errors(error, words.words)
        func date(_ name: String, _ label: String, _ value: CivilDate?, required: Bool = false) -> FormField {
            FormField(
                .line(type: "date"), name: name, label: label, value: typed[name] ?? value?.description ?? "", error: errors[name],
                isRequired: required, isHalf: true)
        }
        let fields = [
            date("start", words.field("planned-start"), project.fields.plannedStart),
            date("end", words.field("planned-end"), project.fields.plannedEnd, required: true),
            FormField(
                .line(type: "text"), name: "amount", label: words("projects.column.amount"), value: typed["amount"] ?? "",
                hint: words("projects.figure.amount.hint"), error: errors["amount"],
                unit: words.words.currencyName(project.fields.currency), isHalf: true),
            date("approved-on", words("projects.baseline.approved"), today, required: true),
            FormField(
                .line(type: "text"), name: "document", label: words("projects.document"), value: typed["document"] ?? "",
                error: errors["document"], isHalf: true),
            FormField(
                .area(rows: 3), name: "reason", label: words("projects.reason"), value: typed["reason"] ?? "", error: errors["reason"],
                isRequired: !detail.baselines.isEmpty),
        ]
        let form = Form(
            id: "baseline", action: Route.projectBaselines(project.id).path, fields: fields, submit: words("projects.baseline.approve"),
            idempotencyKey: key, draft: "baseline-\(project.id)", diagnostics: ProjectFormPage.remaining(error, shown: fields, words.words))
        return [
            ProjectSection(
                "baseline", words("projects.baseline.approve"), note: words("projects.baseline.approve.note"), form: form,
                isFolded: error == nil)
        ]
    }

    private static func baselines(_ detail: ProjectDetail, _ words: ProjectWords) -> DataTable {
        DataTable(
            id: "baselines", caption: words("projects.baselines"),
            columns: [
                TableColumn(words("projects.baseline.number"), .number), TableColumn(words.field("planned-start"), .date),
                TableColumn(words.field("planned-end"), .date), TableColumn(words("projects.column.amount"), .number),
                TableColumn(words("projects.reason")),
                TableColumn(words("projects.baseline.approved"), .date),
            ],
            rows: detail.baselines.map { baseline in
                TableRow(
                    id: baseline.id.description, name: String(baseline.number),
                    [
                        TableCell(String(baseline.number)), TableCell(baseline.start.map(words.words.shortDate) ?? "–"),
                        TableCell(words.words.shortDate(baseline.end)),
                        TableCell(words.money(baseline.amount, detail.project.fields.currency)),
                        TableCell(baseline.reason, second: baseline.document),
                        TableCell(words.words.shortDate(baseline.approvedOn), second: baseline.recordedBy),
                    ])
            }, empty: EmptyState(words("projects.baselines"), ""))
    }

    private static func facts(_ project: Project, _ words: ProjectWords) -> ProjectSection {
        let texts = project.fields.texts
        let shown = [
            "code", "organization", "class", "pillar", "need", "tags", "contractor", "supervising-engineer", "expert-body", "secrecy",
            "currency",
        ]
        var facts = shown.compactMap { field in
            texts[field].map { Fact(words.field(field), words.value(field, $0), lang: field == "need" ? words.language(of: $0) : nil) }
        }
        if let clause = project.fields.clause.flatMap({ words.names.clauses[$0] }) {
            facts.append(
                Fact(
                    words.field("clause"), words.words(clause.document),
                    clause: ClauseChip(number: clause.code, title: words.words(clause.article), text: words.words(clause.text))))
        } else if let reason = project.fields.noClauseReason {
            facts.append(Fact(words.field("no-clause-reason"), reason, lang: words.language(of: reason)))
        }
        for goal in project.fields.goals.compactMap({ words.names.goals[$0] }) {
            facts.append(Fact(words.field("goals"), words.words(goal.name), href: Route.goal(goal.id).path))
        }
        facts.append(Fact(words("projects.pack-version"), project.packVersion))
        return ProjectSection("facts", words("projects.section.facts"), facts: Facts(facts))
    }

    private static func chain(_ relations: [LabelledRelation], _ permissions: Permissions, _ words: ProjectWords) -> [ProjectSection] {
        guard !relations.isEmpty else { return [] }
        let facts = relations.prefix(40).map { relation in
            Fact(
                words("projects.relation.\(relation.kind.rawValue)"), "\(relation.other.code) \(words.words(relation.other.name))",
                href: link(to: relation.other, permissions))
        }
        return [ProjectSection("chain", words("projects.section.chain"), facts: Facts(facts))]
    }
}
