import Accounts
import Chain
import Kernel
import Office
import Persistence
import Planning
import Policy
import Projects
import Store
import Supervision
import TestSupport
import Testing

@Suite struct OfficeStoreTests {
    /// Two units, each with a project and an order; one clause and goal, one system with data.
    struct City: Sendable {
        let world: AccountWorld
        let clause: ClauseID, goal: GoalID, water: ProjectID, schools: ProjectID, order: OrderID, other: OrderID
        let system: SystemID, data: DataResourceID
        var tenant: TenantID { world.tenant }
        var today: CivilDate { world.today }

        init(_ database: any Database) async throws {
            let world = try await AccountWorld(database)
            self.world = world
            (clause, goal, water, schools) = (world.ids.next(), world.ids.next(), world.ids.next(), world.ids.next())
            (order, other, system, data) = (world.ids.next(), world.ids.next(), world.ids.next(), world.ids.next())
            let (clause, goal, water, schools) = (clause, goal, water, schools)
            let (order, other, system, data, today) = (order, other, system, data, world.today)
            @Sendable func text(_ hans: String, _ hant: String) -> LocalizedText { LocalizedText(zhHans: hans, zhHant: hant, en: hans) }
            var first = ProjectFields(code: "P1", name: "水务数据平台", organization: world.water, projectClass: "new", stage: "delivery")
            first.names = LocalizedText(zhHans: "水务数据平台", zhHant: "水務數據平台", en: "Water data platform")
            (first.jurisdiction, first.pillar, first.clause, first.goals) = (world.city, "data", clause, [goal])
            (first.plannedStart, first.plannedEnd) = (today.adding(days: -200), today.adding(days: -10))
            var second = ProjectFields(code: "P2", name: "智慧校园", organization: world.schools, projectClass: "new", stage: "approval")
            (second.jurisdiction, second.pillar, second.noClauseReason) = (world.city, "services", "日常")
            second.currency = .gbp
            let now = world.clock.now()
            let projects = [
                Project(
                    id: water, fields: first, money: ProjectMoney([.estimate: 900, .reviewed: 700, .appropriation: 600, .paid: 150]),
                    lights: ProjectLights(declared: .green, computed: .red), packVersion: "city@1", createdAt: now, updatedAt: now),
                Project(
                    id: schools, fields: second, money: ProjectMoney([.budgetEstimate: 50]), packVersion: "city@1", createdAt: now,
                    updatedAt: now),
            ]
            @Sendable func sheet(_ id: OrderID, _ code: String, _ lead: OrganizationID, _ state: Order.State, _ days: Int) -> Order {
                Order(
                    id: id, code: code, title: text("供水提升", "供水提升"), source: .clause, basisKind: "clause", basisCode: "C01", lead: lead,
                    partners: [], supervisor: world.water, issuedOn: today.adding(days: -60), deadline: today.adding(days: days),
                    rhythm: .month,
                    expected: text("成效", "成效"), state: state, planned: 50, actual: 40, declared: "green", computed: "red", pillar: "data")
            }
            let orders = [sheet(order, "D1", world.water, .inProgress, -5), sheet(other, "D2", world.schools, .issued, 20)]
            try await world.write { tx in
                try tx.insert(
                    Clause(
                        id: clause, code: "C01", document: text("意见", "意見"), article: text("第一条", "第一條"), text: text("数据归集", "數據歸集"),
                        pillar: "data"))
                try tx.insert(
                    Goal(
                        id: goal, code: "G01", name: text("归集率", "歸集率"), pillar: "data", family: .catchUp, lead: world.water,
                        clause: clause,
                        unit: text("%", "%"), rises: true, start: 0, startOn: today.adding(days: -100), target: 100,
                        deadline: today.adding(days: 100), dueThisYear: nil, current: 20, observedOn: today))
                for project in projects { try tx.insert(project) }
                for order in orders { try tx.insert(order) }
                try tx.insert(
                    ChainSystem(
                        id: system, code: "S1", name: text("供水系统", "供水系統"), organization: world.water, state: "running", protectionLevel: 3,
                        hosting: "own", yearlyCost: nil, since: 2020, monthlyUsers: 10, isHigherLevel: false))
                try tx.insert(
                    DataResource(
                        id: data, code: "R1", name: text("水压", "水壓"), owner: world.water, share: "conditional", cycle: "daily",
                        isLinked: true,
                        callsIn12Months: 3))
                for (from, kind, to) in [
                    (NodeReference(.project, water.rawValue), Relation.Kind.builds, NodeReference(.system, system.rawValue)),
                    (NodeReference(.system, system.rawValue), .produces, NodeReference(.dataResource, data.rawValue)),
                ] {
                    try tx.insert(Relation(id: tx.newID(RelationID.self), from: from, kind: kind, to: to, source: "test"))
                }
            }
        }

        func permissions(_ role: Role, at unit: OrganizationID) async throws -> Permissions {
            let (person, account) = try await world.person("\(role.rawValue)\(unit)", at: unit)
            return Permissions(
                person: person.id, account: account.id, assignments: [world.post(person, account, role, at: unit)],
                organizations: try await world.accounts.organizations(tenant: tenant),
                jurisdictions: try await world.accounts.jurisdictions(tenant: tenant), on: today)
        }

        func cockpit(_ permissions: Permissions) async throws -> CockpitSnapshot {
            try await CockpitStore(database: world.database).cockpit(
                CockpitQuestion(tenant: tenant, portfolio: nil, permissions: permissions, today: today))
        }
    }

