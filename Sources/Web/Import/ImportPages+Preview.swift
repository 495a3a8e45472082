import Accounts
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Matching
import NIOCore
import Office
import Operations
import Policy
import Projects

extension ImportPages {
    /// Rows shown of each kind; the counts tell of all.
    private static let shown = 100

    static func preview(_ draft: ImportDraft, _ prepared: ImportDesk.Prepared, _ tree: OrganizationTree, _ visit: Visit) -> SectionsPage {
        let words = visit.words
        let plan = prepared.plan
        let counts = plan.counts
        let mayGo =
            prepared.alreadyImported == nil && !plan.diagnostics.contains { $0.severity == .error } && counts.rejected < plan.entries.count
        var sections: [SectionsPage.Section] = [
            .init("counts", title: words("imports.counts"), table: countsTable(counts, words))
        ]
        if prepared.alreadyImported != nil {
            sections[0] = .init(
                "counts", title: words("imports.counts"), text: words("imports.was-there"), table: countsTable(counts, words))
        }
        if prepared.unseenRows > 0 {
            sections[0] = .init(
                "counts", title: words("imports.counts"),
                text: words(
                    "imports.partial", count: prepared.source.rows.count, ["rest": words.number(prepared.unseenRows)]),
                table: countsTable(counts, words))
        }
        let faults =
            plan.diagnostics.filter { $0.severity == .error } + plan.entries.flatMap(\.diagnostics).filter { $0.severity == .error }
        if mayGo {
            var fields: [FormField] = []
            if counts.rejected > 0 || prepared.unseenRows > 0 {
                fields.append(
                    FormField(
                        .checkbox(isChecked: false), name: "leave-out",
                        label: prepared.unseenRows > 0
                            ? words("imports.leave-out.any") : words("imports.leave-out", count: counts.rejected),
                        value: "yes",
                        hint: words("imports.leave-out.hint")))
            }
            sections.append(
                .init(
                    "publish", title: words("imports.publish"), text: words("imports.publish.text"),
                    form: Form(
                        id: "import-publish", action: Route.importPublication(draft.id).path, fields: fields,
                        submit: words("imports.publish.submit"), cancel: Route.importMapping(draft.id).path,
                        idempotencyKey: "publish-\(draft.id)",
                        diagnostics: DiagnosticsList(faults.map { named($0, words) }, limit: 50, words: words))))
        } else if !faults.isEmpty {
            sections.append(
                .init(
                    "faults", title: words("imports.faults"),
                    table: faultsTable(faults, words)))
        }
        if counts.rejected > 0 {
            sections.append(
                .init(
                    "rejected", title: words("imports.rejected"), text: words("imports.rejected.text"),
                    actions: [Action(words("imports.rejected.download"), href: Route.importRejected(draft.id).path)]))
        }
        let renamed = plan.entries.filter { entry in
            if case .renamed = entry.recognition { return entry.verdict != .rejected }
            return false
        }
        if !renamed.isEmpty {
            sections.append(
                .init("renamed", title: words("imports.renamed"), text: words("imports.renamed.text"), table: renamedTable(renamed, words)))
        }
        if !plan.questions.isEmpty {
            sections.append(
                .init(
                    "questions", title: words("imports.maybe"), text: words("imports.maybe.text"),
                    table: questionsTable(plan.questions, words)))
        }
        sections.append(.init("changes", title: words("imports.changes"), table: changesTable(plan, tree, visit)))
        if !plan.vanished.isEmpty {
            sections.append(
                .init(
                    "vanished", title: words("imports.vanished"), text: words("imports.vanished.text"),
                    table: vanishedTable(plan.vanished, tree, visit)))
        }
        return SectionsPage(
            PageHeader(
                words("imports.preview.title"),
                subtitle: words(
                    "imports.preview.subtitle", ["date": words.date(draft.definition.asOf), "portfolio": words(draft.definition.name)]),
                overline: draft.fileName), tabs: steps(draft, 2, visit), sections: sections)
    }

    private static func countsTable(_ counts: ImportPlan.Counts, _ words: Phrases) -> DataTable {
        let rows = [
            ("accepted", counts.accepted), ("changed", counts.changed), ("unchanged", counts.unchanged), ("rejected", counts.rejected),
            ("continuing", counts.continuing), ("renamed", counts.renamed), ("joined", counts.joined), ("vanished", counts.vanished),
            ("questions", counts.questions),
        ]
        return DataTable(
            id: "import-counts", caption: words("imports.counts"),
            columns: [TableColumn(words("imports.count.kind")), TableColumn(words("imports.count.number"), .number)],
            rows: rows.map {
                TableRow(
                    id: "count-\($0.0)", name: $0.0,
                    [TableCell(words("imports.count.\($0.0)"), second: words("imports.count.\($0.0).text")), TableCell(words.number($0.1))])
            }, empty: EmptyState(words("imports.counts"), ""))
    }

