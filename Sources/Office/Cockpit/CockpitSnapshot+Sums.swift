import Kernel
import Planning
import Policy

extension CockpitSnapshot {
    /// Which of the three marks: 自報, 系統, 認定.
    package enum Mark: String, Sendable, CaseIterable { case declared, computed, confirmed }

    package func count(_ holds: (ProjectCell) -> Bool = { _ in true }) -> Int {
        projects.reduce(0) { $0 + (holds($1) ? $1.count : 0) }
    }

    package func orderCount(_ holds: (OrderCell) -> Bool = { _ in true }) -> Int {
        orders.reduce(0) { $0 + (holds($1) ? $1.count : 0) }
    }

    /// Currencies in use, the one of most projects first.
    package var currencies: [Currency] {
        var counts: [Currency: Int] = [:]
        for cell in projects { counts[cell.currency, default: 0] += cell.count }
        return counts.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }.map(\.key)
    }

    /// Money of one currency; never added to another's.
    package func money(_ currency: Currency, _ holds: (ProjectCell) -> Bool = { _ in true }) -> ProjectSums {
        projects.reduce(ProjectSums()) { $1.currency == currency && holds($1) ? $0 + $1.money : $0 }
    }

    /// Stages with at least one project.
    package var stages: Set<String> { Set(projects.map(\.stage)) }

    package func projectLights(_ mark: Mark, _ colour: LightColour?) -> Int { count { $0[mark] == colour } }
    package func orderLights(_ mark: Mark, _ colour: LightColour?) -> Int { orderCount { $0.isOpen && $0[mark] == colour } }

    /// Projects of each pair of declared and computed light.
    package func pairs(_ declared: LightColour?, _ computed: LightColour?) -> Int {
        count { $0[.declared] == declared && $0[.computed] == computed }
    }

    package var divergentProjects: Int { count(\.isDivergent) }
    package var divergentOrders: Int { orderCount(\.isDivergent) }
    package var overdueProjects: Int { count(\.isOverdue) }
    package var overdueOrders: Int { orderCount(\.isOverdue) }
    package var openOrders: Int { orderCount(\.isOpen) }

    /// The earliest deadline first, whatever the kind.
    package func lines(_ reason: AttentionLine.Reason) -> [AttentionLine] {
        attention.filter { $0.reason == reason }.enumerated().sorted { a, b in
            (a.element.due?.daysSince1970 ?? .max, a.offset) < (b.element.due?.daysSince1970 ?? .max, b.offset)
        }.map(\.element)
    }

    /// Connected ÷ shareable data resources; nil where none may be shared.
    package var linkedShare: Double? {
        chain.shareableDataResources > 0 ? Double(chain.linkedDataResources) / Double(chain.shareableDataResources) : nil
    }
}

extension CockpitSnapshot.ProjectCell {
    /// The colour of a mark; nil where there is none or it judges nothing.
    package subscript(mark: CockpitSnapshot.Mark) -> LightColour? {
        let colour =
            switch mark {
            case .declared: declared
            case .computed: computed
            case .confirmed: confirmed
            }
        return colour?.judged
    }
}

extension CockpitSnapshot.OrderCell {
    package subscript(mark: CockpitSnapshot.Mark) -> LightColour? {
        let colour =
            switch mark {
            case .declared: declared
            case .computed: computed
            case .confirmed: confirmed
            }
        return colour?.judged
    }

    /// Neither closed nor suspended.
    package var isOpen: Bool { state != "closed" && state != "suspended" }
}

extension LightColour {
    /// The colour itself where it judges, nil for "not reported" and "not assessed".
    package var judged: LightColour? { self == .green || self == .yellow || self == .red ? self : nil }
}

/// How a goal stands against the time that has passed.
package enum GoalStanding: String, Sendable, CaseIterable {
    case ahead, onTrack = "on-track", behind
    /// No value, or one older than `GoalLine.staleDays`: nothing may be concluded.
    case stale, unknown
}

extension GoalLine {
    /// A value older than this says nothing about today.
    package static let staleDays = 184

    /// Progress is compared with the time passed on the day its value belongs to; five points either way count as on track.
    package func standing(on day: CivilDate) -> GoalStanding {
        guard let progress = goal.progress, let elapsed = goal.elapsed, let observed = goal.observedOn else { return .unknown }
        if observed.days(until: day) > Self.staleDays, progress < 1 { return .stale }
        if progress >= 1 { return .ahead }
        let lead = progress - elapsed
        return lead > 0.05 ? .ahead : lead >= -0.05 ? .onTrack : .behind
    }
}