    @Test func theCockpitCountsInSixStatementsAndKeepsCurrenciesApart() async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            let before = database.counters.statements
            let snapshot = try await city.cockpit(.system)
            #expect(database.counters.statements - before <= 6 + 2)  // begin and commit where the engine counts them
            #expect(snapshot.count() == 2)
            #expect(snapshot.money(.cny) == ProjectSums(planned: 900, approved: 600, contract: 0, paid: 150))
            #expect(snapshot.money(.gbp) == ProjectSums(approved: 50))
            #expect(snapshot.divergentProjects == 1)
            #expect(snapshot.overdueProjects == 1)
            #expect(snapshot.divergentOrders == 2)
            #expect(snapshot.overdueOrders == 1)
            #expect(snapshot.lines(.divergent).map(\.code) == ["P1", "D1", "D2"])
            #expect(snapshot.chain.shareableDataResources == 1)
            #expect(snapshot.linkedShare == 1)
            #expect(snapshot.goals.map { $0.standing(on: city.today) } == [.behind])
        }
    }

    @Test func aUnitSeesItsOwnCityOnly() async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            let snapshot = try await city.cockpit(try await city.permissions(.unitLead, at: city.world.schools))
            #expect(snapshot.count() == 1)
            #expect(snapshot.money(.cny) == ProjectSums())
            #expect(snapshot.attention.map(\.code) == ["D2"])
            #expect(snapshot.chain.systems == 0)
        }
    }

    @Test func everyCountOfOrdersOpensItsRecords() async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            let store = OrderRegisterStore(database: database)
            let snapshot = try await city.cockpit(.system)
            var question = OrderListQuestion(tenant: city.tenant, scope: Permissions.system.visible(for: .orderRead), today: city.today)
            question.divergentOnly = true
            #expect(try await store.orders(question).count == snapshot.divergentOrders)
            question.overdueOnly = true
            #expect(try await store.orders(question).lines.map(\.order.code) == ["D1"])
            question.divergentOnly = false
            question.overdueOnly = false
            question.limit = 1
            let first = try await store.orders(question)
            question.after = first.next
            #expect(try await store.orders(question).lines.map(\.order.code) == ["D2"])
            let schools = try await city.permissions(.unitLead, at: city.world.schools).visible(for: .orderRead)
            #expect(try await store.order(city.order, tenant: city.tenant, scope: schools) == nil)
            #expect(try await store.order(city.other, tenant: city.tenant, scope: schools) != nil)
        }
    }

    @Test func aThreadRunsFromClauseToDataAndNamesNothingOutOfSight() async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            let store = ThreadStore(database: database)
            let node = NodeReference(.project, city.water.rawValue)
            let path = try #require(try await store.thread(of: node, tenant: city.tenant, sight: ThreadSight(.system)))
            // The orders rest on the clause, not on the project: they are its neighbours, not on its thread.
            #expect(
                path.places.mapValues { $0.map(\.code) } == [.clause: ["C01"], .goal: ["G01"], .system: ["S1"], .dataResource: ["R1"]])
            let schools = ThreadSight(try await city.permissions(.unitLead, at: city.world.schools))
            #expect(try await store.thread(of: node, tenant: city.tenant, sight: schools) == nil)
            let clause = try #require(
                try await store.thread(of: NodeReference(.clause, city.clause.rawValue), tenant: city.tenant, sight: schools))
            #expect(clause.places[.project] == nil)
            #expect(clause.places[.order]?.map(\.code) == ["D2"])
        }
    }

    @Test(arguments: ["水务", "水務", "water data", "P1"]) func searchFindsEitherScriptAndCodes(_ text: String) async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            let store = SearchStore(database: database)
            let found = try await store.search(SearchQuestion(tenant: city.tenant, text: text, permissions: .system))
            #expect(found.first { $0.kind == .project }?.hits.map(\.code) == ["P1"])
            let schools = try await city.permissions(.unitLead, at: city.world.schools)
            let theirs = try await store.search(SearchQuestion(tenant: city.tenant, text: text, permissions: schools))
            #expect(!theirs.contains { $0.kind == .project })
        }
    }

    @Test func aDeskHoldsWhatItsOwnerMustDo() async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            func items(_ role: Role, _ unit: OrganizationID) async throws -> [DeskItem] {
                let permissions = try await city.permissions(role, at: unit)
                let account = try #require(permissions.account)
                return try await DeskStore(database: database).desk(
                    DeskQuestion(
                        tenant: city.tenant, account: account, permissions: permissions, today: city.today, now: city.world.clock.now())
                ).items
            }
            #expect(try await items(.unitLead, city.world.schools).map(\.kind) == [.acceptOrder])
            let water = try await items(.unitLead, city.world.water)
            #expect(Set(water.map(\.kind)) == [.finishOrder, .reportProject])
            #expect(try await items(.leader, city.world.water).isEmpty)
        }
    }

    @Test func thePlanShowsWhatNothingCarries() async throws {
        try await withEachDatabase { database in
            let city = try await City(database)
            let plan = try await PlanRegisterStore(database: database).plan(tenant: city.tenant, sight: ThreadSight(.system))
            #expect(plan.clauses.map { [$0.goals, $0.projects, $0.orders] } == [[1, 1, 2]])
            #expect(!plan.clauses[0].isOrphan)
        }
    }
}
