import Persistence

extension DatabaseFailure {
    /// What the server said, in shared terms.
    ///
    /// The message carries SQLSTATE and the primary text; never DETAIL, which quotes the row.
    init(_ result: PostgresResult, cancelled: Bool) {
        let state = result.state ?? ""
        let primary = result.message ?? "the server gave no reason"
        self.init(
            Self.kind(state, routine: result.routine, cancelled: cancelled), state.isEmpty ? primary : "\(state) \(primary)",
            constraint: result.constraint)
    }

    private static func kind(_ state: String, routine: String?, cancelled: Bool) -> Kind {
        switch state {
        case "23505", "23P01": .unique
        case "23503", "23001": .foreignKey
        case "23514": .check
        case "23502": .notNull
        case "40001", "40P01": .retry
        // A plan from before a change of the schema, or one the server has forgotten: prepared anew, it runs.
        case "0A000" where routine == "RevalidateCachedQuery": .retry
        case "26000": .retry
        case "P0001": .refused
        case "57014": cancelled ? .cancelled : .timeout
        case "25P03": .timeout
        case "55P03": .locked
        case "53100": .diskFull
        case _ where state.hasPrefix("08") || state.hasPrefix("53") || state.hasPrefix("57P"): .unavailable
        case _ where ["0A", "22", "25", "34", "42"].contains(state.prefix(2)): .misuse
        default: .other
        }
    }
}
