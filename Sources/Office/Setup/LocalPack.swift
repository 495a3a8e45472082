import Kernel
import Policy

/// The city's own pack: the general edition with this city's thresholds and calendar laid over it.
package struct LocalPack: Sendable {
    package static let id = "local"

    package let base: PolicyPack
    /// Counts the local pack's editions: version 1.0.revision.
    package var revision: Int
    package var effective: CivilDate
    package var city: LocalizedText
    package var answers: [String: String]
    package var calendar: [CalendarEntry]

    package init(
        base: PolicyPack, revision: Int, effective: CivilDate, city: LocalizedText, answers: [String: String],
        calendar: [CalendarEntry]
    ) {
        (self.base, self.revision, self.effective, self.city) = (base, revision, effective, city)
        (self.answers, self.calendar) = (answers, calendar)
    }

    /// The sources, with those of the base under them; what `PackLoader` reads and the pack store keeps.
    package func archive() throws(AppError) -> PackArchive {
        var files = ["pack.yaml": head]
        let differing = base.thresholds.all.filter { answers[$0.id].map { $0 != "" } ?? false && answers[$0.id] != $0.answer }
        if !differing.isEmpty {
            files["thresholds.yaml"] =
                "values:\n"
                + differing.map { "  - {id: \(Self.quoted($0.id)), value: \(Self.scalar($0, answers[$0.id] ?? ""))}\n" }.joined()
        }
        if !calendar.isEmpty { (files["calendar.yaml"], files["clauses.yaml"]) = (years, source) }
        return try PackArchive(files: files.mapValues { Array($0.utf8) }).standing(on: try PackArchive(files: base.archive.ownFiles))
    }

    private var head: String {
        """
        id: \(Self.id)
        version: 1.0.\(revision)
        effective: \(effective)
        extends: \(base.reference)
        title: \(Self.localized(city) { "\($0) · \(base.title.text(in: $1))" })
        description: \(Self.localized(base.title) { name, _ in name })
        requires: {format: 1}

        """
    }

    private var years: String {
        var text = "years:\n"
        for (year, entries) in Dictionary(grouping: calendar, by: \.year).sorted(by: { $0.key < $1.key }) {
            text += "  - id: \(year)\n"
            text += "    source: \(Self.calendarSource)\n"
            for (key, kind) in [("holidays", CalendarEntry.Kind.holiday), ("workdays", .workday)] {
                let lines = entries.filter { $0.kind == kind }
                guard !lines.isEmpty else { continue }
                text += "    \(key):\n"
                for entry in lines {
                    let name = Self.localized(LocalizedText(zhHans: entry.name, zhHant: entry.name, en: entry.name)) { name, _ in name }
                    let days = kind == .holiday ? "from: \(entry.from), to: \(entry.to)" : "date: \(entry.from)"
                    text += "      - {name: \(name), \(days)}\n"
                }
            }
        }
        return text
    }

    /// The notice the entered years cite: whoever entered them answers for them until it is verified.
    private var source: String {
        """
        clauses:
          - id: \(Self.calendarSource)
            title: {zh-Hans: 本市录入的放假和调休安排, zh-Hant: 本市錄入的放假和調休安排, en: Public holidays as entered by the city}
            level: own
            verified: false

        """
    }

    private static let calendarSource = "holidays-entered"

    private static func scalar(_ threshold: Threshold, _ answer: String) -> String {
        threshold.kind == .choice ? quoted(answer) : Int(answer).map(String.init) ?? quoted(answer)
    }

    private static func localized(_ text: LocalizedText, _ change: (String, LocaleTag) -> String) -> String {
        "{" + LocaleTag.allCases.map { "\($0.rawValue): \(quoted(change(text.text(in: $0), $0)))" }.joined(separator: ", ") + "}"
    }

    /// A YAML double-quoted scalar; control characters become spaces.
    static func quoted(_ text: String) -> String {
        let safe = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            default: scalar.value < 0x20 || scalar.value == 0x7F ? " " : String(scalar)
            }
        }
        return "\"" + safe.joined() + "\""
    }
}

extension Threshold {
    /// The value as the opening form shows and takes it.
    package var answer: String {
        switch value {
        case .money(let money): String(money.minor / 100)
        case .number(let number): String(number)
        case .choice(let choice): choice
        }
    }
}
