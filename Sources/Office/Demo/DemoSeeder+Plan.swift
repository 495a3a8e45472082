import Chain
import Kernel
import Planning

extension DemoSeeder {
    mutating func plan() throws {
        for clause in city.clauses {
            let id = tx.newID(ClauseID.self)
            try tx.insert(
                Clause(
                    id: id, code: clause.id, document: city.profile.documentNumber, article: clause.article, text: clause.text,
                    pillar: clause.pillar))
            clauses[clause.id] = id
            nodes[clause.id] = .init(.clause, id.rawValue)
            pillars[clause.id] = clause.pillar
        }
        for goal in city.goals {
            let id = tx.newID(GoalID.self)
            try tx.insert(
                Goal(
                    id: id, code: goal.id, name: goal.name, pillar: goal.pillar, family: Goal.Family(rawValue: goal.family) ?? .catchUp,
                    lead: try organization(goal.lead), clause: clauses[goal.clause], unit: goal.unit, rises: goal.direction == .up,
                    start: goal.start, startOn: goal.startOn, target: goal.target, deadline: goal.deadline, dueThisYear: goal.due,
                    current: goal.current, observedOn: goal.observedOn))
            goals[goal.id] = id
            nodes[goal.id] = .init(.goal, id.rawValue)
            pillars[goal.id] = goal.pillar
        }
    }

    mutating func chain() throws {
        for facility in city.facilities {
            let id = tx.newID(FacilityID.self)
            try tx.insert(
                Facility(
                    id: id, code: facility.id, name: facility.name, kind: facility.kind, owner: try organization(facility.owner),
                    isShared: facility.shared, capacity: facility.capacity, unit: facility.unit, used: facility.used,
                    yearlyCost: facility.yearlyCost))
            nodes[facility.id] = .init(.facility, id.rawValue)
        }
        for item in city.businessItems {
            let id = tx.newID(BusinessItemID.self)
            try tx.insert(
                BusinessItem(id: id, code: item.id, name: item.name, organizations: try item.organizations.map { try organization($0) }))
            nodes[item.id] = .init(.businessItem, id.rawValue)
        }
        for system in city.systems {
            let id = tx.newID(SystemID.self)
            try tx.insert(
                ChainSystem(
                    id: id, code: system.id, name: system.name, organization: try organization(system.organization), state: system.status,
                    protectionLevel: system.level, hosting: system.hosting, yearlyCost: system.yearlyCost, since: system.since,
                    monthlyUsers: system.monthlyUsers, isHigherLevel: system.vertical))
            nodes[system.id] = .init(.system, id.rawValue)
            counts.systems += 1
        }
        for resource in city.dataResources {
            let id = tx.newID(DataResourceID.self)
            try tx.insert(
                DataResource(
                    id: id, code: resource.id, name: resource.name, owner: try organization(resource.owner), share: resource.share,
                    cycle: resource.cycle, isLinked: resource.linked, callsIn12Months: Int64(resource.callsInTwelveMonths)))
            nodes[resource.id] = .init(.dataResource, id.rawValue)
            counts.dataResources += 1
        }
    }

    mutating func relations() throws {
        for goal in city.goals { try relate(goal.id, .serves, goal.clause) }
        for system in city.systems {
            for item in system.businessItems { try relate(system.id, .supports, item) }
            try relate(system.id, .runsOn, system.hosting)
        }
        for resource in city.dataResources {
            try relate(resource.system, .produces, resource.id)
            for receiver in resource.flowsTo { try relate(resource.id, .flowsTo, receiver) }
        }
        for project in city.projects {
            if let clause = project.clause { try relate(project.id, .serves, clause) }
            for goal in project.goals { try relate(project.id, .serves, goal) }
            let work: Relation.Kind = ["new": .builds, "upgrade": .upgrades][project.projectClass] ?? .operates
            for system in project.systems { try relate(project.id, work, system) }
            for resource in project.dataResources { try relate(project.id, .concerns, resource) }
            if let facility = project.facility { try relate(project.id, .runsOn, facility) }
        }
        for order in city.orders {
            try relate(order.id, .serves, order.basis)
            for link in order.links where link != order.basis { try relate(order.id, .concerns, link) }
        }
    }
}
