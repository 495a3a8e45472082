import Accounts
import Kernel
import Policy
import Projects

extension CityOpening {
    /// Projects enter at their real stage. What is past its declaration began before the cut-over date: its old materials are missing
    /// (歷史缺失), it owes none, and its light is not assessed until first confirmed.
    func projects(
        _ tx: any Transaction, _ units: [String: OrganizationID], _ clauses: [String: ClauseID], _ root: JurisdictionID,
        _ faults: inout [Diagnostic], _ counts: inout Counts
    ) throws {
        let vocabulary = ProjectVocabulary(pack)
        let first = vocabulary.stages.first
        var number = 0
        try each(.projects, &faults) { reading, code in
            guard let unit = reading.reference("unit", units) else { return nil }
            let name = reading.name()
            var fields = ProjectFields(
                code: code, name: name.zhHans, organization: unit, projectClass: reading.choice("class", vocabulary.classes),
                stage: reading.choice("stage", vocabulary.stages))
            (fields.names, fields.jurisdiction, fields.need) = (name, root, reading.text("need"))
            let pillar = reading.choice("pillar", vocabulary.pillars)
            fields.pillar = pillar.isEmpty ? nil : pillar
            fields.clause = reading.reference("clause", clauses)
            fields.noClauseReason = fields.clause == nil ? reading.text("no-clause") : nil
            (fields.plannedStart, fields.plannedEnd) = (reading.date("start"), reading.date("end"))
            fields.actualProgress = reading.number("progress")
            var money: [(FigureKind, Money)] = []
            for (kind, key) in [(FigureKind.estimate, "estimate"), (.appropriation, "approved"), (.contract, "contract"), (.paid, "paid")] {
                if let amount = reading.money(key) { money.append((kind, amount)) }
            }
            for fault in fields.check(vocabulary) where reading.faults.isEmpty {
                reading.fault(fault.code, fault.column ?? "", fault.arguments)
            }
            let isHistoric = fields.stage != first && (fields.plannedStart.map { $0 < cutOver } ?? true)
            let (entered, figures) = (fields, money)
            return {
                var project = Project(
                    id: tx.newID(ProjectID.self), fields: entered, historicMissing: isHistoric, packVersion: pack.reference.description,
                    createdAt: tx.now, updatedAt: tx.now)
                for (kind, amount) in figures { project.money[kind] = amount.minor }
                try tx.insert(project)
                for (kind, amount) in figures {
                    try tx.append(
                        Figure(
                            id: tx.newID(ID<Figure>.self), project: project.id, kind: kind, amount: amount, date: cutOver, document: nil,
                            recordedAt: tx.now, recordedBy: tx.actor.name))
                }
                if let end = entered.plannedEnd {
                    try tx.append(
                        Baseline(
                            id: tx.newID(ID<Baseline>.self), project: project.id, number: 1, start: entered.plannedStart, end: end,
                            amount: project.money.headline, reason: "", document: nil, approvedOn: cutOver, recordedAt: tx.now,
                            recordedBy: tx.actor.name))
                }
                if isHistoric {
                    try tx.mark(&project, .computed, .notAssessed, asOf: cutOver, packVersion: pack.reference.description)
                    try tx.updateLights(project)
                }
                number += 1
            }
        }
        counts.projects = number
    }
}
