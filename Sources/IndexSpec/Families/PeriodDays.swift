import Kernel

/// The last day of a period, by which its figures are dated: `2024`, `2024-H1`, `2024-Q3`, `2024-03`, `2024-03-31`.
enum PeriodDays {
    /// Days since 1970-01-01; nil for a code that is no time.
    static func last(_ period: String) -> Int? {
        if let date = CivilDate(iso: period) { return date.daysSince1970 }
        let parts = period.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.count == 4, let year = Int(first), parts.count <= 2 else { return nil }
        var month = 12
        if parts.count == 2 {
            let rest = parts[1].uppercased()
            if rest.hasPrefix("Q"), let quarter = Int(rest.dropFirst()), (1...4).contains(quarter) {
                month = quarter * 3
            } else if rest.hasPrefix("H"), let half = Int(rest.dropFirst()), (1...2).contains(half) {
                month = half * 6
            } else if let number = Int(rest), (1...12).contains(number) {
                month = number
            } else {
                return nil
            }
        }
        return CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, of: year))?.daysSince1970
    }
}
