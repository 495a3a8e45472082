import Accounts
import Kernel
import Localization
import Office
import Operations
import Policy
import Projects

extension ProjectRecordPage {
    /// Every entry of every figure, newest first, and the form for the next one.
    static func figures(
        _ project: Project, _ figures: [Figure], permissions: Permissions, key: String, today: CivilDate, error: AppError? = nil,
        typed: FormData = FormData(), words: ProjectWords
    ) -> ProjectRecordPage {
        let table = DataTable(
            id: "figures", caption: words("projects.section.figures"),
            columns: [
                TableColumn(words("projects.figure.kind")), TableColumn(words("projects.column.amount"), .number),
                TableColumn(words("projects.figure.date"), .date),
                TableColumn(words("projects.document")), TableColumn(words("projects.recorded")),
            ],
            rows: figures.reversed().map { figure in
                TableRow(
                    id: figure.id.description, name: words.figure(figure.kind),
                    [
                        TableCell(words.figure(figure.kind)), TableCell(words.words.exactMoney(figure.amount)),
                        TableCell(words.words.shortDate(figure.date)), TableCell(figure.document ?? "–"),
                        TableCell(words.words.time(figure.recordedAt), second: figure.recordedBy),
                    ])
            }, empty: EmptyState(words("projects.figures.empty"), words("projects.figures.empty.text")))
        var sections = [ProjectSection("figures", words("projects.section.figures"), table: table)]
        if permissions.allows(.projectEdit, on: project.resource) {
            let errors = ProjectFormPage.errors(error, words.words)
            let form = Form(
                id: "figure", action: Route.projectTab(project.id, .figures).path,
                fields: [
                    FormField(
                        .select(
                            FigureKind.allCases.map {
                                FieldOption(words.figure($0), value: $0.rawValue, isSelected: typed["kind"] == $0.rawValue)
                            }),
                        name: "kind", label: words("projects.figure.kind"), isRequired: true, isHalf: true),
                    FormField(
                        .line(type: "text"), name: "amount", label: words("projects.column.amount"), value: typed["amount"] ?? "",
                        hint: words("projects.figure.amount.hint"), error: errors["amount"] ?? errors["currency"], isRequired: true,
                        unit: words.words.currencyName(project.fields.currency), isHalf: true),
                    FormField(
                        .line(type: "date"), name: "date", label: words("projects.figure.date"), value: typed["date"] ?? today.description,
                        error: errors["date"], isRequired: true, isHalf: true),
                    FormField(
                        .line(type: "text"), name: "document", label: words("projects.document"), value: typed["document"] ?? "",
                        isHalf: true),
                ], submit: words("projects.figure.record"), idempotencyKey: key)
            sections.append(ProjectSection("record", words("projects.figure.record"), form: form, isFolded: error == nil))
        }
        return ProjectRecordPage(project, tab: .figures, permissions: permissions, sections: sections, words: words)
    }

    /// Verifications with question, answer and decision; below them every mark.
    static func marks(
        _ project: Project, _ entries: [LightEntry], _ verifications: [Verification], permissions: Permissions, key: String,
        words: ProjectWords
    ) -> ProjectRecordPage {
        var sections: [ProjectSection] = []
        for verification in verifications {
            var events = [
                Timeline.Event(
                    when: words.words.time(verification.openedAt),
                    title: words(
                        "projects.verification.opened",
                        ["declared": words.light(verification.declared).word, "computed": words.light(verification.computed).word]),
                    detail: words("projects.verification.due", ["date": words.words.date(verification.due)]), tone: .warning)
            ]
            if let answer = verification.answer, let at = verification.answeredAt {
                events.append(
                    Timeline.Event(
                        when: words.words.time(at), title: words("projects.verification.answer"), detail: answer,
                        who: verification.answeredBy))
            }
            if let at = verification.closedAt {
                let title = verification.confirmed.map { words("projects.verification.confirmed", ["light": words.light($0).word]) }
                events.append(
                    Timeline.Event(
                        when: words.words.time(at), title: title ?? words("projects.verification.settled"), detail: verification.reason,
                        who: verification.closedBy, tone: .good))
            }
            let mayAnswer = verification.isPending && permissions.allows(.lightAnswer, on: project.resource)
            sections.append(
                ProjectSection(
                    "v\(verification.id)", words("projects.verification.state.\(verification.state.rawValue)"),
                    timeline: Timeline(label: words("projects.verification"), events.reversed()),
                    form: mayAnswer
                        ? Form(
                            id: "answer", action: Route.projectVerification(project.id).path,
                            fields: [
                                FormField(.area(rows: 4), name: "answer", label: words("projects.verification.answer"), isRequired: true)
                            ],
                            submit: words("projects.verification.answer.send"), idempotencyKey: key, draft: "answer-\(verification.id)")
                        : nil))
        }
        sections.append(ProjectSection("marks", words("projects.section.marks"), table: table(entries, words)))
        return ProjectRecordPage(project, tab: .lights, permissions: permissions, sections: sections, words: words)
    }

