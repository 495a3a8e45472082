import Accounts
import Hummingbird
import Kernel

extension DirectoryEndpoints {
    func peopleAPI(_ visit: Visit) async throws -> Response {
        var filter = personFilter(visit, try await queries.organizations(tenant: tenant))
        filter.limit = min(max(visit.query.int("limit") ?? 100, 1), 200)
        let rows = try await queries.people(tenant: tenant, matching: filter)
        let next = rows.count == filter.limit ? rows.last?.person.id.description : nil
        return try visit.json(PersonResource.Page(people: rows.map(PersonResource.init), next: next))
    }

    func organizationsAPI(_ visit: Visit) async throws -> Response {
        let tree = try await queries.organizations(tenant: tenant)
        return try visit.json(tree.nodes.values.sorted { $0.id < $1.id }.map(OrganizationResource.init))
    }
}

/// A person with accounts and posts in the JSON API; nothing that signs anybody in.
struct PersonResource: Encodable, Sendable {
    struct Page: Encodable {
        let people: [PersonResource]
        let next: String?
    }
    struct Account: Encodable, Sendable {
        let id: AccountID
        let name: String, duty: String, state: String
    }
    struct Post: Encodable, Sendable {
        let account: AccountID
        let role: String
        let organization: OrganizationID
        let from: CivilDate, until: CivilDate?
    }
    let id: PersonID
    let name: String, title: String
    let organization: OrganizationID
    let active: Bool
    let accounts: [Account]
    let posts: [Post]

    init(_ row: PersonRow) {
        let person = row.person
        (id, name, title, organization, active) = (person.id, person.name, person.title, person.organization, person.isActive)
        accounts = row.accounts.map {
            Account(id: $0.id, name: $0.name.text, duty: $0.duty.rawValue, state: $0.state.rawValue)
        }
        posts = row.assignments.map {
            Post(account: $0.account, role: $0.role.rawValue, organization: $0.organization, from: $0.from, until: $0.until)
        }
    }

    private static let shape = Shape.object([
        .field("id", .id), .field("name", .text), .field("title", .text), .field("organization", .id), .field("active", .flag),
        .field("accounts", .list(.object([.field("id", .id)] + Shape.fields(["name", "duty", "state"], .text)))),
        .field(
            "posts",
            .list(
                .object([
                    .field("account", .id), .field("role", .text), .field("organization", .id), .field("from", .date),
                    .optional("until", .date),
                ]))),
    ])
    static let pageShape = Shape.object([.field("people", .list(shape)), .optional("next", .id)])
}

struct OrganizationResource: Encodable, Sendable {
    let id: OrganizationID
    let parent: OrganizationID?
    let jurisdiction: JurisdictionID
    let kind: String, code: String
    let name: LocalizedText
    let active: Bool

    init(_ unit: Organization) {
        (id, parent, jurisdiction, kind, code) = (unit.id, unit.parent, unit.jurisdiction, unit.kind.rawValue, unit.code)
        (name, active) = (unit.name, unit.isActive)
    }

    static let shape = Shape.list(
        .object([
            .field("id", .id), .optional("parent", .id), .field("jurisdiction", .id),
            .field("kind", .choice(Organization.Kind.allCases.map(\.rawValue))), .field("code", .text), .field("name", .named("Names")),
            .field("active", .flag),
        ]))
}
