import Kernel
import Localization
import Office

/// 城市駕駛艙: the answer, then where it comes from.
package struct CockpitPage: Page {
    package static let template = "cockpit/cockpit"

    let header: PageHeader
    let portfolios: Tabs?
    /// What an imported portfolio's licence asks to be shown.
    let attribution: String?
    let tiles: [StatTile]
    let pillars: DataTable
    let charts: [Chart]
    let matrix: DataTable
    let divergent: DataTable
    let overdue: DataTable
    let goals: DataTable?
    let rounds: DataTable?
    let asOf: String

    init(_ view: CockpitView) {
        let words = view.words
        let line = view.snapshot.portfolios.first { $0.id == view.snapshot.portfolio }
        header = PageHeader(
            line.map { words($0.name) } ?? words("cockpit.title"), subtitle: view.sentence,
            secondary: [Action(words("cockpit.wall"), href: view.links.cockpit(wall: true), icon: "cockpit")])
        portfolios = view.snapshot.portfolios.isEmpty ? nil : view.tabs
        attribution = line?.attribution
        tiles = view.tiles
        pillars = view.pillarTable
        charts = view.charts
        matrix = view.matrix
        divergent = view.attention(.divergent)
        overdue = view.attention(.overdue)
        goals = view.isOwn && !view.snapshot.goals.isEmpty ? view.goals : nil
        rounds = view.rounds
        asOf = words("cockpit.as-of", ["date": view.asOf])
    }
}

/// The same on a wall: large, without navigation, made anew every minute.
package struct CockpitWallPage: Page {
    package static let template = "cockpit/wall"

    let title: String
    let subtitle: String
    let tiles: [StatTile]
    let charts: [Chart]
    let divergent: DataTable
    let close: String
    let asOf: String

    init(_ view: CockpitView) {
        let words = view.words
        title = words("cockpit.title")
        subtitle = view.sentence
        tiles = Array(view.tiles.prefix(8))
        charts = [view.stageChart, view.lightChart]
        // As many as stand under the charts of a television.
        divergent = view.attention(.divergent, most: 5)
        close = view.links.cockpit()
        asOf = words("cockpit.as-of", ["date": view.asOf])
    }
}

extension CockpitView {
    /// What the cockpit says in one sentence.
    var sentence: String {
        let money = words.money(Money(minor: snapshot.money(currency).approved, currency: currency))
        return words(
            "cockpit.sentence",
            [
                "projects": words.number(snapshot.count()), "money": money, "divergent": words.number(snapshot.divergentProjects),
                "overdue": words.number(snapshot.overdueProjects),
            ])
    }

    fileprivate var tabs: Tabs {
        Tabs(
            label: words("cockpit.portfolios"),
            [Tabs.Tab(words("cockpit.own"), href: CockpitLinks(portfolio: nil).cockpit(), isCurrent: isOwn)]
                + snapshot.portfolios.map {
                    Tabs.Tab(words($0.name), href: CockpitLinks(portfolio: $0.id).cockpit(), isCurrent: $0.id == snapshot.portfolio)
                })
    }
}
