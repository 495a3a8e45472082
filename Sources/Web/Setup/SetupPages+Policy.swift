import Kernel
import Localization
import Office
import Policy

/// The ten questions, the calendar and the local pack they become.
extension SetupPages {
    var thresholds: SectionsPage.Section? {
        guard let pack else { return nil }
        let words = visit.words
        let faulty = Dictionary(
            (error?.diagnostics ?? []).compactMap { fault in fault.column.map { ($0, words.diagnostic(fault).sentence) } }
        ) { first, _ in first }
        var fields: [FormField] = []
        for (number, question) in pack.thresholds.questions.enumerated() {
            for (place, threshold) in question.thresholds.compactMap({ pack.thresholds[$0] }).enumerated() {
                fields.append(
                    field(
                        threshold, hint: place == 0 ? "\(number + 1). \(words(question.question)) \(words(question.explanation))" : nil,
                        error: faulty[threshold.id]))
            }
        }
        return SectionsPage.Section(
            "setup-thresholds", title: words("setup.thresholds", ["count": words.number(pack.thresholds.questions.count)]),
            text: words("setup.thresholds.text"),
            form: Form(id: "thresholds-form", action: Route.setupThresholds.path, fields: fields, submit: words("setup.save")))
    }

    private func field(_ threshold: Threshold, hint: String?, error: String?) -> FormField {
        let name = "threshold-\(threshold.id)"
        let value = visit.form[name] ?? state.answers[threshold.id] ?? threshold.answer
        if threshold.kind == .choice {
            return FormField(
                .select(threshold.options.map { FieldOption(visit.words($0.name), value: $0.id, isSelected: $0.id == value) }), name: name,
                label: visit.words(threshold.name), hint: hint, error: error, isRequired: true)
        }
        return FormField(
            .line(type: "number"), name: name, label: visit.words(threshold.name), value: value, hint: hint, error: error, isRequired: true,
            unit: visit.words("setup.unit.\(threshold.kind.rawValue)"))
    }

    var calendar: SectionsPage.Section {
        let words = visit.words
        let entries = CalendarEntry.read(state.calendar).entries
        return SectionsPage.Section(
            "setup-calendar", title: words("setup.calendar"),
            text: words(
                "setup.calendar.text",
                ["years": (pack?.calendar.years.sorted() ?? []).map(String.init).joined(separator: words("setup.list"))]),
            form: Form(
                id: "calendar-form", action: Route.setupCalendar.path,
                fields: [
                    FormField(
                        .area(rows: 6), name: "lines", label: words("setup.calendar.lines"), value: visit.form["lines"] ?? state.calendar,
                        hint: words("setup.calendar.hint"))
                ], submit: words("setup.calendar.submit"),
                diagnostics: (error?.diagnostics.filter { $0.code == "LT4310" }).flatMap { DiagnosticsList($0, words: words) }),
            table: entries.isEmpty
                ? nil
                : DataTable(
                    id: "calendar-entries", caption: words("setup.calendar.entries"),
                    columns: [
                        TableColumn(words("setup.calendar.from"), .date), TableColumn(words("setup.calendar.to"), .date),
                        TableColumn(words("setup.calendar.kind")), TableColumn(words("setup.calendar.name")),
                    ],
                    rows: entries.enumerated().map { index, entry in
                        TableRow(
                            id: "entry-\(index)", name: entry.name,
                            [
                                TableCell(words.date(entry.from)), TableCell(words.date(entry.to)),
                                TableCell(words(entry.kind == .holiday ? "setup.calendar.holiday" : "setup.calendar.workday")),
                                TableCell(entry.name),
                            ])
                    }, empty: EmptyState("", "")))
    }

    var activation: SectionsPage.Section {
        let words = visit.words
        return SectionsPage.Section(
            "setup-pack", title: words("setup.pack"),
            text: state.pack.map { words("setup.pack.text.done", ["pack": $0]) } ?? words("setup.pack.text"),
            form: Form(
                id: "setup-pack-form", action: Route.setupPack.path,
                fields: [
                    FormField(
                        .line(type: "date"), name: "effective", label: words("settings.packs.column.effective"),
                        value: visit.form["effective"] ?? visit.today.description, hint: words("setup.pack.effective.hint"),
                        isRequired: true, isHalf: true)
                ], submit: words("setup.pack.submit"),
                diagnostics: (error?.code == "LT2100" ? error?.diagnostics : nil).flatMap { DiagnosticsList($0, words: words) }))
    }
}
