import Chain
import Kernel
import Policy
import Projects

extension DemoSeeder {
    mutating func projects() throws {
        let reports = Dictionary(grouping: city.reports, by: \.project)
        let baselines = Dictionary(grouping: city.baselines, by: \.project)
        let milestones = Dictionary(grouping: city.milestones, by: \.project)
        let rounds = Dictionary(uniqueKeysWithValues: city.rounds.map { ($0.id, $0.date) })
        for demo in city.projects {
            var project = try record(demo)
            try tx.insert(project)
            nodes[demo.id] = .init(.project, project.id.rawValue)
            if let pillar = project.fields.pillar { pillars[demo.id] = pillar }
            let past = reports[demo.id, default: []].compactMap { report in rounds[report.round].map { (report, $0) } }.sorted {
                $0.1 < $1.1
            }
            try figures(demo, project, past)
            try promises(demo, project, baselines[demo.id, default: []])
            for milestone in milestones[demo.id, default: []] {
                try tx.insert(
                    Milestone(
                        project: project.id, number: milestone.number, name: milestone.name, due: milestone.due, done: milestone.done,
                        weight: milestone.weight))
            }
            for (report, date) in past { try declare(report.declaredLight, on: date, progress: report.actual, &project) }
            if let light = demo.declaredLight {
                try declare(light, on: city.asOf.adding(days: -Self.reportAge), progress: demo.actual, &project)
            }
            let inputs = project.lightInputs(on: city.asOf)
            let mark = pack.lights.evaluate(inputs)
            try tx.mark(
                &project, .computed, mark.colour, asOf: city.asOf, inputs: inputs.texts, reasons: mark.reasons,
                packVersion: pack.reference.description)
            try tx.verify(project, due: city.asOf.adding(days: 7))
            try tx.updateLights(project)
            counts.projects += 1
        }
    }

    /// Days since the last monthly report: well inside the rhythm.
    private static let reportAge = 8

    private func record(_ demo: DemoProject) throws -> Project {
        var fields = ProjectFields(
            code: demo.id, name: demo.name.zhHans, organization: try organization(demo.organization), projectClass: demo.projectClass,
            stage: demo.stage)
        fields.names = demo.name
        fields.jurisdiction = jurisdictionOf[demo.organization]
        fields.pillar = demo.pillar
        fields.state = demo.state
        fields.need = demo.story.zhHans
        fields.clause = demo.clause.flatMap { clauses[$0] }
        if fields.clause == nil { fields.noClauseReason = demo.projectClass == "operation" ? "年度运行维护" : "待补充依据" }
        fields.goals = demo.goals.compactMap { goals[$0] }
        fields.parties = try parties(demo)
        fields.currency = city.currency
        fields.plannedStart = demo.start
        fields.plannedEnd = demo.due
        fields.plannedProgress = demo.planned.map(Double.init)
        fields.actualProgress = demo.actual.map(Double.init)
        fields.rhythm = "month"
        if ["operation", "post-evaluation", "retirement"].contains(demo.stage) { fields.actualEnd = demo.due }
        var money: [FigureKind: Int64] = [.estimate: demo.amounts.estimate.minor]
        money[.appropriation] = demo.amounts.approved?.minor
        money[.contract] = demo.amounts.contract?.minor
        money[.paid] = demo.amounts.paid?.minor
        var project = Project(
            id: tx.newID(ProjectID.self), fields: fields, money: ProjectMoney(money), packVersion: pack.reference.description,
            createdAt: tx.now, updatedAt: tx.now)
        if demo.declaredLight != nil { project.lastReport = city.asOf.adding(days: -Self.reportAge) }
        return project
    }

    /// Who builds, who supervises, who judges: a contract brings the first two, a proposal under review the last.
    private func parties(_ demo: DemoProject) throws -> [ProjectParty] {
        if demo.amounts.contract == nil {
            guard let body = partner("expert-body", of: demo), ["pre-review", "approval"].contains(demo.stage) else { return [] }
            return [ProjectParty(.expertBody, try organization(body))]
        }
        // Every third contract is with somebody the demonstration has no account for.
        guard demo.name.zhHans.unicodeScalars.reduce(0, { $0 &+ $1.value }) % 3 > 0, let builder = partner("contractor", of: demo) else {
            return []
        }
        var parties = [ProjectParty(.contractor, try organization(builder))]
        if let engineer = partner("supervising-engineer", of: demo) {
            parties.append(ProjectParty(.supervisingEngineer, try organization(engineer)))
        }
        return parties
    }

    private func partner(_ kind: String, of demo: DemoProject) -> String? {
        city.organizations.first { $0.kind == kind && $0.id != demo.organization }?.id
    }

    private func figures(_ demo: DemoProject, _ project: Project, _ past: [(DemoReport, CivilDate)]) throws {
        let start = demo.start ?? city.asOf.adding(days: -30)
        var entries: [(FigureKind, Money, CivilDate)] = [(.estimate, demo.amounts.estimate, start.adding(days: -150))]
        if let approved = demo.amounts.approved { entries.append((.appropriation, approved, start.adding(days: -45))) }
        if let contract = demo.amounts.contract { entries.append((.contract, contract, start)) }
        for (report, date) in past where report.paid.minor > 0 { entries.append((.paid, report.paid, date)) }
        if let paid = demo.amounts.paid, past.last?.0.paid != paid {
            entries.append((.paid, paid, city.asOf.adding(days: -Self.reportAge)))
        }
        for (kind, amount, date) in entries {
            try tx.append(
                Figure(
                    id: tx.newID(ID<Figure>.self), project: project.id, kind: kind, amount: amount, date: date, document: nil,
                    recordedAt: morning(date), recordedBy: tx.actor.name))
        }
    }

    private func promises(_ demo: DemoProject, _ project: Project, _ baselines: [DemoBaseline]) throws {
        guard let start = demo.start, demo.planned != nil else { return }
        if baselines.isEmpty {
            return try promise(project, number: 1, start: start, end: demo.due, reason: "", on: start)
        }
        for baseline in baselines.sorted(by: { $0.number < $1.number }) {
            try promise(
                project, number: baseline.number, start: baseline.start, end: baseline.due, reason: baseline.reason?.zhHans ?? "",
                on: baseline.setOn)
        }
    }

    private func promise(_ project: Project, number: Int, start: CivilDate, end: CivilDate, reason: String, on day: CivilDate) throws {
        try tx.append(
            Baseline(
                id: tx.newID(ID<Baseline>.self), project: project.id, number: number, start: start, end: end,
                amount: project.money.approved,
                reason: reason, document: nil, approvedOn: day, recordedAt: morning(day), recordedBy: tx.actor.name))
    }

    private func declare(_ light: DemoLight, on day: CivilDate, progress: Int?, _ project: inout Project) throws {
        guard let colour = LightColour(rawValue: light.rawValue) else { return }
        var inputs: [String: String] = [:]
        inputs["progress"] = progress.map(String.init)
        try tx.append(
            LightEntry(
                id: tx.newID(ID<LightEntry>.self), project: project.id, source: .declared, colour: colour, asOf: day, at: morning(day),
                by: tx.actor.name, account: nil, inputs: inputs, packVersion: pack.reference.description))
        project.lights.declared = colour
    }
}
