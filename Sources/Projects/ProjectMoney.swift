import Kernel

/// The seven figures of a project's money, in the order they come to exist.
package enum FigureKind: String, Sendable, Codable, CaseIterable {
    /// 估算 → 概算 → 財評審定 → 預算指標 → 合同 → 支付 → 結(決)算
    case estimate, budgetEstimate = "budget-estimate", reviewed, appropriation, contract, paid, settled
}

/// The current value of each figure, in minor units of the project's currency.
package struct ProjectMoney: Hashable, Sendable {
    private var amounts: [FigureKind: Int64] = [:]

    package init(_ amounts: [FigureKind: Int64] = [:]) { self.amounts = amounts }

    package subscript(kind: FigureKind) -> Int64? {
        get { amounts[kind] }
        set { amounts[kind] = newValue }
    }

    /// What may be spent: the latest approval there is, and the estimate only before any.
    package var approved: Int64? { amounts[.appropriation] ?? amounts[.reviewed] ?? amounts[.budgetEstimate] }

    /// The one amount lists show and sort by: approved, else asked for, else agreed.
    package var headline: Int64? { approved ?? amounts[.estimate] ?? amounts[.contract] ?? amounts[.settled] }
}

/// One entry in the history of a figure: appended, never changed. The latest entry of a kind is its current value.
package struct Figure: Hashable, Sendable {
    package let id: ID<Figure>
    package let project: ProjectID
    package let kind: FigureKind
    package let amount: Money
    /// The day the amount holds from.
    package let date: CivilDate
    /// The document that says so: number or title.
    package let document: String?
    package let recordedAt: Instant
    package let recordedBy: String

    package init(
        id: ID<Figure>, project: ProjectID, kind: FigureKind, amount: Money, date: CivilDate, document: String?, recordedAt: Instant,
        recordedBy: String
    ) {
        (self.id, self.project, self.kind, self.amount) = (id, project, kind, amount)
        (self.date, self.document, self.recordedAt, self.recordedBy) = (date, document, recordedAt, recordedBy)
    }

    /// What is wrong with recording this after `history` of the same project.
    package func check(in currency: Currency, money: ProjectMoney) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if amount.minor < 0 { found.append(Diagnostic(.error, "LT3021", column: "amount")) }
        if amount.currency != currency { found.append(Diagnostic(.error, "LT3022", ["currency": currency.code], column: "currency")) }
        if let ceiling = kind.ceiling, let limit = money[ceiling], amount.minor > limit {
            found.append(Diagnostic(.warning, "LT3023", ["kind": kind.rawValue, "ceiling": ceiling.rawValue], column: "amount"))
        }
        return found
    }
}

extension FigureKind {
    /// The figure this one ought not to exceed.
    package var ceiling: FigureKind? {
        switch self {
        case .estimate, .budgetEstimate: nil
        case .reviewed: .budgetEstimate
        case .appropriation: .reviewed
        case .contract: .appropriation
        case .paid, .settled: .contract
        }
    }
}
