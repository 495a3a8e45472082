import Kernel

/// A public holiday or a make-up workday as a line of the opening form.
package struct CalendarEntry: Hashable, Sendable {
    package enum Kind: Sendable { case holiday, workday }

    package let kind: Kind
    package let from: CivilDate
    package let to: CivilDate
    package let name: String

    /// The year of the notice: the one the last day falls in.
    package var year: Int { to.year }

    /// Lines such as `2027-01-01 2027-01-03 元旦` and `2027-01-09 班 元旦調休`; commas and tabs separate as well.
    /// A line that is none is `LT4310` at its line; at most 400 lines.
    package static func read(_ text: String) -> (entries: [CalendarEntry], faults: [Diagnostic]) {
        var entries: [CalendarEntry] = []
        var faults: [Diagnostic] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.count <= 400 else { return ([], [Diagnostic(.error, "LT4311", ["count": String(lines.count)])]) }
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            if let entry = entry(line) {
                entries.append(entry)
            } else {
                faults.append(Diagnostic(.error, "LT4310", ["text": String(line.prefix(60))], line: index + 1))
            }
        }
        return (entries, faults)
    }

    private static let workWords: Set<Substring> = ["班", "上班", "调休", "調休", "補班", "补班", "work", "workday"]
    private static let restWords: Set<Substring> = ["休", "放假", "holiday", "-", "~", "至", "to"]

    private static func entry(_ line: Substring) -> CalendarEntry? {
        var dates: [CivilDate] = []
        var kind = Kind.holiday
        var name: [Substring] = []
        for part in line.split(whereSeparator: { $0.isWhitespace || ",，;；~～".contains($0) }) {
            if let date = CivilDate(iso: String(part)) {
                dates.append(date)
            } else if workWords.contains(part) {
                kind = .workday
            } else if !restWords.contains(part) {
                name.append(part)
            }
        }
        guard let from = dates.first, dates.count <= 2, let to = dates.last, from <= to, from.days(until: to) <= 31 else { return nil }
        guard kind == .holiday || from == to, !name.isEmpty else { return nil }
        return CalendarEntry(kind: kind, from: from, to: to, name: name.joined(separator: " "))
    }
}