    private static func table(_ entries: [LightEntry], _ words: ProjectWords) -> DataTable {
        DataTable(
            id: "marks", caption: words("projects.section.marks"),
            columns: [
                TableColumn(words("projects.light.as-of"), .date), TableColumn(words("projects.light.source")),
                TableColumn(words("projects.light.colour"), .light),
                TableColumn(words("projects.reason")), TableColumn(words("projects.recorded")),
            ],
            rows: entries.map { entry in
                TableRow(
                    id: entry.id.description, name: words.words.shortDate(entry.asOf),
                    [
                        TableCell(words.words.shortDate(entry.asOf)), TableCell(words.source(entry.source)),
                        TableCell(light: words.light(entry.colour)),
                        TableCell(
                            entry.source == .computed ? words.reasons(entry) : entry.note ?? "–",
                            second: entry.source == .computed ? entry.packVersion : nil),
                        TableCell(words.words.time(entry.at), second: entry.by),
                    ])
            }, empty: EmptyState(words("projects.marks.empty"), words("projects.marks.empty.text")))
    }

    /// What each reporting round said; nothing of it is ever rewritten.
    static func rounds(
        _ project: Project, _ rounds: [(round: ReportingRound, figure: RoundFigure)], absence: Absence?, permissions: Permissions,
        key: String, attribution: String?, words: ProjectWords
    ) -> ProjectRecordPage {
        let currency = project.fields.currency
        let table = DataTable(
            id: "rounds", caption: words("projects.section.rounds"),
            columns: [
                TableColumn(words("projects.round.as-of"), .date), TableColumn(words("projects.round.name")),
                TableColumn(words("projects.round.declared"), .light),
                TableColumn(words("projects.round.baseline"), .number), TableColumn(words("projects.round.forecast"), .number),
                TableColumn(words("projects.round.whole-life"), .number), TableColumn(words.field("planned-end"), .date),
            ],
            rows: rounds.reversed().map { round, figure in
                TableRow(
                    id: round.id.description, name: words.words.shortDate(round.asOf),
                    [
                        TableCell(words.words.shortDate(round.asOf), second: round.sourceFile),
                        TableCell(figure.name, second: figure.organization),
                        TableCell(second: figure.declared, light: words.light(figure.colour)),
                        TableCell(words.money(figure.baseline, currency)), TableCell(words.money(figure.forecast, currency)),
                        TableCell(words.money(figure.wholeLife, currency)), TableCell(figure.end.map(words.words.shortDate) ?? "–"),
                    ])
            }, empty: EmptyState(words("projects.rounds.empty"), words("projects.rounds.empty.text")))
        var sections = [ProjectSection("rounds", words("projects.section.rounds"), table: table)]
        if absence != nil, permissions.allows(.roundManage) {
            let form = Form(
                id: "absence", action: Route.projectAbsence(project.id).path,
                fields: [
                    FormField(
                        .radio(Absence.Outcome.allCases.map { FieldOption(words("projects.absence.\($0.rawValue)"), value: $0.rawValue) }),
                        name: "outcome", label: words("projects.absence.question"), isRequired: true),
                    FormField(
                        .line(type: "text"), name: "successor", label: words("projects.absence.successor"),
                        hint: words("projects.absence.successor.hint")),
                    FormField(.area(rows: 3), name: "reason", label: words("projects.reason"), isRequired: true),
                ], submit: words("projects.absence.answer"), idempotencyKey: key)
            sections.insert(
                ProjectSection("absence", words("projects.absence.title"), note: words("projects.vanished.notice"), form: form), at: 0)
        }
        return ProjectRecordPage(
            project, tab: .rounds, permissions: permissions, sections: sections, attribution: attribution, words: words)
    }

    static func audit(_ project: Project, _ records: [AuditRecord], permissions: Permissions, words: ProjectWords) -> ProjectRecordPage {
        let events = records.map { record in
            let changes = record.payload?.changes.map { FieldChange($0.field, $0.before, $0.after) } ?? []
            return Timeline.Event(
                when: words.words.time(record.entry.at), title: words.words.act(record.entry.action),
                detail: record.payload?.note,
                who: record.entry.actorName, diff: changes.isEmpty ? nil : words.diff(changes, caption: words("projects.audit.changes")))
        }
        return ProjectRecordPage(
            project, tab: .audit, permissions: permissions,
            sections: [
                ProjectSection(
                    "audit", words("projects.section.audit"), note: events.isEmpty ? words("projects.audit.empty") : nil,
                    timeline: Timeline(label: words("projects.section.audit"), events))
            ], words: words)
    }
}
