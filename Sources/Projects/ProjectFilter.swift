import Kernel
import Policy

/// What a list of projects shows. Conditions of one kind are alternatives; different kinds must all hold.
package struct ProjectFilter: Hashable, Sendable {
    package enum PortfolioChoice: Hashable, Sendable {
        /// The office's own projects.
        case own
        case any
        case one(PortfolioID)
    }
    package var text = ""
    package var pillars: [String] = []
    package var stages: [String] = []
    package var classes: [String] = []
    package var organizations: [OrganizationID] = []
    package var lights: [LightSource: [LightColour]] = [:]
    package var divergentOnly = false
    package var vanishedOnly = false
    package var portfolio = PortfolioChoice.own
    /// Of the headline amount, in minor units.
    package var amounts: ClosedRange<Int64>?
    /// Only projects whose promised end lies before this day and that have not ended.
    package var overdueOn: CivilDate?
    package var goal: GoalID?
    package var clause: ClauseID?
    package var sort = ProjectSort.updated
    package var descending = true
    /// The last row of the page before.
    package var after: ProjectCursor?
    /// The first row of the page behind: the page that ends just before it. Wins over `after`.
    package var before: ProjectCursor?
    /// 1…200; exports go on page by page.
    package var limit = 50

    package init() {}
}

/// What a list is ordered by; the id breaks ties.
package enum ProjectSort: String, Sendable, Codable, CaseIterable {
    case name, code, amount, end, updated
}

/// Where a page ended: the sort value and id of its last row. Travels in addresses.
package struct ProjectCursor: Hashable, Sendable {
    package let key: String
    package let id: ProjectID
    package init(key: String, id: ProjectID) { (self.key, self.id) = (key, id) }

    package init?(_ text: String) {
        guard let dot = text.firstIndex(of: "."), let id = ProjectID(text[..<dot]) else { return nil }
        self.init(key: String(text[text.index(after: dot)...].prefix(800)), id: id)
    }

    package var text: String { "\(id).\(key)" }
}

/// Which records a person may see, by unit and place: what a query needs of a permission.
package struct ProjectSight: Hashable, Sendable {
    package struct Reach: Hashable, Sendable {
        package var all = false
        package var organizations: [OrganizationID] = []
        package var jurisdictions: [JurisdictionID] = []
        /// Units that take part in a project without owning it.
        package var parties: [OrganizationID] = []
        package init(
            all: Bool = false, organizations: [OrganizationID] = [], jurisdictions: [JurisdictionID] = [], parties: [OrganizationID] = []
        ) {
            (self.all, self.organizations, self.jurisdictions, self.parties) = (all, organizations, jurisdictions, parties)
        }
    }
    /// For ordinary records, and for those of level 工作秘密.
    package var open: Reach
    package var restricted: Reach

    package init(open: Reach, restricted: Reach) { (self.open, self.restricted) = (open, restricted) }

    package static let everything = ProjectSight(open: Reach(all: true), restricted: Reach(all: true))
}

/// One page of a list.
package struct ProjectPage: Sendable {
    package let projects: [Project]
    /// How many match in all, exact up to `ProjectPage.countLimit`, which then means "or more".
    package let count: Int
    /// For `before` and `after` of the pages around this one; nil where the list ends.
    package let previous: ProjectCursor?
    package let next: ProjectCursor?

    package init(projects: [Project], count: Int, previous: ProjectCursor? = nil, next: ProjectCursor?) {
        (self.projects, self.count, self.previous, self.next) = (projects, count, previous, next)
    }

    package static let countLimit = 10_000
    package var isCountExact: Bool { count <= Self.countLimit }
}
