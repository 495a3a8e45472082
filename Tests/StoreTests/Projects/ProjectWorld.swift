import Kernel
import Office
import Persistence
import Policy
import Projects
import Store
import Synchronization

/// A tenant with nothing in it, and the ports to fill and ask it.
struct ProjectWorld: Sendable {
    let database: any Database
    let tenant = TenantID(1)
    let work: StoreUnitOfWork
    let commands: ProjectCommands
    let store: ProjectStore
    let portfolios: PortfolioStore
    let clock: SteppingClock

    static let vocabulary = ProjectVocabulary(
        classes: ["new", "upgrade"], pillars: ["foundation", "data", "economy", "services", "governance"],
        stages: ["declaration", "approval", "delivery", "acceptance"], states: ["held"], rhythms: ["month"])
    static let due = CivilDate(daysSince1970: 20_800)

    init(_ database: any Database) async throws {
        self.database = database
        _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
        _ = try await database.write { connection in
            try connection.execute("insert into tenants (id, name, created_at) values (1, 'a', 0), (2, 'b', 0) on conflict do nothing")
        }
        clock = SteppingClock()
        work = StoreUnitOfWork(database: database, ids: IDGenerator(node: 0, clock: clock), clock: clock, node: 0)
        commands = ProjectCommands(unitOfWork: work)
        store = ProjectStore(database: database)
        portfolios = PortfolioStore(database: database)
    }

    func context(_ name: String = "clerk", tenant: Int64 = 1) -> WriteContext {
        WriteContext(tenant: TenantID(tenant), actor: .system(name), packVersion: "city@1.0.0")
    }

    static func fields(_ code: String, _ name: String, organization: Int64 = 10, pillar: String? = "data") -> ProjectFields {
        var fields = ProjectFields(
            code: code, name: name, organization: OrganizationID(organization), projectClass: "new", stage: "delivery")
        fields.pillar = pillar
        fields.noClauseReason = "日常運維"
        return fields
    }

    @discardableResult func add(_ fields: ProjectFields, estimate: Int64? = nil, tenant: Int64 = 1) async throws -> ProjectID {
        let id = try await commands.create(fields, vocabulary: Self.vocabulary, context: context(tenant: tenant))
        if let estimate {
            try await commands.recordFigure(
                .estimate, Money(minor: estimate, currency: fields.currency), on: Self.due, document: nil, project: id,
                context: context(tenant: tenant))
        }
        return id
    }

    func found(_ change: (inout ProjectFilter) -> Void = { _ in }, sight: ProjectSight = .everything) async throws -> ProjectPage {
        var filter = ProjectFilter()
        (filter.sort, filter.descending) = (.code, false)
        change(&filter)
        return try await store.page(tenant: tenant, matching: filter, sight: sight)
    }

    func codes(_ change: (inout ProjectFilter) -> Void = { _ in }, sight: ProjectSight = .everything) async throws -> [String] {
        try await found(change, sight: sight).projects.map(\.fields.code)
    }

    func get(_ id: ProjectID) async throws -> Project? { try await store.project(tenant: tenant, id: id, sight: .everything) }
}

/// A second later every time it is asked.
final class SteppingClock: Clock {
    private let lock = Mutex<Int64>(1_795_000_000_000_000)
    func now() -> Instant {
        lock.withLock { value in
            value += 1_000_000
            return Instant(microseconds: value)
        }
    }
}
