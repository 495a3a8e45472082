import Accounts
import Chain
import Kernel
import Operations
import Planning
import Policy
import Projects
import Supervision

/// Puts a demonstration city into an empty tenant: one transaction, everything or nothing.
package struct DemoSeeding: Sendable {
    package let city: DemoCity
    let pack: PolicyPack
    let accounts: [DemoAccount]
    /// One hash for all demo accounts.
    let password: PasswordHash

    /// - Parameter city: already shifted to the day it shall be "of", and grown.
    package init(city: DemoCity, pack: PolicyPack, accounts: [DemoAccount] = DemoAccount.all, password: PasswordHash) {
        (self.city, self.pack, self.accounts, self.password) = (city, pack, accounts, password)
    }

    /// How much was put in, for the report.
    package struct Counts: Sendable, Hashable {
        package var organizations = 0, projects = 0, orders = 0, systems = 0, dataResources = 0, relations = 0
    }

    package func seed(_ tx: any Transaction) throws -> Counts {
        try tx.save(tenantName: city.profile.name.zhHans)
        var seeder = DemoSeeder(city: city, pack: pack, tx: tx)
        try seeder.directory()
        try seeder.people(accounts, password: password)
        try seeder.plan()
        try seeder.chain()
        try seeder.projects()
        try seeder.orders()
        try seeder.relations()
        try tx.save(seeder.opened())
        tx.record(AuditDraft("demo.seed", "tenant", tx.tenant.rawValue, payload: AuditPayload(note: city.profile.name.zhHans)))
        return seeder.counts
    }
}

/// The state of one seeding: what each id of the city became.
struct DemoSeeder {
    let city: DemoCity
    let pack: PolicyPack
    let tx: any Transaction
    var counts = DemoSeeding.Counts()
    var organizations: [String: OrganizationID] = [:]
    var jurisdictionOf: [String: JurisdictionID] = [:]
    var nodes: [String: NodeReference] = [:]
    var clauses: [String: ClauseID] = [:]
    var goals: [String: GoalID] = [:]
    var pillars: [String: String] = [:]

    init(city: DemoCity, pack: PolicyPack, tx: any Transaction) { (self.city, self.pack, self.tx) = (city, pack, tx) }

    /// The id an organization of the city became. The city was read with every reference resolved.
    func organization(_ id: String) throws -> OrganizationID {
        guard let found = organizations[id] else { throw AppError("LT2900", .unprocessable, ["count": "1"]) }
        return found
    }

    mutating func relate(_ from: String, _ kind: Relation.Kind, _ to: String) throws {
        guard let from = nodes[from], let to = nodes[to], from != to else { return }
        try tx.insert(Relation(id: tx.newID(RelationID.self), from: from, kind: kind, to: to, source: "register"))
        counts.relations += 1
    }

    /// The demonstration city is open: its thresholds and pack are still the general edition's.
    func opened() -> SetupState {
        var state = SetupState()
        (state.city, state.cutOver) = (city.profile.name, city.asOf.adding(days: -365))
        var entered = CityOpening.Counts()
        (entered.organizations, entered.projects) = (counts.organizations, counts.projects)
        (entered.systems, entered.dataResources) = (counts.systems, counts.dataResources)
        state.opened = SetupState.Opened(on: city.asOf.adding(days: -365), counts: entered)
        return state
    }

    /// Nine in the morning of a day: when a report of that day is taken to have come.
    func morning(_ day: CivilDate) -> Instant { Instant(microseconds: (Int64(day.daysSince1970) * 86400 + 3600) * 1_000_000) }
}
