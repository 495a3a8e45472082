import Accounts
import Web

/// Where a record lies, seen from whoever walks.
enum WalkPlace: CaseIterable {
    case ownUnit, otherUnit, otherJurisdiction, otherTenant
    /// Another district's project that the walkers' unit takes part in.
    case contract

    /// What the words of the permission table mean, said again and apart from the code that is tested. Walkers own nothing,
    /// sit on no panel and are party to one contract.
    func isReached(by scope: Scope) -> Bool {
        switch (scope, self) {
        case (.none, .contract): false
        case (_, .contract): true
        case (.none, _), (.own, _), (_, .otherTenant): false
        case (.ownUnit, let place), (.unitSubtree, let place): place == .ownUnit
        case (.ownJurisdiction, let place): place != .otherJurisdiction
        case (.all, _): true
        }
    }
}

/// What a path parameter or a form field names.
enum WalkKind: Hashable {
    case project, order, person, account, assignment, system, dataResource, businessItem, facility
    /// Of the tenant, for whoever may do the action at all.
    case clause, goal, organization
    case fixed(String)
    /// An id or name nobody has: the answer is "not found" for whoever is admitted.
    case absent(String)

    /// Whether the unit it belongs to decides who sees it.
    var isPlaced: Bool {
        switch self {
        case .project, .order, .person, .account, .assignment, .system, .dataResource, .businessItem, .facility: true
        default: false
        }
    }
}

/// One pattern of the site: what its parameters name, and what the handler reads before it looks for the record.
struct WalkPath {
    var parameters: [String: WalkKind] = [:]
    var fields: [String: WalkKind] = [:]
    /// Statuses an admitted request may have although they look like a refusal, with good reason.
    var alsoAnswers: Set<Int> = []
    /// Asked besides the endpoint's own action: one of these must reach the record.
    var alsoNeeds: Set<Accounts.Action> = []
    /// For posts that reach the whole office: a district's, as the walkers', do not.
    var isOfTheWholeOffice = false

    static func of(_ kind: WalkKind) -> WalkPath { WalkPath(parameters: ["id": kind]) }
    static let plain = WalkPath()
    /// An import nobody began.
    static let intake = WalkPath(parameters: ["id": .absent("1")], alsoAnswers: [404], isOfTheWholeOffice: true)
}

enum WalkMap {
    /// Every pattern with a parameter, and the few without one that need a word. A pattern with a parameter that is not here
    /// fails the walk: whoever adds a route says what it leads to.
    static let paths: [String: WalkPath] = [
        // Signing in answers 401 to a wrong password, and to a stage that is not there.
        "/sign-in": WalkPath(alsoAnswers: [401]),
        "/sign-in/code": WalkPath(alsoAnswers: [401]),
        "/sign-in/password": WalkPath(alsoAnswers: [401]),
        // Answers this machine only, and the router of the test has no address.
        "/metrics": WalkPath(alsoAnswers: [404]),

        "/account/sessions/{label}/ending": WalkPath(parameters: ["label": .absent("none")], alsoAnswers: [404]),
        "/account/delegations": WalkPath(alsoAnswers: [404]),
        "/account/delegations/{id}/ending": WalkPath(parameters: ["id": .absent("1")], alsoAnswers: [404]),
        "/account/tokens/{id}/revocation": WalkPath(parameters: ["id": .absent("1")], alsoAnswers: [404]),

        "/settings/people/{id}": .of(.person),
        "/settings/people/{id}/assignments": .of(.person),
        "/settings/people/{id}/assignments/{assignment}/ending": WalkPath(parameters: ["id": .person, "assignment": .assignment]),
        "/settings/people/{id}/accounts": .of(.person),
        "/settings/people/{id}/handover": .of(.person),
        "/settings/accounts/{id}/state": WalkPath(parameters: ["id": .account], fields: ["person": .person]),
        "/settings/accounts/{id}/password": WalkPath(parameters: ["id": .account], fields: ["person": .person]),
        "/settings/organizations/{id}": .of(.organization),

        "/settings/packs/rules/{model}": WalkPath(parameters: ["model": .fixed("pre-review")]),

        "/projects/export/{kind}": WalkPath(parameters: ["kind": .fixed("csv")]),
        "/projects/views/{id}/deletion": WalkPath(parameters: ["id": .absent("1")], alsoAnswers: [404]),
        "/projects/{id}": .of(.project),
        "/projects/{id}/edit": .of(.project),
        "/projects/{id}/figures": .of(.project),
        "/projects/{id}/files": .of(.project),
        "/projects/{id}/files/{file}": WalkPath(parameters: ["id": .project, "file": .absent("1")], alsoAnswers: [404]),
        "/projects/{id}/baselines": .of(.project),
        "/projects/{id}/lights": .of(.project),
        "/projects/{id}/rounds": .of(.project),
        "/projects/{id}/audit": WalkPath(parameters: ["id": .project], alsoNeeds: [.projectEdit, .auditRead]),
        "/projects/{id}/report": .of(.project),
        "/projects/{id}/confirmation": .of(.project),
        "/projects/{id}/verification": .of(.project),
        "/projects/{id}/absence": .of(.project),
        "/api/projects/{id}": .of(.project),

        "/orders/export/{kind}": WalkPath(parameters: ["kind": .fixed("csv")]),
        "/orders/{id}": .of(.order),
        "/clauses/{id}": .of(.clause),
        "/goals/{id}": .of(.goal),
        "/chain/{kind}": WalkPath(parameters: ["kind": .fixed("system")]),
        "/chain/{kind}/{id}": WalkPath(parameters: ["kind": .fixed("system"), "id": .system]),

        "/projects/import": WalkPath(isOfTheWholeOffice: true),
        "/projects/import/samples": WalkPath(isOfTheWholeOffice: true),
        "/projects/import/questions": WalkPath(isOfTheWholeOffice: true),
        "/projects/import/{id}/mapping": .intake,
        "/projects/import/{id}/preview": .intake,
        "/projects/import/{id}/publication": .intake,
        "/projects/import/{id}/rejected": .intake,
        "/projects/import/{id}/progress": .intake,
        "/projects/import/{id}/job": .intake,
        "/projects/import/{id}/cancellation": .intake,
    ]

