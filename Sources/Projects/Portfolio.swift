import Kernel
import Policy

package typealias PortfolioID = ID<Portfolio>

/// A set of projects with reporting rounds of its own: another government's list, a ministry's programme.
package struct Portfolio: Hashable, Sendable {
    package let id: PortfolioID
    /// Unique in the office; part of addresses.
    package let code: String
    package let name: LocalizedText
    package let currency: Currency
    /// The line its licence asks to be shown with every figure.
    package let attribution: String
    package let source: String?

    package init(id: PortfolioID, code: String, name: LocalizedText, currency: Currency, attribution: String, source: String? = nil) {
        (self.id, self.code, self.name) = (id, code, name)
        (self.currency, self.attribution, self.source) = (currency, attribution, source)
    }
}

/// One reporting of a portfolio: what its projects were said to be on a day. Kept for ever.
package struct ReportingRound: Hashable, Sendable {
    /// How the round compares with the one before.
    package struct Counts: Hashable, Sendable {
        package var continuing: Int
        package var renamed: Int
        package var joined: Int
        package var vanished: Int
        package init(continuing: Int = 0, renamed: Int = 0, joined: Int = 0, vanished: Int = 0) {
            (self.continuing, self.renamed, self.joined, self.vanished) = (continuing, renamed, joined, vanished)
        }
    }
    package let id: RoundID
    package let portfolio: PortfolioID
    package let asOf: CivilDate
    package let sourceFile: String
    /// SHA-256 of the file, hexadecimal: the same file again makes no second round.
    package let sourceHash: String
    package let importedBy: String
    package let importedAt: Instant
    package let counts: Counts

    package init(
        id: RoundID, portfolio: PortfolioID, asOf: CivilDate, sourceFile: String, sourceHash: String, importedBy: String,
        importedAt: Instant, counts: Counts
    ) {
        (self.id, self.portfolio, self.asOf, self.sourceFile, self.sourceHash) = (id, portfolio, asOf, sourceFile, sourceHash)
        (self.importedBy, self.importedAt, self.counts) = (importedBy, importedAt, counts)
    }
}

/// What a round said about a project: as it was told then, never rewritten.
package struct RoundFigure: Hashable, Sendable {
    package let round: RoundID
    package let project: ProjectID
    package var name: String
    package var organization: String
    /// The rating as told, and the colour it was read as.
    package var declared: String?
    package var colour: LightColour?
    /// Minor units of the portfolio's currency.
    package var baseline: Int64?
    package var forecast: Int64?
    package var wholeLife: Int64?
    package var start: CivilDate?
    package var end: CivilDate?
    /// Every cell of the row by its header.
    package var raw: [String: String]

    package init(round: RoundID, project: ProjectID, name: String, organization: String, raw: [String: String] = [:]) {
        (self.round, self.project, self.name, self.organization, self.raw) = (round, project, name, organization, raw)
    }
}

/// A code somebody else gave the project. One issuer gives a code once.
package struct ProjectAlias: Hashable, Sendable {
    package let issuer: String
    package let code: String
    package let project: ProjectID
    package var validFrom: CivilDate?
    package var validUntil: CivilDate?

    package init(issuer: String, code: String, project: ProjectID, validFrom: CivilDate? = nil, validUntil: CivilDate? = nil) {
        (self.issuer, self.code, self.project, self.validFrom, self.validUntil) = (issuer, code, project, validFrom, validUntil)
    }
}

/// A project that a round no longer names: a question a person answers.
package struct Absence: Hashable, Sendable {
    package enum Outcome: String, Sendable, Codable, CaseIterable {
        /// Finished or withdrawn; merged into `successor`; the same project under another name (`successor`).
        case left, merged, renamed
        /// A fault of the round: it is still there.
        case stays
    }
    package let id: ID<Absence>
    package let project: ProjectID
    /// The first round without it.
    package let round: RoundID
    package let openedAt: Instant
    package private(set) var outcome: Outcome?
    package private(set) var successor: ProjectID?
    package private(set) var reason: String?
    package private(set) var answeredAt: Instant?
    package private(set) var answeredBy: String?

    package init(
        id: ID<Absence>, project: ProjectID, round: RoundID, openedAt: Instant, outcome: Outcome? = nil, successor: ProjectID? = nil,
        reason: String? = nil, answeredAt: Instant? = nil, answeredBy: String? = nil
    ) {
        (self.id, self.project, self.round, self.openedAt, self.outcome) = (id, project, round, openedAt, outcome)
        (self.successor, self.reason, self.answeredAt, self.answeredBy) = (successor, reason, answeredAt, answeredBy)
    }

    package var isOpen: Bool { outcome == nil }

    /// What the answer makes of the project.
    package var presence: PortfolioPresence {
        switch outcome {
        case nil: .vanished
        case .left: .left
        case .merged: .merged
        case .renamed: .renamed
        case .stays: .active
        }
    }

    /// Throws LT3033 when answered already, LT3024 without a reason, LT3034 when a merged or renamed project names no successor or itself.
    package mutating func answer(
        _ outcome: Outcome, successor: ProjectID?, because reason: String, at moment: Instant, by name: String
    ) throws(AppError) {
        guard isOpen else { throw AppError("LT3033", .conflict) }
        guard !reason.allSatisfy(\.isWhitespace) else { throw AppError.missingReason("reason") }
        if outcome == .merged || outcome == .renamed, successor == nil || successor == project {
            throw AppError("LT3034", .unprocessable, diagnostics: [Diagnostic(.error, "LT3034", column: "successor")])
        }
        (self.outcome, self.successor, self.reason) = (outcome, outcome == .left || outcome == .stays ? nil : successor, reason)
        (answeredAt, answeredBy) = (moment, name)
    }
}
