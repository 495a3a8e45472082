import Kernel

/// A verdict a gate may give, what it must carry, and what it does to the project.
package struct VerdictRule: Sendable {
    /// What happens to the project.
    package enum Effect: String, Sendable, CaseIterable {
        case advance
        case advanceWithConditions = "advance-with-conditions"
        case merge
        case hold
        case sendBack = "send-back"
        case close
    }

    /// What a verdict cannot be given without.
    package enum Need: String, Sendable, CaseIterable {
        case reason, clause, conditions, target, date
    }

    package let id: String
    package let name: LocalizedText
    package let description: LocalizedText
    package let effect: Effect
    package let needs: Set<Need>
    /// Workdays in which the applicant may ask for reconsideration (復議); nil where there is none.
    package let reconsiderationWorkdays: Int?
}
