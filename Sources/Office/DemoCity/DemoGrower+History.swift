import Kernel

extension DemoGrower {
    /// Gives every project in delivery or acceptance its milestones, some an earlier baseline, and what was reported in four rounds.
    mutating func growHistory() {
        city.rounds = quarterEnds(4)
        for index in city.projects.indices {
            let project = city.projects[index]
            guard project.stage == "delivery" || project.stage == "acceptance", let start = project.start, let planned = project.planned,
                let actual = project.actual
            else { continue }
            addMilestones(project, start, planned, actual)
            if index >= originalProjects { rebaseline(index, start) }
            addReports(project, start, planned, actual)
        }
    }

    /// The ends of the last `count` quarters that ended on or before the city's day, oldest first.
    private func quarterEnds(_ count: Int) -> [DemoRound] {
        var (year, quarter) = (city.asOf.year, (city.asOf.month - 1) / 3 + 1)
        var result: [DemoRound] = []
        while result.count < count, year > 1 {
            let month = quarter * 3
            if let end = CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, of: year)), end <= city.asOf {
                let numeral = ["一", "二", "三", "四"][quarter - 1]
                result.insert(
                    DemoRound(
                        id: "\(year)-Q\(quarter)",
                        name: LocalizedText(
                            zhHans: "\(year)年第\(numeral)季度", zhHant: "\(year)年第\(numeral)季度", en: "Q\(quarter) \(year)"), date: end),
                    at: 0)
            }
            quarter -= 1
            if quarter == 0 { (quarter, year) = (4, year - 1) }
        }
        return result
    }

    /// Milestones that add up to what the project says of itself: those due by now to `planned`, those done to at most `actual`.
    private mutating func addMilestones(_ project: DemoProject, _ start: CivilDate, _ planned: Int, _ actual: Int) {
        let kinds = ["operation": "yearly", "purchase": "service"]
        let steps = vocabulary.milestones[kinds[project.projectClass] ?? "project"] ?? []
        guard let last = steps.last, last.cumulative == 100 else { return }
        let dueCount = steps.filter { $0.cumulative <= planned }.count
        let length = max(1, start.days(until: project.due))
        let span = max(1, start.days(until: min(city.asOf, project.due)))
        var reached = 0, before = start
        for (index, step) in steps.enumerated() {
            // The last step due by now carries exactly the progress that is due by now.
            let cumulative = index == dueCount - 1 ? planned : step.cumulative
            var due = start.adding(days: length * step.at / 100)
            if index < dueCount {
                due = min(due, start.adding(days: span * (index + 1) / max(1, dueCount)))
            } else if project.due > city.asOf {
                let left = max(1, city.asOf.days(until: project.due)), rank = index - dueCount + 1
                due = max(due, city.asOf.adding(days: left * rank / max(1, steps.count - dueCount)))
            }
            due = max(before, min(due, max(project.due, before)))
            before = due
            var done: CivilDate?
            if cumulative <= actual || (index < dueCount - 1 && step.cumulative <= actual) {
                done = max(start, min(city.asOf, due.adding(days: random.number(in: -4...random.number(in: 2...26)))))
            }
            city.milestones.append(
                DemoMilestone(
                    project: project.id, number: index + 1, name: step.name, due: due, done: done, weight: cumulative - reached))
            reached = cumulative
        }
    }

    /// Gives some projects an earlier promise, and says so in their story.
    private mutating func rebaseline(_ index: Int, _ start: CivilDate) {
        let project = city.projects[index]
        guard project.projectClass != "operation", project.amounts.forecast == nil, random.chance(16),
            let reason = random.pick(vocabulary.reasons)
        else { return }
        let first = project.due.adding(days: -random.number(in: 40...150)).onWeekday
        let changed = start.adding(days: start.days(until: min(first, city.asOf)) * random.number(in: 50...90) / 100).onWeekday
        guard start.days(until: first) > 90, changed > start, changed < min(first, city.asOf) else { return }
        city.baselines.append(DemoBaseline(project: project.id, number: 1, setOn: start, start: start, due: first, reason: nil))
        city.baselines.append(
            DemoBaseline(project: project.id, number: 2, setOn: changed, start: start, due: project.due, reason: reason))
        city.projects[index].story = story("rebaselined", ["first": first.description])
    }

    private mutating func addReports(_ project: DemoProject, _ start: CivilDate, _ planned: Int, _ actual: Int) {
        let passed = max(1, start.days(until: city.asOf))
        let due = project.due, length = max(1, start.days(until: due))
        var reached = 0, paid: Int64 = 0
        for round in city.rounds where start <= round.date {
            let elapsed = min(passed, start.days(until: round.date))
            let plan = min(planned, due <= round.date ? 100 : planned * elapsed / min(passed, length))
            reached = max(reached, min(actual, actual * elapsed / passed + random.number(in: -4...3)))
            let isOld = elapsed * 100 < passed * 60
            let computed = DemoLight.computed(planned: plan, actual: reached, due: due, on: round.date)
            let light = isOld ? (computed == .green || random.chance(70) ? DemoLight.green : .yellow) : project.declaredLight ?? computed
            let total = project.amounts.paid?.minor ?? 0
            // Payments come in tranches: a fifth of what is paid by now at a time.
            let tranches = Int64(min(5, max(0, elapsed * 5 / passed)))
            paid = max(paid, total / 5 * tranches)
            city.reports.append(
                DemoReport(
                    project: project.id, round: round.id, planned: max(0, plan), actual: max(0, reached), declaredLight: light,
                    paid: Money(minor: paid, currency: city.currency)))
        }
    }
}
