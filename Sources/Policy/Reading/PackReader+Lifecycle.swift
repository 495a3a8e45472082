import Kernel

extension PackReader {
    mutating func lifecycle() -> Lifecycle? {
        guard let file = file("lifecycle.yaml", keys: ["stages", "classes"]) else { return nil }
        var ids = PackIdentifiers(findings)
        var stages: [Lifecycle.Stage] = []
        for node in file.list("stages") {
            guard let fields = PackFields(node, keys: ["id", "name", "description", "gate", "clock", "clause"], findings) else { continue }
            let id = ids.claim(fields)
            let name = fields.localized("name")
            let description = fields.optionalLocalized("description")
            let isGate = fields.flag("gate", default: false)
            let clock = fields.optional("clock").flatMap(clock)
            let clause = fields.optionalReference("clause", to: clauseIDs, "LT2032")
            guard let id, let name else { continue }
            stages.append(
                Lifecycle.Stage(id: id, name: name, description: description, isGate: isGate, clock: clock, clause: clause))
        }
        stageIDs = ids.all
        var classIDs = PackIdentifiers(findings)
        let classes = file.list("classes").compactMap { projectClass($0, &classIDs) }
        self.classIDs = classIDs.all
        return Lifecycle(stages: stages, classes: classes)
    }

    private func clock(_ node: PackNode) -> Lifecycle.Clock? {
        guard let fields = PackFields(node, keys: ["length", "unit"], findings) else { return nil }
        let unit = fields.choice("unit", Lifecycle.Clock.Unit.self)
        guard let lengthNode = fields.required("length"), let unit else { return nil }
        let kind: Threshold.Kind =
            switch unit {
            case .days: .days
            case .workdays: .workdays
            case .months: .months
            }
        return number(lengthNode, "length", in: 1...3650, kinds: [kind]).map { Lifecycle.Clock(length: $0, unit: unit) }
    }

    private func projectClass(_ node: PackNode, _ ids: inout PackIdentifiers) -> Lifecycle.ProjectClass? {
        guard let fields = PackFields(node, keys: ["id", "name", "description", "start", "stages"], findings) else { return nil }
        let id = ids.claim(fields)
        let name = fields.localized("name")
        let description = fields.optionalLocalized("description")
        let start = fields.reference("start", to: stageIDs, "LT2030")
        var order: [String] = []
        var places: [String: PackNode] = [:]
        var next: [String: [PackNode]] = [:]
        for item in fields.list("stages") {
            guard let step = PackFields(item, keys: ["id", "next"], findings),
                let stage = step.reference("id", to: stageIDs, "LT2030")
            else { continue }
            guard places[stage] == nil else {
                findings.report("LT2021", ["id": stage, "first": String(places[stage]?.line ?? 0)], at: item)
                continue
            }
            order.append(stage)
            places[stage] = item
            next[stage] = step.list("next")
        }
        let inClass = Set(order)
        let graph = next.mapValues { nodes in
            nodes.compactMap { PackFields.reference($0, "next", to: stageIDs == nil ? nil : inClass, "LT2030", findings) }
        }
        guard let id, let name, let start else { return nil }
        if !inClass.contains(start) {
            if let node = fields.optional("start") { findings.report("LT2042", ["stage": start, "class": id], at: node) }
            return nil
        }
        checkGraph(graph, order: order, start: start, places: places, projectClass: id)
        return Lifecycle.ProjectClass(id: id, name: name, description: description, start: start, stages: order, next: graph)
    }

    /// Every stage is reached from the start, and from every stage an end can be reached.
    private func checkGraph(
        _ graph: [String: [String]], order: [String], start: String, places: [String: PackNode], projectClass: String
    ) {
        let reached = Self.closure(from: [start], graph)
        var backwards: [String: [String]] = [:]
        for (stage, followers) in graph { for follower in followers { backwards[follower, default: []].append(stage) } }
        let ending = Self.closure(from: order.filter { graph[$0]?.isEmpty ?? true }, backwards)
        for stage in order {
            guard let place = places[stage] else { continue }
            if !reached.contains(stage) { findings.report("LT2040", ["stage": stage, "class": projectClass], at: place) }
            if !ending.contains(stage) { findings.report("LT2041", ["stage": stage, "class": projectClass], at: place) }
        }
    }

    private static func closure(from start: [String], _ graph: [String: [String]]) -> Set<String> {
        var seen = Set(start)
        var waiting = start
        while let stage = waiting.popLast() {
            for follower in graph[stage] ?? [] where seen.insert(follower).inserted { waiting.append(follower) }
        }
        return seen
    }

    func materials() -> MaterialRules? {
        guard let file = file("materials.yaml", keys: ["materials"]) else { return nil }
        var ids = PackIdentifiers(findings)
        var rules: [MaterialRule] = []
        for node in file.list("materials") {
            let keys = [
                "id", "name", "stage", "classes", "supplied-by", "mandatory", "from-amount", "from-level", "involves-data", "clause",
            ]
            guard let fields = PackFields(node, keys: keys, findings) else { continue }
            let id = ids.claim(fields)
            let name = fields.localized("name")
            let stage = fields.reference("stage", to: stageIDs, "LT2030")
            let classes = fields.optionalReferences("classes", to: classIDs, "LT2031")
            let role = fields.reference("supplied-by", to: roleIDs, "LT2033")
            let clause = fields.reference("clause", to: clauseIDs, "LT2032")
            let isMandatory = fields.flag("mandatory", default: true)
            let amount = number(fields, "from-amount", in: 0...1_000_000_000_000, kinds: [.money])
            let condition = MaterialRule.Condition(
                fromAmount: amount.map { Int64($0) * 100 }, fromLevel: fields.optionalInteger("from-level", in: 1...5),
                involvesData: fields.flag("involves-data", default: false))
            guard let id, let name, let stage, let role, let clause else { continue }
            rules.append(
                MaterialRule(
                    id: id, name: name, stage: stage, classes: classes, suppliedBy: role, isMandatory: isMandatory,
                    condition: condition, clause: clause))
        }
        return MaterialRules(rules)
    }
}