    /// Patterns that lead to several kinds: walked once for each.
    static let others: [String: [WalkPath]] = [
        "/chain/{kind}/{id}": [
            WalkPath(parameters: ["kind": .fixed("data-resource"), "id": .dataResource]),
            WalkPath(parameters: ["kind": .fixed("business-item"), "id": .businessItem]),
            WalkPath(parameters: ["kind": .fixed("facility"), "id": .facility]),
        ]
    ]

    static func all(_ endpoint: Endpoint) -> [WalkPath] {
        guard let path = path(endpoint) else { return [] }
        return [path] + (others[endpoint.pattern] ?? [])
    }

    /// Nil for a pattern with a parameter that nobody entered.
    static func path(_ endpoint: Endpoint) -> WalkPath? {
        if let path = paths[endpoint.pattern] { return path }
        return endpoint.pattern.contains("{") ? nil : .plain
    }
}

/// What the permission table promises for one cell.
enum WalkVerdict: Equatable {
    case admitted, refused, hidden

    init(_ access: Endpoint.Access, _ path: WalkPath, role: Role, at place: WalkPlace, only scopes: Set<Accounts.Action>? = nil) {
        guard case .action(let action) = access else {
            self = .admitted
            return
        }
        func scope(_ action: Accounts.Action) -> Scope {
            guard scopes.map({ $0.contains(action) && action.isForTokens }) ?? true else { return .none }
            return PermissionTable.scope(of: action, for: role)
        }
        let isPlaced = path.parameters.values.contains(where: \.isPlaced)
        if scope(action) == .none || path.isOfTheWholeOffice && scope(action) != .all {
            self = .refused
        } else if place == .otherTenant, !path.parameters.isEmpty {
            self = .hidden
        } else if !isPlaced || place.isReached(by: scope(action)) {
            let isEnough = path.alsoNeeds.isEmpty || path.alsoNeeds.contains { place.isReached(by: scope($0)) }
            self = isEnough ? .admitted : .refused
        } else {
            self = place.isReached(by: scope(action.sight)) ? .refused : .hidden
        }
    }

    func agrees(with status: Int, _ path: WalkPath) -> Bool {
        switch self {
        case .admitted: status < 500 && (![401, 403, 404, 405].contains(status) || path.alsoAnswers.contains(status))
        case .refused: status == 403
        case .hidden: status == 404
        }
    }
}
