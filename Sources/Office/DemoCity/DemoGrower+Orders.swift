import Kernel

extension DemoGrower {
    /// Adds about 26 orders: reminders for late projects, data to be linked, idle systems, approval conditions and clauses.
    mutating func growOrders() {
        let grown = city.projects.dropFirst(originalProjects)
        let late = grown.filter { project in
            guard project.stage == "delivery" || project.stage == "acceptance", let planned = project.planned, let actual = project.actual
            else { return false }
            return DemoLight.computed(planned: planned, actual: actual, due: project.due, on: city.asOf) == .red
        }
        for project in late.prefix(6) { addReminder(project) }
        let unlinked = city.dataResources.dropFirst(originalData).filter { resource in
            !resource.linked && city.systems.contains { $0.id == resource.system && $0.status == "running" }
        }
        for resource in unlinked.prefix(6) { addDataOrder(resource) }
        for system in city.systems.dropFirst(originalSystems).filter({ $0.status == "idle" }).prefix(3) { addIdleOrder(system) }
        for project in grown.filter({ $0.state == "conditional" }).prefix(3) { addConditionOrder(project) }
        for order in vocabulary.clauseOrders { addClauseOrder(order) }
    }

    private mutating func addReminder(_ project: DemoProject) {
        add(
            "slip", name: project.name, source: "slip", basis: project.id, lead: project.organization, coUnits: ["v02", "v03"],
            supervisor: "dcs", rhythm: "week", issued: -random.number(in: 8...40), deadline: random.number(in: 4...40), links: [project.id])
    }

    private mutating func addDataOrder(_ resource: DemoDataResource) {
        let asking = vocabulary.subjects.first { $0.data?.name == resource.name }?.data?.flowsTo.prefix(1) ?? []
        add(
            "data", name: resource.name, source: "unit-need", basis: resource.id, lead: resource.owner, coUnits: ["dsj"] + asking,
            supervisor: "sjj", rhythm: "month", issued: -random.number(in: 30...120), deadline: random.number(in: -12...45),
            links: [resource.id])
    }

    private mutating func addIdleOrder(_ system: DemoSystem) {
        add(
            "idle", name: system.name, source: "advice", basis: system.id, lead: system.organization, coUnits: ["dsj"],
            supervisor: "sjj", rhythm: "month", issued: -random.number(in: 20...70), deadline: random.number(in: 15...50),
            links: [system.id])
    }

    private mutating func addConditionOrder(_ project: DemoProject) {
        add(
            "condition", name: project.name, source: "condition", basis: project.id, lead: project.organization, coUnits: ["dsj"],
            supervisor: "sjj", rhythm: "half-month", issued: -random.number(in: 10...45), deadline: random.number(in: 10...60),
            links: [project.id])
    }

    private mutating func addClauseOrder(_ order: DemoVocabulary.ClauseOrder) {
        let links = city.goals.filter { $0.clause == order.clause }.map(\.id)
        let story = LocalizedText(zhHans: "由规划条款分解", zhHant: "由規劃條款分解", en: "Broken down from a clause of the plan.")
        add(
            DemoVocabulary.OrderForm(title: order.title, expected: order.expected, story: story), source: "clause", basis: order.clause,
            lead: order.lead, coUnits: order.coUnits, supervisor: "dcs", rhythm: order.rhythm, issued: -random.number(in: 60...200),
            deadline: random.number(in: -5...50), links: links)
    }

    private mutating func add(
        _ form: String, name: LocalizedText, source: String, basis: String, lead: String, coUnits: [String], supervisor: String,
        rhythm: String, issued: Int, deadline: Int, links: [String]
    ) {
        guard let form = vocabulary.orderForms[form] else { return }
        let filled = DemoVocabulary.OrderForm(
            title: self.filled(form.title, name), expected: self.filled(form.expected, name), story: self.filled(form.story, name))
        add(
            filled, source: source, basis: basis, lead: lead, coUnits: coUnits, supervisor: supervisor, rhythm: rhythm, issued: issued,
            deadline: deadline, links: links)
    }

    private mutating func add(
        _ form: DemoVocabulary.OrderForm, source: String, basis: String, lead: String, coUnits: [String], supervisor: String,
        rhythm: String, issued: Int, deadline: Int, links: [String]
    ) {
        let known = Set(city.organizations.map(\.id))
        guard known.contains(lead), known.contains(supervisor) else { return }
        let issueDay = day(issued), due = day(deadline)
        let length = max(1, issueDay.days(until: due))
        let planned = max(3, min(100, issueDay.days(until: city.asOf) * 100 / length))
        let status = random.pick(weighted: [
            (74, "in-progress"), (planned >= 70 ? 16 : 0, "closure-requested"), (issued > -15 ? 14 : 0, "accepted"),
        ])
        let gap = random.pick(weighted: [(66, -3...8), (24, 10...26), (planned >= 50 ? 10 : 0, 31...42)]) ?? 0...8
        let isDone = status == "closure-requested"
        let actual = isDone ? 100 : max(0, min(96, planned - random.number(in: gap)))
        let computed = DemoLight.computed(planned: planned, actual: actual, due: due, on: city.asOf)
        city.orders.append(
            DemoOrder(
                id: "D" + String(city.orders.count + 1), title: form.title, source: source, basis: basis, lead: lead,
                coUnits: coUnits.filter { $0 != lead && known.contains($0) }.removingRepeats,
                // Nobody supervises itself.
                supervisor: supervisor == lead && known.contains("zfb") ? "zfb" : supervisor, issued: issueDay,
                deadline: due, rhythm: rhythm, expected: form.expected, status: status ?? "in-progress", planned: planned,
                actual: actual, declaredLight: isDone ? .green : declaredForOrder(computed), links: links, story: form.story))
    }

    private mutating func declaredForOrder(_ computed: DemoLight) -> DemoLight? {
        switch computed {
        case .green: .green
        case .yellow: random.chance(60) ? .yellow : .green
        case .red: random.pick(weighted: [(35, .red), (40, .yellow), (25, .green)])
        }
    }
}

extension Array where Element: Hashable {
    /// The elements in order, each once.
    var removingRepeats: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
