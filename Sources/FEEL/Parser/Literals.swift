/// Values written as quoted text.
enum Literals {
    /// The value of `@"text"`; nil if it is no date, time or duration.
    static func temporal(_ text: String) -> FEELValue? {
        if let value = FEELDate(text) { return .date(value) }
        if let value = FEELTime(text) { return .time(value) }
        if let value = FEELDateTime(text) { return .dateTime(value) }
        return duration(text)
    }

    /// The value of `duration("text")`.
    static func duration(_ text: String) -> FEELValue? {
        switch FEELDuration(text) {
        case .yearMonth(let value)?: .yearMonthDuration(value)
        case .dayTime(let value)?: .dayTimeDuration(value)
        case nil: nil
        }
    }
}
