import Kernel
import Planning
import Policy
import Projects

/// What the cockpit shows, counted in the database and added up here, so that every figure is a sum of the same cells.
package struct CockpitSnapshot: Sendable {
    /// Projects alike in everything the cockpit tells apart.
    package struct ProjectCell: Hashable, Sendable {
        package let pillar: String?
        package let stage: String
        package let currency: Currency
        package let declared: LightColour?
        package let computed: LightColour?
        package let confirmed: LightColour?
        package let isDivergent: Bool
        /// Past its promised end and not finished.
        package let isOverdue: Bool
        package let count: Int
        package let money: ProjectSums

        package init(
            pillar: String?, stage: String, currency: Currency, declared: LightColour?, computed: LightColour?, confirmed: LightColour?,
            isDivergent: Bool, isOverdue: Bool, count: Int, money: ProjectSums
        ) {
            (self.pillar, self.stage, self.currency) = (pillar, stage, currency)
            (self.declared, self.computed, self.confirmed) = (declared, computed, confirmed)
            (self.isDivergent, self.isOverdue, self.count, self.money) = (isDivergent, isOverdue, count, money)
        }
    }

    /// Orders alike in everything the cockpit tells apart.
    package struct OrderCell: Hashable, Sendable {
        package let pillar: String?
        package let state: String
        package let declared: LightColour?
        package let computed: LightColour?
        package let confirmed: LightColour?
        package let isDivergent: Bool
        package let isOverdue: Bool
        package let count: Int

        package init(
            pillar: String?, state: String, declared: LightColour?, computed: LightColour?, confirmed: LightColour?, isDivergent: Bool,
            isOverdue: Bool, count: Int
        ) {
            (self.pillar, self.state, self.declared, self.computed, self.confirmed) = (pillar, state, declared, computed, confirmed)
            (self.isDivergent, self.isOverdue, self.count) = (isDivergent, isOverdue, count)
        }
    }

    /// A project, milestone or order that needs a person; a milestone carries its project's id and code.
    package struct AttentionLine: Hashable, Sendable {
        package enum Kind: String, Sendable { case project, milestone, order }
        package enum Reason: String, Sendable { case divergent, overdue }
        package let kind: Kind
        package let reason: Reason
        package let id: Int64
        package let code: String
        package let name: LocalizedText
        package let unit: LocalizedText
        package let declared: LightColour?
        package let computed: LightColour?
        package let confirmed: LightColour?
        package let due: CivilDate?

        package init(
            kind: Kind, reason: Reason, id: Int64, code: String, name: LocalizedText, unit: LocalizedText, declared: LightColour?,
            computed: LightColour?, confirmed: LightColour?, due: CivilDate?
        ) {
            (self.kind, self.reason, self.id, self.code, self.name, self.unit) = (kind, reason, id, code, name, unit)
            (self.declared, self.computed, self.confirmed, self.due) = (declared, computed, confirmed, due)
        }
    }

    package struct ChainCounts: Hashable, Sendable {
        package var systems = 0
        package var runningSystems = 0
        package var dataResources = 0
        /// Connected to the sharing platform.
        package var linkedDataResources = 0
        /// Those that may be shared at all: what `linked` is compared with.
        package var shareableDataResources = 0
        package var facilities = 0
        package var businessItems = 0
        package init() {}
    }

    /// An imported portfolio and its latest reporting round.
    package struct PortfolioLine: Hashable, Sendable {
        package let id: PortfolioID
        package let name: LocalizedText
        package let attribution: String
        package let round: Round?

        package struct Round: Hashable, Sendable {
            package let asOf: CivilDate
            package let importedAt: Instant
            package let continuing: Int
            package let renamed: Int
            package let joined: Int
            package let vanished: Int
            package init(asOf: CivilDate, importedAt: Instant, continuing: Int, renamed: Int, joined: Int, vanished: Int) {
                (self.asOf, self.importedAt) = (asOf, importedAt)
                (self.continuing, self.renamed, self.joined, self.vanished) = (continuing, renamed, joined, vanished)
            }
        }

        package init(id: PortfolioID, name: LocalizedText, attribution: String, round: Round?) {
            (self.id, self.name, self.attribution, self.round) = (id, name, attribution, round)
        }
    }

    package let portfolio: PortfolioID?
    package let today: CivilDate
    package let projects: [ProjectCell]
    package let orders: [OrderCell]
    /// Divergent ones and overdue ones, at most `attentionLimit` of each kind and reason, the earliest deadline first.
    package let attention: [AttentionLine]
    package let goals: [GoalLine]
    package let chain: ChainCounts
    package let portfolios: [PortfolioLine]

    package static let attentionLimit = 6

    package init(
        portfolio: PortfolioID?, today: CivilDate, projects: [ProjectCell], orders: [OrderCell], attention: [AttentionLine],
        goals: [GoalLine],
        chain: ChainCounts, portfolios: [PortfolioLine]
    ) {
        (self.portfolio, self.today, self.projects, self.orders) = (portfolio, today, projects, orders)
        (self.attention, self.goals, self.chain, self.portfolios) = (attention, goals, chain, portfolios)
    }
}

/// A goal with the unit that answers for it.
package struct GoalLine: Hashable, Sendable {
    package let goal: Goal
    package let lead: LocalizedText
    package init(goal: Goal, lead: LocalizedText) { (self.goal, self.lead) = (goal, lead) }
}
