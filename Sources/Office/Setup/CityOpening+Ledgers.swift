import Accounts
import Chain
import Kernel
import Planning
import Policy

extension CityOpening {
    func clauses(_ tx: any Transaction, _ run: inout Run) throws {
        try each(.clauses, known: { ground.clauses[$0] != nil }, &run) { reading, code, run in
            func same(_ text: String?) -> LocalizedText { LocalizedText(zhHans: text ?? "", zhHant: text ?? "", en: text ?? "") }
            let clause = Clause(
                id: tx.newID(ClauseID.self), code: code, document: same(reading.text("document")), article: same(reading.text("article")),
                text: same(reading.text("text")), pillar: reading.choice("pillar"))
            guard reading.faults.isEmpty else { return nil }
            run.clauses[code] = clause.id
            run.counts.clauses += 1
            return { try tx.insert(clause) }
        }
    }

    func goals(_ tx: any Transaction, _ run: inout Run) throws {
        try each(.goals, known: ground.goals.contains, &run) { reading, code, run in
            let measure = reading.text("measure") ?? ""
            guard let lead = reading.reference("unit", run.units), let start = reading.number("start"),
                let target = reading.number("target"), let startOn = reading.date("start-on"), let deadline = reading.date("deadline")
            else { return nil }
            let clause = reading.reference("clause", run.clauses)
            if deadline <= startOn { reading.fault("LT4312", "deadline", ["start": startOn.description]) }
            let goal = Goal(
                id: tx.newID(GoalID.self), code: code, name: reading.name(), pillar: reading.choice("pillar"), family: .catchUp, lead: lead,
                clause: clause, unit: LocalizedText(zhHans: measure, zhHant: measure, en: measure), rises: target >= start, start: start,
                startOn: startOn, target: target, deadline: deadline, dueThisYear: nil, current: nil, observedOn: nil)
            guard reading.faults.isEmpty else { return nil }
            run.counts.goals += 1
            return {
                try tx.insert(goal)
                if let clause { try relate(NodeReference(.goal, goal.id.rawValue), .serves, NodeReference(.clause, clause.rawValue), tx) }
            }
        }
    }

    func systems(_ tx: any Transaction, _ run: inout Run) throws {
        try each(.systems, known: ground.systems.contains, &run) { reading, code, run in
            guard let unit = reading.reference("unit", run.units) else { return nil }
            let system = ChainSystem(
                id: tx.newID(SystemID.self), code: code, name: reading.name(), organization: unit, state: reading.choice("state"),
                protectionLevel: reading.int("level"), hosting: reading.text("hosting") ?? "", yearlyCost: reading.money("cost"),
                since: reading.int("since"), monthlyUsers: reading.int("users"), isHigherLevel: reading.flag("vertical"))
            guard reading.faults.isEmpty else { return nil }
            run.counts.systems += 1
            return { try tx.insert(system) }
        }
    }

    func dataResources(_ tx: any Transaction, _ run: inout Run) throws {
        try each(.dataResources, known: ground.dataResources.contains, &run) { reading, code, run in
            guard let unit = reading.reference("unit", run.units) else { return nil }
            let resource = DataResource(
                id: tx.newID(DataResourceID.self), code: code, name: reading.name(), owner: unit, share: reading.choice("share"),
                cycle: reading.choice("cycle"), isLinked: reading.flag("linked"), callsIn12Months: Int64(reading.int("calls") ?? 0))
            guard reading.faults.isEmpty else { return nil }
            run.counts.dataResources += 1
            return { try tx.insert(resource) }
        }
    }

    func relate(_ from: NodeReference, _ kind: Relation.Kind, _ to: NodeReference, _ tx: any Transaction) throws {
        try tx.insert(Relation(id: tx.newID(RelationID.self), from: from, kind: kind, to: to, source: "setup", since: cutOver))
    }
}
