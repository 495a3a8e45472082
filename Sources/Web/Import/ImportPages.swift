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

/// Page models of the import.
enum ImportPages {
    // MARK: Upload

    static func start(
        _ portfolios: [Portfolio], _ drafts: [ImportDraft], _ mappings: [String], _ error: AppError?, _ visit: Visit
    ) -> SectionsPage {
        let words = visit.words
        let form = visit.form
        let chosen = form["portfolio"] ?? ""
        let fields: [FormField] = [
            FormField(
                .file(accept: ".csv,.xlsx,.txt,.tsv"), name: "file", label: words("imports.file"), hint: words("imports.file.hint"),
                isRequired: true),
            FormField(
                .select(
                    [FieldOption(words("imports.portfolio.new"), value: "", isSelected: chosen.isEmpty)]
                        + portfolios.map { FieldOption(words($0.name), value: $0.code, isSelected: $0.code == chosen) }), name: "portfolio",
                label: words("imports.portfolio"), hint: words("imports.portfolio.hint"), isHalf: true),
            FormField(
                .line(type: "date"), name: "as-of", label: words("imports.as-of"), value: form["as-of"] ?? visit.today.description,
                hint: words("imports.as-of.hint"), isRequired: true, isHalf: true),
            FormField(
                .line(type: "text"), name: "code", label: words("imports.code"), value: form["code"] ?? "",
                hint: words("imports.code.hint"),
                isHalf: true),
            FormField(.line(type: "text"), name: "name", label: words("imports.name"), value: form["name"] ?? "", isHalf: true),
            FormField(
                .line(type: "text"), name: "currency", label: words("imports.currency"), value: form["currency"] ?? "CNY",
                hint: words("imports.currency.hint"), isHalf: true),
            FormField(
                .line(type: "text"), name: "attribution", label: words("imports.attribution"), value: form["attribution"] ?? "",
                hint: words("imports.attribution.hint"), isHalf: true),
            FormField(
                .select(
                    [FieldOption(words("imports.mapping.propose"), value: "")]
                        + mappings.map { FieldOption($0, value: $0, isSelected: $0 == form["mapping"]) }), name: "mapping",
                label: words("imports.mapping.saved")),
        ]
        return SectionsPage(
            PageHeader(
                words("imports.title"), subtitle: words("imports.subtitle"),
                secondary: visit.permissions.allows(.roundManage)
                    ? [Action(words("imports.questions.title"), href: Route.importQuestions.path)] : []),
            alert: error.map { words.error($0).sentence },
            sections: [
                .init(
                    "upload", title: words("imports.upload"),
                    form: Form(
                        id: "import-upload", action: Route.imports.path, fields: fields, submit: words("imports.upload.submit"),
                        diagnostics: error.flatMap { DiagnosticsList($0.diagnostics, words: words) })),
                .init(
                    "samples", title: words("imports.samples"), text: words("imports.samples.text"),
                    form: Form(
                        id: "import-sample", action: Route.importSamples.path,
                        fields: [
                            FormField(
                                .radio(
                                    SamplePortfolio.all.enumerated().map {
                                        FieldOption(
                                            words(Self.sampleKey($0.element.id)), value: $0.element.id, isSelected: $0.offset == 0)
                                    }), name: "sample", label: words("imports.sample"), isRequired: true)
                        ], submit: words("imports.sample.submit"))),
                .init("recent", title: words("imports.recent"), table: recent(drafts, visit)),
            ])
    }

    private static func sampleKey(_ id: String) -> String {
        switch id {
        case "canada": "imports.sample.canada"
        case "uk-co": "imports.sample.uk-co"
        default: "imports.sample.uk-desnz"
        }
    }

