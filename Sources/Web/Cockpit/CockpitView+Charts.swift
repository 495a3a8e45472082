import Kernel
import Localization
import Office
import Policy

extension CockpitView {
    static let colours: [LightColour?] = [.green, .yellow, .red, nil]

    var charts: [Chart] {
        let first = [stageChart] + snapshot.currencies.prefix(2).map(moneyChart) + [lightChart]
        return isOwn ? first + [orderChart] : first
    }

    var stageChart: Chart {
        let stages = stages
        return Chart(
            id: "chart-stages", .stackedBar, title: words("cockpit.chart.stages"), summary: words("cockpit.chart.stages.summary"),
            unit: words("cockpit.unit.projects"), categoryLabel: words("cockpit.column.stage"), categories: stages.map(pack.stage),
            series: pillars.filter { pillar in snapshot.projects.contains { $0.pillar == pillar } }.map { pillar in
                Chart.Series(
                    pack.pillar(pillar), stages.map { stage in Double(snapshot.count { $0.stage == stage && $0.pillar == pillar }) },
                    links: stages.map { links.projects(("stage", $0), ("pillar", pillar)) })
            }, words: words)
    }

    func moneyChart(_ currency: Currency) -> Chart {
        let pillars = pillars.filter { pillar in snapshot.projects.contains { $0.pillar == pillar && $0.currency == currency } }
        let sums = pillars.map { pillar in snapshot.money(currency) { $0.pillar == pillar } }
        let hrefs = pillars.map { links.projects(("pillar", $0), ("sort", "-amount")) }
        func series(_ key: String, _ value: (ProjectSums) -> Int64) -> Chart.Series {
            Chart.Series(words("cockpit.money.\(key)"), sums.map { drawn(value($0), currency) }, links: hrefs)
        }
        return Chart(
            id: "chart-money-\(currency.code)", .bar, title: words("cockpit.chart.money"), summary: words("cockpit.chart.money.summary"),
            unit: words.moneyUnit(currency), categoryLabel: words("cockpit.column.pillar"), categories: pillars.map(pack.pillar),
            series: [series("planned", \.planned), series("approved", \.approved), series("contract", \.contract), series("paid", \.paid)],
            decimals: words.locale != .en && currency == .cny ? 1 : 2, words: words)
    }

    var lightChart: Chart {
        let marks = CockpitSnapshot.Mark.allCases
        return Chart(
            id: "chart-lights", .stackedBar, title: words("cockpit.chart.lights"), summary: words("cockpit.chart.lights.summary"),
            unit: words("cockpit.unit.projects"), categoryLabel: words("cockpit.column.mark"),
            categories: marks.map { words("light.\($0.rawValue)") },
            series: Self.colours.map { colour in
                Chart.Series(
                    pack.colour(colour), marks.map { Double(snapshot.projectLights($0, colour)) }, tone: Self.tone(colour),
                    links: marks.map { mark in colour.map { links.projects((mark.rawValue, $0.rawValue)) } })
            }, words: words)
    }

    var orderChart: Chart {
        let states = (pack.pack?.labels.set("order-states")?.items.map(\.id) ?? []).filter { state in
            snapshot.orders.contains { $0.state == state }
        }
        return Chart(
            id: "chart-orders", .bar, title: words("cockpit.chart.orders"), summary: words("cockpit.chart.orders.summary"),
            unit: words("cockpit.unit.orders"), categoryLabel: words("cockpit.column.state"),
            categories: states.map { pack.label("order-states", $0) },
            series: [
                Chart.Series(
                    words("cockpit.orders"), states.map { state in Double(snapshot.orderCount { $0.state == state }) }, tone: .ink,
                    links: states.map { links.orders(("state", $0)) })
            ], words: words)
    }

    private static func tone(_ colour: LightColour?) -> Chart.Series.Tone {
        switch colour {
        case .green: .green
        case .yellow: .yellow
        case .red: .red
        case .notReported, .notAssessed, nil: .unrated
        }
    }
}
