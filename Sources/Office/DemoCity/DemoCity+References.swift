/// A reference from one record to another, and the ids it may name.
package struct DemoReference: Sendable {
    package var from: String
    package var field: String
    package var to: String
    package var known: Set<String>
}

extension DemoCity {
    /// Every reference between records.
    package var references: [DemoReference] {
        let pillars = Set(pillars.map(\.id)), organizations = Set(self.organizations.map(\.id)), clauses = Set(clauses.map(\.id))
        let goals = Set(goals.map(\.id)), facilities = Set(facilities.map(\.id)), items = Set(businessItems.map(\.id))
        let systems = Set(systems.map(\.id)), data = Set(dataResources.map(\.id)), projects = Set(projects.map(\.id))
        let orders = Set(orders.map(\.id)), rounds = Set(rounds.map(\.id))
        let hosting = facilities.union((labels["hosting"] ?? []).map(\.id))
        let things = clauses.union(goals).union(facilities).union(items).union(systems).union(data).union(projects)
            .union(instructions.map(\.id))
        var result: [DemoReference] = []
        func add(_ from: String, _ field: String, _ to: [String], _ known: Set<String>) {
            for id in to { result.append(DemoReference(from: from, field: field, to: id, known: known)) }
        }
        func add(_ from: String, _ field: String, _ to: String?, _ known: Set<String>) {
            if let to { result.append(DemoReference(from: from, field: field, to: to, known: known)) }
        }
        for item in self.organizations { add(item.id, "parent", item.parent, organizations) }
        for item in self.clauses { add(item.id, "pillar", item.pillar, pillars) }
        for item in self.goals {
            add(item.id, "pillar", item.pillar, pillars)
            add(item.id, "lead", item.lead, organizations)
            add(item.id, "clause", item.clause, clauses)
        }
        for item in self.facilities { add(item.id, "owner", item.owner, organizations) }
        for item in businessItems { add(item.id, "orgs", item.organizations, organizations) }
        for item in self.systems {
            add(item.id, "org", item.organization, organizations)
            add(item.id, "hosting", item.hosting, hosting)
            add(item.id, "items", item.businessItems, items)
        }
        for item in dataResources {
            add(item.id, "owner", item.owner, organizations)
            add(item.id, "system", item.system, systems)
            add(item.id, "flows_to", item.flowsTo, organizations)
        }
        for item in self.projects {
            add(item.id, "org", item.organization, organizations)
            add(item.id, "pillar", item.pillar, pillars)
            add(item.id, "systems", item.systems, systems)
            add(item.id, "data", item.dataResources, data)
            add(item.id, "goals", item.goals, goals)
            add(item.id, "clause", item.clause, clauses)
            add(item.id, "facility", item.facility, facilities)
        }
        for item in self.orders {
            add(item.id, "basis", item.basis, things)
            add(item.id, "lead", item.lead, organizations)
            add(item.id, "co", item.coUnits, organizations)
            add(item.id, "supervisor", item.supervisor, organizations)
            add(item.id, "links", item.links, things)
        }
        for item in expectedLights { add(item.id, "id", item.id, projects.union(orders)) }
        for item in reports {
            add(item.project, "project", item.project, projects)
            add(item.project, "round", item.round, rounds)
        }
        for item in milestones { add(item.project, "project", item.project, projects) }
        for item in baselines { add(item.project, "project", item.project, projects) }
        return result
    }
}
