extension FEELDate: CustomStringConvertible {
    /// `[-]YYYY-MM-DD`.
    public var description: String {
        let digits = String(year.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return (year < 0 ? "-" : "") + padded + "-" + twoDigits(month) + "-" + twoDigits(day)
    }
}

extension FEELTime: CustomStringConvertible {
    /// `hh:mm:ss[.fff]` and the zone.
    public var description: String {
        let seconds = nanosecondOfDay / 1_000_000_000
        return twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60)
            + fractionText(nanosecondOfDay % 1_000_000_000) + zone.text
    }
}

extension FEELDateTime: CustomStringConvertible {
    /// The date, `T`, the time and the zone.
    public var description: String { date.description + "T" + time.description }
}

extension YearMonthDuration: CustomStringConvertible {
    /// `P1Y2M`, the parts that are not zero; `P0M` when empty.
    public var description: String {
        let size = months.magnitude
        guard size != 0 else { return "P0M" }
        return (months < 0 ? "-P" : "P") + (size / 12 == 0 ? "" : "\(size / 12)Y") + (size % 12 == 0 ? "" : "\(size % 12)M")
    }
}

extension DayTimeDuration: CustomStringConvertible {
    /// `P1DT2H3M4.5S`, the parts that are not zero; `PT0S` when empty.
    public var description: String {
        let size = totalNanoseconds.magnitude
        guard size != 0 else { return "PT0S" }
        let (total, nanoseconds) = size.quotientAndRemainder(dividingBy: 1_000_000_000)
        var text = seconds < 0 ? "-P" : "P"
        if total >= 86_400 { text += "\(total / 86_400)D" }
        let rest = total % 86_400
        guard rest != 0 || nanoseconds != 0 else { return text }
        text += "T"
        if rest >= 3600 { text += "\(rest / 3600)H" }
        if rest / 60 % 60 != 0 { text += "\(rest / 60 % 60)M" }
        if rest % 60 != 0 || nanoseconds != 0 { text += "\(rest % 60)" + fractionText(Int64(nanoseconds)) + "S" }
        return text
    }
}

/// Nanoseconds as `.fff` without trailing zeros; nothing for 0.
private func fractionText(_ nanoseconds: Int64) -> String {
    guard nanoseconds != 0 else { return "" }
    let digits = String(nanoseconds)
    var text = "." + String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while text.hasSuffix("0") { text.removeLast() }
    return text
}
