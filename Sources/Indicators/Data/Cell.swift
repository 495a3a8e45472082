/// What is known of one unit, period and indicator. Zero, missing and not applicable are three different things.
public enum Cell: Hashable, Sendable {
    case value(Double)
    /// Should be there and is not.
    case missing
    /// Cannot be there: the indicator does not concern the unit in that period. Never imputed, never counted as a gap.
    case notApplicable
}
