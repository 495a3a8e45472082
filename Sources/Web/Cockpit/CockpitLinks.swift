import Kernel
import Policy
import Projects

/// Where the cockpit's figures lead: the same conditions as they were counted by.
struct CockpitLinks: Sendable {
    let portfolio: PortfolioID?

    func projects(_ conditions: (String, String?)...) -> String {
        var query = FormData()
        for (name, value) in conditions { if let value { query.append(name, value) } }
        if let portfolio { query.append("portfolio", portfolio.description) }
        return Route.projects(query).path
    }

    func orders(_ conditions: (String, String?)...) -> String {
        var query = FormData()
        for (name, value) in conditions { if let value { query.append(name, value) } }
        return Route.orders(query).path
    }

    func cockpit(wall: Bool = false) -> String {
        var query = FormData()
        if let portfolio { query.append("portfolio", portfolio.description) }
        if wall { query.append("wall", "1") }
        return Route.cockpit.path.with(query)
    }
}
