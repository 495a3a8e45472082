package import Kernel

/// What one signed-in account may do today. Built once per session and directory version; asking is O(1) but for set look-ups.
package struct Permissions: Sendable {
    package let person: PersonID?
    package let account: AccountID?
    package let roles: Set<Role>
    private let reach: [Action: VisibleScope]

    /// The roles that hold on `day`, each reaching from the organization it is held at.
    package init(
        person: PersonID, account: AccountID, assignments: [Assignment], organizations: OrganizationTree, jurisdictions: JurisdictionTree,
        on day: CivilDate
    ) {
        self.person = person
        self.account = account
        var roles: Set<Role> = []
        var reach: [Action: VisibleScope] = [:]
        for assignment in assignments where assignment.account == account && assignment.holds(on: day) {
            guard let organization = organizations[assignment.organization] else { continue }
            roles.insert(assignment.role)
            let places = Places(assignment, organization, organizations, jurisdictions)
            for action in Action.allCases {
                let found = places.reach(PermissionTable.scope(of: action, for: assignment.role))
                guard !found.isEmpty else { continue }
                reach[action, default: VisibleScope()].open.formUnion(found)
                if assignment.clearance == .workSecret { reach[action, default: VisibleScope()].restricted.formUnion(found) }
            }
        }
        if roles.isEmpty {
            // No post: still oneself, to change a password or sign out.
            for action in [Action.portalRead, .needCreate, .selfRead, .selfEdit] {
                var scope = VisibleScope()
                scope.open.all = action == .portalRead || action == .needCreate
                scope.open.person = person
                reach[action] = scope
            }
        }
        (self.roles, self.reach) = (roles, reach)
    }

    private init(person: PersonID?, account: AccountID?, roles: Set<Role>, reach: [Action: VisibleScope]) {
        (self.person, self.account, self.roles, self.reach) = (person, account, roles, reach)
    }

    /// Whoever has not signed in.
    package static let visitor: Permissions = {
        var reach: [Action: VisibleScope] = [:]
        for action in Action.allCases where PermissionTable.scope(of: action, for: .publicVisitor) == .all {
            reach[action] = VisibleScope()
            reach[action]?.open.all = true
        }
        return Permissions(person: nil, account: nil, roles: [.publicVisitor], reach: reach)
    }()

    /// The system itself: jobs, the command line. Reaches everything.
    package static let system: Permissions = {
        var all = VisibleScope()
        all.open.all = true
        all.restricted.all = true
        let reach = Dictionary(uniqueKeysWithValues: Action.allCases.map { ($0, all) })
        return Permissions(person: nil, account: nil, roles: [], reach: reach)
    }()

    /// The same person through an API token: only the token's scopes remain.
    package func limited(to actions: Set<Action>) -> Permissions {
        Permissions(person: person, account: account, roles: roles, reach: reach.filter { actions.contains($0.key) && $0.key.isForTokens })
    }

    /// Whether the action is allowed on anything at all: what a menu asks.
    package func allows(_ action: Action) -> Bool { reach[action].map { !$0.isEmpty } ?? false }

    package func allows(_ action: Action, on resource: Resource) -> Bool { reach[action]?.contains(resource) ?? false }

    /// What a list for `action` may show.
    package func visible(for action: Action) -> VisibleScope { reach[action] ?? VisibleScope() }

    /// Throws `LT1106` unless the action is allowed somewhere.
    package func require(_ action: Action) throws(AppError) {
        guard allows(action) else { throw AppError("LT1106", .forbidden, ["action": action.rawValue]) }
    }

    /// Throws `LT1107` (not found) when the record is out of sight, `LT1106` when it is in sight but the action is not allowed.
    package func require(_ action: Action, on resource: Resource) throws(AppError) {
        guard !allows(action, on: resource) else { return }
        guard allows(action.sight, on: resource) else { throw AppError("LT1107", .notFound) }
        throw AppError("LT1106", .forbidden, ["action": action.rawValue])
    }
}

/// What the scopes mean for one assignment.
private struct Places {
    let assignment: Assignment
    let subtree: Set<OrganizationID>
    let jurisdictions: Set<JurisdictionID>
    let wholeTenant: Bool

    init(_ assignment: Assignment, _ organization: Organization, _ organizations: OrganizationTree, _ places: JurisdictionTree) {
        self.assignment = assignment
        subtree = organizations.subtree(of: organization.id)
        jurisdictions = places.subtree(of: organization.jurisdiction)
        wholeTenant = !jurisdictions.isEmpty && jurisdictions.count == places.nodes.count
    }

    func reach(_ scope: Scope) -> Reach {
        var reach = Reach()
        guard scope != .none else { return reach }
        reach.person = assignment.person
        reach.parties = [assignment.organization]
        switch scope {
        case .none, .own: break
        case .ownUnit: reach.organizations = [assignment.organization]
        case .unitSubtree: reach.organizations = subtree
        // The root's jurisdiction is the whole tenant: list queries then need no list of ids.
        case .ownJurisdiction: if wholeTenant { reach.all = true } else { reach.jurisdictions = jurisdictions }
        case .all: reach.all = true
        }
        return reach
    }
}