    private static func faultsTable(_ faults: [Diagnostic], _ words: Phrases) -> DataTable {
        DataTable(
            id: "import-faults", caption: words("imports.faults"),
            columns: [TableColumn(words("imports.place")), TableColumn(words("imports.reason")), TableColumn(words("imports.fault.code"))],
            rows: faults.prefix(shown).enumerated().map { index, fault in
                let told = words.diagnostic(fault)
                return TableRow(
                    id: "fault-\(index)", name: told.code, [TableCell(told.place ?? "—"), TableCell(told.sentence), TableCell(told.code)])
            }, empty: EmptyState(words("imports.faults"), ""))
    }

    private static func renamedTable(_ entries: [ImportPlan.Entry], _ words: Phrases) -> DataTable {
        DataTable(
            id: "import-renamed", caption: words("imports.renamed"),
            columns: [
                TableColumn(words("imports.name.new")), TableColumn(words("imports.name.old")),
                TableColumn(words("imports.likeness"), .number),
            ],
            rows: entries.prefix(shown).compactMap { entry in
                guard case .renamed(let from, let score, _) = entry.recognition else { return nil }
                return TableRow(
                    id: "renamed-\(entry.record.line)", name: entry.record.name,
                    [
                        TableCell(entry.record.name), TableCell(from, href: entry.project.map { Route.project($0.id).path }),
                        TableCell(words.percent(score)),
                    ])
            }, empty: EmptyState(words("imports.renamed"), ""))
    }

    private static func questionsTable(_ questions: [ImportPlan.Question], _ words: Phrases) -> DataTable {
        DataTable(
            id: "import-questions", caption: words("imports.maybe"),
            columns: [
                TableColumn(words("imports.name.new")), TableColumn(words("imports.name.old")),
                TableColumn(words("imports.likeness"), .number),
            ],
            rows: questions.prefix(shown).map { question in
                TableRow(
                    id: "question-\(question.line)", name: question.rowName,
                    [
                        TableCell(question.rowName, second: words("imports.at-line", ["line": String(question.line)])),
                        TableCell(question.projectName, href: Route.project(question.project).path),
                        TableCell(words.percent(question.score)),
                    ])
            }, empty: EmptyState(words("imports.maybe"), ""))
    }

    private static func changesTable(_ plan: ImportPlan, _ tree: OrganizationTree, _ visit: Visit) -> DataTable {
        let words = visit.words
        let order: [ImportPlan.Verdict] = [.changed, .accepted]
        let entries = order.flatMap { verdict in plan.entries.filter { $0.verdict == verdict }.prefix(shown) }
        return DataTable(
            id: "import-changes", caption: words("imports.changes"),
            columns: [
                TableColumn(words("imports.line")), TableColumn(words("imports.name")), TableColumn(words("imports.verdict")),
                TableColumn(words("imports.differences")),
            ],
            rows: entries.map { entry in
                let told = entry.changes.map { change in
                    words(
                        "imports.difference",
                        [
                            "field": words(fieldKey(change.field)), "before": value(change.before, change.field, tree, words),
                            "after": value(change.after, change.field, tree, words),
                        ])
                }
                return TableRow(
                    id: "row-\(entry.record.line)", name: entry.record.name,
                    [
                        TableCell(String(entry.record.line)),
                        TableCell(
                            entry.record.name, href: entry.project.map { Route.project($0.id).path }, second: entry.record.organization),
                        TableCell(words("imports.verdict.\(entry.verdict.rawValue)")),
                        TableCell(told.isEmpty ? "—" : told.joined(separator: "; ")),
                    ])
            }, empty: EmptyState(words("imports.changes.none"), words("imports.changes.none.text")))
    }

    private static func fieldKey(_ field: String) -> String {
        FigureKind(rawValue: field) == nil ? "projects.field.\(field)" : "projects.figure.\(field)"
    }

    private static func value(_ text: String?, _ field: String, _ tree: OrganizationTree, _ words: Phrases) -> String {
        guard let text, !text.isEmpty else { return words("imports.nothing") }
        if field == "organization", let unit = OrganizationID(text).flatMap({ tree[$0] }) { return words(unit.name) }
        return text.count > 120 ? text.prefix(119) + "…" : text
    }

    private static func vanishedTable(_ projects: [Project], _ tree: OrganizationTree, _ visit: Visit) -> DataTable {
        let words = visit.words
        return DataTable(
            id: "import-vanished", caption: words("imports.vanished"),
            columns: [TableColumn(words("imports.name")), TableColumn(words("imports.organization"))],
            rows: projects.prefix(shown).map { project in
                TableRow(
                    id: "vanished-\(project.id)", name: project.fields.name,
                    [
                        TableCell(project.fields.name(in: visit.locale), href: Route.project(project.id).path),
                        TableCell(tree[project.fields.organization].map { words($0.name) } ?? "—"),
                    ])
            }, empty: EmptyState(words("imports.vanished"), ""))
    }

    /// A field by the name people know it by.
    private static func named(_ fault: Diagnostic, _ words: Phrases) -> Diagnostic {
        var fault = fault
        if let field = fault.arguments["field"].flatMap({ MappedField(rawValue: $0) }) {
            fault.arguments["field"] = words("imports.field.\(field.rawValue)")
        }
        return fault
    }
}
