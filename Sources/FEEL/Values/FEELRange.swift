/// An interval as a value. `nil` endpoints are open (`(> 5)` has no end); an endpoint written `null` is the value null.
public final class FEELRange: Sendable {
    /// What the expression said; `(= 10)` and `[10..10]` are different ranges to the standard.
    public enum Form: Sendable, Hashable {
        case interval, equal, unequal
    }

    public let start: FEELValue?
    public let startIncluded: Bool
    public let end: FEELValue?
    public let endIncluded: Bool
    public let form: Form

    public init(start: FEELValue?, startIncluded: Bool, end: FEELValue?, endIncluded: Bool, form: Form = .interval) {
        self.start = start
        self.startIncluded = startIncluded
        self.end = end
        self.endIncluded = endIncluded
        self.form = form
    }
}
