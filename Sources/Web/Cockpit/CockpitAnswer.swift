import Kernel
import Office
import Planning
import Policy

/// The cockpit as JSON. Amounts are decimal strings of the currency's main unit.
struct CockpitAnswer: Encodable {
    struct Sums: Encodable {
        let currency: String
        let planned: String, approved: String, contract: String, paid: String

        init(_ sums: ProjectSums, _ currency: Currency) {
            func text(_ minor: Int64) -> String { Money(minor: minor, currency: currency).decimalString }
            self.currency = currency.code
            (planned, approved, contract, paid) = (text(sums.planned), text(sums.approved), text(sums.contract), text(sums.paid))
        }
    }
    struct Pillar: Encodable {
        let pillar: String?
        let projects: Int
        let stages: [String: Int]
        let money: [Sums]
    }
    struct Lights: Encodable {
        let declared: [String: Int], computed: [String: Int], confirmed: [String: Int]
        let divergentProjects: Int, divergentOrders: Int
    }
    struct Orders: Encodable {
        let open: Int, overdue: Int
        let states: [String: Int]
    }
    struct Attention: Encodable {
        let kind: String, reason: String, id: String, code: String, name: String
        let declared: String?, computed: String?, confirmed: String?
        let due: CivilDate?
    }
    struct GoalState: Encodable {
        let id: String, code: String, name: String, pillar: String
        let progress: Double?, elapsed: Double?
        let observedOn: CivilDate?
        let standing: String
    }
    struct Chain: Encodable {
        let systems: Int, dataResources: Int, shareableDataResources: Int, linkedDataResources: Int, facilities: Int, businessItems: Int
    }

    let asOf: CivilDate
    let portfolio: String?
    let projects: Int
    let overdueProjects: Int
    let pillars: [Pillar]
    let lights: Lights
    let orders: Orders
    let attention: [Attention]
    let goals: [GoalState]
    let chain: Chain

    init(_ snapshot: CockpitSnapshot, locale: LocaleTag) {
        asOf = snapshot.today
        portfolio = snapshot.portfolio?.description
        projects = snapshot.count()
        overdueProjects = snapshot.overdueProjects
        let currencies = snapshot.currencies
        pillars = Set(snapshot.projects.map(\.pillar)).sorted { ($0 ?? "~") < ($1 ?? "~") }.map { pillar in
            let cells = snapshot.projects.filter { $0.pillar == pillar }
            return Pillar(
                pillar: pillar, projects: cells.reduce(0) { $0 + $1.count },
                stages: Dictionary(cells.map { ($0.stage, $0.count) }, uniquingKeysWith: +),
                money: currencies.filter { currency in cells.contains { $0.currency == currency } }.map { currency in
                    Sums(snapshot.money(currency) { $0.pillar == pillar }, currency)
                })
        }
        func lights(_ mark: CockpitSnapshot.Mark) -> [String: Int] {
            Dictionary(snapshot.projects.map { ($0[mark]?.rawValue ?? "none", $0.count) }, uniquingKeysWith: +)
        }
        self.lights = Lights(
            declared: lights(.declared), computed: lights(.computed), confirmed: lights(.confirmed),
            divergentProjects: snapshot.divergentProjects, divergentOrders: snapshot.divergentOrders)
        orders = Orders(
            open: snapshot.openOrders, overdue: snapshot.overdueOrders,
            states: Dictionary(snapshot.orders.map { ($0.state, $0.count) }, uniquingKeysWith: +))
        attention = snapshot.attention.map {
            Attention(
                kind: $0.kind.rawValue, reason: $0.reason.rawValue, id: String($0.id), code: $0.code, name: $0.name.text(in: locale),
                declared: $0.declared?.rawValue, computed: $0.computed?.rawValue, confirmed: $0.confirmed?.rawValue, due: $0.due)
        }
        goals = snapshot.goals.map {
            GoalState(
                id: $0.goal.id.description, code: $0.goal.code, name: $0.goal.name.text(in: locale), pillar: $0.goal.pillar,
                progress: $0.goal.progress, elapsed: $0.goal.elapsed, observedOn: $0.goal.observedOn,
                standing: $0.standing(on: snapshot.today).rawValue)
        }
        chain = Chain(
            systems: snapshot.chain.systems, dataResources: snapshot.chain.dataResources,
            shareableDataResources: snapshot.chain.shareableDataResources, linkedDataResources: snapshot.chain.linkedDataResources,
            facilities: snapshot.chain.facilities, businessItems: snapshot.chain.businessItems)
    }
}