    private static func recent(_ drafts: [ImportDraft], _ visit: Visit) -> DataTable {
        let words = visit.words
        return DataTable(
            id: "recent-imports", caption: words("imports.recent"),
            columns: [
                TableColumn(words("imports.file")), TableColumn(words("imports.portfolio")), TableColumn(words("imports.as-of"), .date),
                TableColumn(words("imports.state")),
            ],
            rows: drafts.map { draft in
                let next = draft.state == .draft ? Route.importMapping(draft.id) : .importProgress(draft.id)
                return TableRow(
                    id: "import-\(draft.id)", name: draft.fileName,
                    [
                        TableCell(draft.fileName, href: next.path), TableCell(words(draft.definition.name)),
                        TableCell(words.shortDate(draft.definition.asOf)), TableCell(words(stateKey(draft.state))),
                    ])
            }, empty: EmptyState(words("imports.recent.none"), words("imports.recent.none.text")))
    }

    private static func stateKey(_ state: ImportDraft.State) -> String {
        switch state {
        case .draft: "imports.state.draft"
        case .queued: "imports.state.queued"
        case .done: "imports.state.done"
        }
    }

    // MARK: Mapping

    static func mapping(
        _ draft: ImportDraft, _ mapping: ImportMapping, _ proposal: MappingProposal, _ error: AppError?, _ visit: Visit
    ) -> SectionsPage {
        let words = visit.words
        var fields = proposal.columns.enumerated().map { index, column -> FormField in
            let saved = mapping.columns.first { $0.match.holds(column.header, wanted: $0.header) }?.field
            let options =
                [FieldOption(words("imports.field.none"), value: "", isSelected: saved == nil)]
                + MappedField.allCases.map {
                    FieldOption(words("imports.field.\($0.rawValue)"), value: $0.rawValue, isSelected: $0 == saved)
                }
            let samples = column.samples.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.map { "“\($0)”" }
            let reason = words(
                "imports.reason.\(column.reason.rawValue)", ["confidence": words.percent(column.confidence)])
            return FormField(
                .select(options), name: "column-\(index)", label: String(column.header.prefix(120)),
                hint: ([reason] + samples).joined(separator: " · "), isHalf: true)
        }
        fields.append(
            FormField(
                .select(
                    [0, 3, 4, 6, 8].map {
                        FieldOption(words("imports.unit.\($0)"), value: String($0), isSelected: $0 == mapping.power)
                    }), name: "unit", label: words("imports.unit"), hint: words("imports.unit.hint"), isHalf: true))
        fields.append(
            FormField(
                .select([
                    FieldOption(words("imports.date-order.auto"), value: ""),
                    FieldOption(words("imports.date-order.day-first"), value: "day-first"),
                    FieldOption(words("imports.date-order.month-first"), value: "month-first"),
                ]), name: "date-order", label: words("imports.date-order"), isHalf: true))
        fields.append(
            FormField(
                .line(type: "text"), name: "save-as", label: words("imports.mapping.save-as"), hint: words("imports.mapping.save-as.hint")))
        return SectionsPage(
            PageHeader(words("imports.mapping.title"), subtitle: words("imports.mapping.subtitle"), overline: draft.fileName),
            tabs: steps(draft, 1, visit), alert: error.map { words.error($0).sentence },
            sections: [
                .init(
                    "columns", title: words("imports.mapping.columns"),
                    form: Form(
                        id: "import-mapping", action: Route.importMapping(draft.id).path, fields: fields,
                        submit: words("imports.mapping.submit"), cancel: Route.imports.path,
                        diagnostics: error.flatMap { DiagnosticsList($0.diagnostics, words: words) }))
            ])
    }

    static func steps(_ draft: ImportDraft, _ current: Int, _ visit: Visit) -> Tabs {
        let words = visit.words
        return Tabs(
            label: words("imports.steps"),
            [
                .init(words("imports.mapping.title"), href: Route.importMapping(draft.id).path, isCurrent: current == 1),
                .init(words("imports.preview.title"), href: Route.importPreview(draft.id).path, isCurrent: current == 2),
                .init(words("imports.progress.title"), href: Route.importProgress(draft.id).path, isCurrent: current == 3),
            ])
    }

    /// Keys this file composes.
    static let keys =
        MappedField.allCases.map { "imports.field.\($0.rawValue)" } + [0, 3, 4, 6, 8].map { "imports.unit.\($0)" }
        + ["header", "words", "cells", "chosen", "none"].map { "imports.reason.\($0)" }
        + ImportPlan.Verdict.allCases.map { "imports.verdict.\($0.rawValue)" }
}
