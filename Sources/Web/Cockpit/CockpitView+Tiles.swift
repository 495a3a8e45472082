import Chain
import Kernel
import Localization
import Office
import Policy

extension CockpitView {
    /// The answer: one row of figures, each with its definition, its date and its records.
    var tiles: [StatTile] {
        var tiles = [count("projects", snapshot.count(), href: links.projects())]
        for currency in snapshot.currencies.prefix(2) { tiles.append(contentsOf: moneyTiles(currency)) }
        let red = snapshot.projectLights(.confirmed, .red)
        tiles.append(
            count(
                "red", red, change: words("cockpit.red.change", ["count": words.number(snapshot.projectLights(.computed, .red))]),
                tone: red > 0 ? .bad : .good, href: links.projects(("confirmed", "red"))))
        tiles.append(
            count(
                "divergent", snapshot.divergentProjects,
                change: isOwn ? words("cockpit.divergent.change", ["count": words.number(snapshot.divergentOrders)]) : nil,
                tone: snapshot.divergentProjects > 0 ? .accent : .good, href: links.projects(("divergent", "1"))))
        tiles.append(
            count(
                "overdue", snapshot.overdueProjects, tone: snapshot.overdueProjects > 0 ? .warning : .good,
                href: links.projects(("overdue", "1"))))
        return tiles + (isOwn ? cityTiles : [])
    }

    private func moneyTiles(_ currency: Currency) -> [StatTile] {
        let sums = snapshot.money(currency)
        let approved = Money(minor: sums.approved, currency: currency), paid = Money(minor: sums.paid, currency: currency)
        let href = links.projects(("sort", "-amount"))
        return [
            StatTile(
                words("cockpit.approved"), value: words.moneyAmount(approved), unit: words.moneyUnit(currency),
                change: words("cockpit.approved.change", ["amount": words.money(Money(minor: sums.planned, currency: currency))]),
                href: href, evidence: evidence("approved", exact: words.exactMoney(approved), href: href)),
            StatTile(
                words("cockpit.execution"), value: sums.execution.map { words.percent($0, decimals: 1) } ?? "–",
                change: words("cockpit.execution.change", ["amount": words.money(paid)]), href: href,
                evidence: evidence("execution", exact: words.exactMoney(paid), href: href)),
        ]
    }

    private var cityTiles: [StatTile] {
        let behind = standings[.behind, default: 0], stale = standings[.stale, default: 0] + standings[.unknown, default: 0]
        let data = Route.chain(.dataResource, FormData()).path
        var tiles = [
            count(
                "overdue-orders", snapshot.overdueOrders,
                change: words("cockpit.overdue-orders.change", ["count": words.number(snapshot.openOrders)]),
                tone: snapshot.overdueOrders > 0 ? .warning : .good, href: links.orders(("overdue", "1")))
        ]
        if !snapshot.goals.isEmpty {
            tiles.append(
                count(
                    "goals-behind", behind, change: words("cockpit.goals-behind.change", ["count": words.number(stale)]),
                    tone: behind > 0 ? .warning : .good, href: Route.plan.path + "#goals"))
        }
        if snapshot.chain.shareableDataResources > 0 {
            let counts = [
                "linked": words.number(snapshot.chain.linkedDataResources), "all": words.number(snapshot.chain.shareableDataResources),
            ]
            tiles.append(
                StatTile(
                    words("cockpit.linked"), value: snapshot.linkedShare.map { words.percent($0) } ?? "–",
                    change: words("cockpit.linked.change", counts), href: data, evidence: evidence("linked", href: data)))
        }
        tiles.append(
            count(
                "systems", snapshot.chain.systems,
                change: words("cockpit.systems.change", ["count": words.number(snapshot.chain.runningSystems)]),
                href: Route.chain(.system, FormData()).path))
        return tiles
    }

    private func count(_ key: String, _ value: Int, change: String? = nil, tone: StatTile.Tone = .plain, href: String) -> StatTile {
        StatTile(
            words("cockpit.\(key)"), value: words.number(value), change: change, tone: tone, href: href, evidence: evidence(key, href: href)
        )
    }

    var standings: [GoalStanding: Int] {
        snapshot.goals.reduce(into: [:]) { $0[$1.standing(on: snapshot.today), default: 0] += 1 }
    }
}
