import Accounts
import Projects

extension ProjectSight {
    /// What a permission reaches, as the register's queries take it.
    package init(_ scope: VisibleScope) {
        self.init(open: Self.reach(scope.open), restricted: Self.reach(scope.restricted))
    }

    private static func reach(_ reach: Accounts.Reach) -> Reach {
        Reach(
            all: reach.all, organizations: reach.organizations.sorted(), jurisdictions: reach.jurisdictions.sorted(),
            parties: reach.parties.sorted())
    }
}

extension Project {
    /// The record as the permission table sees it.
    package var resource: Resource {
        Resource(
            organization: fields.organization, jurisdiction: fields.jurisdiction, parties: Set(fields.parties.map(\.organization)),
            secrecy: Secrecy(rawValue: fields.secrecy.rawValue) ?? .workSecret)
    }
}
