import Kernel
import Localization
import Office

/// The workbook, its dry run, the opening itself, and the first passwords.
extension SetupPages {
    var workbook: SectionsPage.Section {
        let words = visit.words
        let report = state.workbook?.report
        let shown = report?.faults ?? (error?.code == "LT4300" ? error?.diagnostics : nil) ?? []
        var actions = [
            Action(words("setup.template"), href: Route.setupTemplate.path), Action(words("setup.sample"), href: Route.setupSample.path),
        ]
        if report != nil { actions.append(Action(words("setup.check-again"), href: Route.setupCheck.path, posts: true)) }
        if !(report?.faults.isEmpty ?? true) { actions.append(Action(words("setup.faults"), href: Route.setupFaults.path)) }
        return SectionsPage.Section(
            "setup-workbook", title: words("setup.workbook"), text: words("setup.workbook.text"),
            form: Form(
                id: "setup-upload", action: Route.setupWorkbook.path,
                fields: [
                    FormField(
                        .file(accept: ".xlsx"), name: "file", label: words("setup.workbook.file"), hint: words("setup.workbook.hint"),
                        isRequired: true)
                ], submit: words("setup.workbook.submit"), diagnostics: DiagnosticsList(shown, words: words)),
            table: report.map(sheets), actions: actions)
    }

    private func sheets(_ report: SetupReport) -> DataTable {
        let words = visit.words
        return DataTable(
            id: "setup-sheets", caption: words("setup.sheets"),
            columns: [TableColumn(words("setup.fault.sheet"))]
                + ["rows", "accepted", "known", "rejected"].map { TableColumn(words("setup.count.\($0)"), .number) },
            rows: SetupSheet.allCases.map { sheet in
                let line = report[sheet]
                return TableRow(
                    id: "sheet-\(sheet.rawValue)", name: words(sheet.title),
                    [TableCell(words(sheet.title))]
                        + [line.rows, line.accepted, line.known, line.rejected].map { TableCell(words.number($0)) })
            }, empty: EmptyState("", ""))
    }

    var opening: SectionsPage.Section {
        let words = visit.words
        guard let report = state.workbook?.report, report.isSound, report.accepted > 0 || state.opened == nil else {
            let key = state.opened == nil ? "setup.opening.not-yet" : "setup.opening.done"
            return SectionsPage.Section(
                "setup-opening", title: words("setup.opening"), text: words(key),
                actions: state.opened == nil ? [] : [Action(words("setup.cockpit"), href: Route.cockpit.path)])
        }
        return SectionsPage.Section(
            "setup-opening", title: words("setup.opening"),
            text: words("setup.opening.text", ["date": words.date(state.cutOver ?? visit.today), "count": words.number(report.accepted)]),
            form: Form(
                id: "setup-open", action: Route.setupOpening.path,
                fields: [FormField(.checkbox(isChecked: false), name: "sure", label: words("setup.opening.sure"), isRequired: true)],
                submit: words("setup.opening.submit")))
    }

    var passwords: SectionsPage.Section? {
        guard state.opened != nil, waiting > 0 else { return nil }
        let words = visit.words
        return SectionsPage.Section(
            "setup-passwords", title: words("setup.passwords"), text: words("setup.passwords.text", ["count": words.count(waiting)]),
            actions: [Action(words("setup.passwords.submit"), href: Route.setupPasswords.path, posts: true)])
    }
}
