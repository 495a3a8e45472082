import Accounts
import Chain
import Kernel
import Policy
import Projects

extension CityOpening {
    private static let money: [(FigureKind, String)] = [
        (.estimate, "estimate"), (.appropriation, "approved"), (.contract, "contract"), (.paid, "paid"),
    ]

    /// Projects enter at their real stage. What is past its declaration began before the cut-over date: its old materials are missing
    /// (歷史缺失), it owes none, and its light is not assessed until first confirmed.
    func projects(_ tx: any Transaction, _ run: inout Run) throws {
        let vocabulary = ProjectVocabulary(pack)
        let first = vocabulary.stages.first
        try each(.projects, known: ground.projects.contains, &run) { reading, code, run in
            guard let unit = reading.reference("unit", run.units) else { return nil }
            let name = reading.name()
            var fields = ProjectFields(
                code: code, name: name.zhHans, organization: unit, projectClass: reading.choice("class"), stage: reading.choice("stage"))
            (fields.names, fields.jurisdiction, fields.need) = (name, run.places[unit] ?? run.root, reading.text("need"))
            let pillar = reading.choice("pillar")
            fields.pillar = pillar.isEmpty ? nil : pillar
            fields.clause = reading.reference("clause", run.clauses)
            fields.noClauseReason = fields.clause == nil ? reading.text("no-clause") : nil
            (fields.plannedStart, fields.plannedEnd) = (reading.date("start"), reading.date("end"))
            fields.actualProgress = reading.number("progress")
            let money = Self.money.compactMap { kind, key in reading.money(key).map { (kind, $0) } }
            for fault in fields.check(vocabulary) where reading.faults.isEmpty {
                reading.fault(fault.code, fault.column ?? "", fault.arguments)
            }
            guard reading.faults.isEmpty else { return nil }
            run.counts.projects += 1
            let entered = fields
            let isHistoric = entered.stage != first && (entered.plannedStart.map { $0 < cutOver } ?? true)
            return { try enter(entered, money, isHistoric: isHistoric, tx) }
        }
    }

    private func enter(_ fields: ProjectFields, _ money: [(FigureKind, Money)], isHistoric: Bool, _ tx: any Transaction) throws {
        var project = Project(
            id: tx.newID(ProjectID.self), fields: fields, historicMissing: isHistoric, packVersion: pack.reference.description,
            createdAt: tx.now, updatedAt: tx.now)
        for (kind, amount) in money { project.money[kind] = amount.minor }
        try tx.insert(project)
        for (kind, amount) in money {
            try tx.append(
                Figure(
                    id: tx.newID(ID<Figure>.self), project: project.id, kind: kind, amount: amount, date: cutOver, document: nil,
                    recordedAt: tx.now, recordedBy: tx.actor.name))
        }
        if let end = fields.plannedEnd {
            try tx.append(
                Baseline(
                    id: tx.newID(ID<Baseline>.self), project: project.id, number: 1, start: fields.plannedStart, end: end,
                    amount: project.money.headline, reason: "", document: nil, approvedOn: cutOver, recordedAt: tx.now,
                    recordedBy: tx.actor.name))
        }
        if let clause = fields.clause {
            try relate(NodeReference(.project, project.id.rawValue), .serves, NodeReference(.clause, clause.rawValue), tx)
        }
        if isHistoric {
            let inputs = project.lightInputs(on: cutOver)
            let mark = pack.lights.evaluate(inputs)
            try tx.mark(
                &project, .computed, mark.colour, asOf: cutOver, inputs: inputs.texts, reasons: mark.reasons,
                packVersion: pack.reference.description)
            try tx.updateLights(project)
        }
    }
}
