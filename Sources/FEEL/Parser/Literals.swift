/// Values written as quoted text.
enum Literals {
    /// The value of `@"text"`; nil if it is no date, time or duration.
    static func temporal(_ text: String) -> FEELValue? { nil }
}
