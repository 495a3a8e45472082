import Kernel
import Policy

/// A difference between what the unit declares and what the rules compute: the unit answers, the supervisor confirms.
package struct Verification: Hashable, Sendable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case open, answered, confirmed
        /// The two marks came to agree before anybody confirmed.
        case settled
    }
    package let id: ID<Verification>
    package let project: ProjectID
    package let declared: LightColour
    package let computed: LightColour
    package private(set) var state: State
    package let openedAt: Instant
    /// The last day for the unit's answer.
    package let due: CivilDate
    package private(set) var answer: String?
    package private(set) var answeredAt: Instant?
    package private(set) var answeredBy: String?
    package private(set) var confirmed: LightColour?
    package private(set) var reason: String?
    package private(set) var closedAt: Instant?
    package private(set) var closedBy: String?

    package init(
        id: ID<Verification>, project: ProjectID, declared: LightColour, computed: LightColour, state: State = .open, openedAt: Instant,
        due: CivilDate, answer: String? = nil, answeredAt: Instant? = nil, answeredBy: String? = nil, confirmed: LightColour? = nil,
        reason: String? = nil, closedAt: Instant? = nil, closedBy: String? = nil
    ) {
        (self.id, self.project, self.declared, self.computed, self.state) = (id, project, declared, computed, state)
        (self.openedAt, self.due, self.answer, self.answeredAt, self.answeredBy) = (openedAt, due, answer, answeredAt, answeredBy)
        (self.confirmed, self.reason, self.closedAt, self.closedBy) = (confirmed, reason, closedAt, closedBy)
    }

    package var isPending: Bool { state == .open || state == .answered }

    package func isLate(on day: CivilDate) -> Bool { state == .open && due < day }

    /// The unit explains. Throws LT3031 once it is closed, LT3024 without a text.
    package mutating func answer(_ text: String, at moment: Instant, by name: String) throws(AppError) {
        guard isPending else { throw AppError("LT3031", .conflict, ["state": state.rawValue]) }
        guard !text.allSatisfy(\.isWhitespace) else { throw AppError.missingReason("answer") }
        (state, answer, answeredAt, answeredBy) = (.answered, text, moment, name)
    }

    /// The supervisor decides. Throws LT3031 once it is closed, LT3024 without a reason, LT3032 for a colour that judges nothing.
    package mutating func confirm(_ colour: LightColour, because reason: String, at moment: Instant, by name: String) throws(AppError) {
        guard isPending else { throw AppError("LT3031", .conflict, ["state": state.rawValue]) }
        guard colour.isJudgement else { throw AppError("LT3032", .unprocessable) }
        guard !reason.allSatisfy(\.isWhitespace) else { throw AppError.missingReason("reason") }
        (state, confirmed, self.reason, closedAt, closedBy) = (.confirmed, colour, reason, moment, name)
    }

    /// The marks agree by themselves.
    package mutating func settle(at moment: Instant, by name: String) {
        guard isPending else { return }
        (state, closedAt, closedBy) = (.settled, moment, name)
    }
}

extension AppError {
    /// A decision without its reason: LT3024 at `field`.
    static func missingReason(_ field: String) -> AppError {
        AppError("LT3024", .unprocessable, diagnostics: [Diagnostic(.error, "LT3024", column: field)])
    }
}
