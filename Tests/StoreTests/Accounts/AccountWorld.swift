import Accounts
import Kernel
import Office
import Persistence
import Store
import Synchronization
import Testing

/// A database with one tenant, a city with two units, and hands to write with.
struct AccountWorld {
    final class SettableClock: Clock {
        private let instant: Mutex<Instant>
        init(_ instant: Instant) { self.instant = Mutex(instant) }
        func now() -> Instant { instant.withLock { $0 } }
        func advance(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    let database: any Database
    let clock = SettableClock(Instant(microseconds: 1_795_000_000_000_000))
    let ids: IDGenerator
    let unitOfWork: StoreUnitOfWork
    let tenant = TenantID(1)
    let city = JurisdictionID(1), district = JurisdictionID(2)
    let water = OrganizationID(10), section = OrganizationID(11), schools = OrganizationID(12)
    var accounts: AccountStore { AccountStore(database: database) }
    var signIns: SignInStore { SignInStore(database: database) }
    var today: CivilDate { clock.now().civilDate(offsetMinutes: 480) }

    init(_ database: any Database) async throws {
        self.database = database
        ids = IDGenerator(node: 1, clock: clock)
        unitOfWork = StoreUnitOfWork(database: database, ids: ids, clock: clock, node: 1)
        _ = try await Migration.apply(Schema.migrations, to: database, now: 0)
        let tenant = tenant
        try await database.write { connection in
            for id in [tenant, TenantID(2)] {
                try connection.execute("insert into tenants (id, name, created_at) values (\(id), 'x', 0)")
            }
        }
        let places = [
            Jurisdiction(id: city, level: .city, code: "330100", name: Self.name("澜川")),
            Jurisdiction(id: district, parent: city, level: .district, code: "330102", name: Self.name("东汀")),
        ]
        let units = [unit(water, .department), unit(section, .section, under: water), unit(schools, .department)]
        try await write { transaction in
            for place in places { try transaction.save(place) }
            for unit in units { try transaction.save(unit) }
        }
    }

    static func name(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, zhHant: text, en: text) }

    func unit(_ id: OrganizationID, _ kind: Organization.Kind, under parent: OrganizationID? = nil) -> Organization {
        Organization(id: id, parent: parent, jurisdiction: city, kind: kind, name: Self.name("unit \(id)"), code: "u\(id)")
    }

    @discardableResult func write<T: Sendable>(_ body: @Sendable @escaping (any Transaction) throws -> T) async throws -> T {
        try await unitOfWork.write(WriteContext(tenant: tenant, actor: .system("test"), packVersion: "city@1"), body)
    }

    /// A person with one account of the duty.
    func person(_ name: String, duty: Duty = .business, at organization: OrganizationID? = nil) async throws -> (Person, Account) {
        let person = Person(id: ids.next(), name: name, organization: organization ?? water)
        let account = Account(id: ids.next(), person: person.id, name: try #require(SignInName(name)), duty: duty)
        try await write { transaction in
            try transaction.save(person)
            try transaction.open(account)
        }
        return (person, account)
    }

    func post(
        _ person: Person, _ account: Account, _ role: Role, at organization: OrganizationID? = nil, delegatedFrom: AssignmentID? = nil
    )
        -> Assignment
    {
        Assignment(
            id: ids.next(), person: person.id, account: account.id, organization: organization ?? water, role: role, from: today,
            delegatedFrom: delegatedFrom)
    }
}

/// The code of the `AppError` that `body` throws; nil when it throws none.
func refusal(_ body: () async throws -> Void) async throws -> String? {
    do {
        try await body()
        return nil
    } catch let error as AppError {
        return error.code
    }
}
