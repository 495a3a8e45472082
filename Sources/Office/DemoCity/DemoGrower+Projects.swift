import Kernel

extension DemoGrower {
    /// Adds one project about the subject's system; nothing when its name is taken.
    mutating func addProject(
        _ form: DemoVocabulary.Form, _ subject: DemoVocabulary.Subject, system: Int, data: String?, _ origin: Origin
    ) {
        guard city.systems.indices.contains(system) else { return }
        let named = form.id == "next-year" ? year + 1 : year
        let name = filled(form.name, subject.name, ["year": String(named)])
        guard usedNames.isDisjoint(with: [name.zhHans, name.zhHant, name.en]) else { return }
        usedNames.formUnion([name.zhHans, name.zhHant, name.en])

        let stage = self.stage(of: form, origin, city.systems[system].status)
        let units = estimate(subject.median, share: form.share)
        let isOwnWork = form.pillar == nil && form.projectClass != "operation"
        var project = DemoProject(
            id: "P" + String(city.projects.count + 1), name: name, projectClass: form.projectClass,
            pillar: form.pillar ?? subject.pillar, organization: subject.organization, stage: stage,
            amounts: DemoAmounts(estimate: money(units)), due: city.asOf, systems: [city.systems[system].id],
            dataResources: (isOwnWork || form.id == "governance") ? [data].compactMap { $0 } : [],
            goals: isOwnWork ? subject.goals : form.goals, clause: isOwnWork ? subject.clause : form.clause,
            facility: facility(form, city.systems[system]), story: LocalizedText(zhHans: "", zhHant: "", en: ""))
        switch stage {
        case "declaration", "pre-review", "approval": propose(&project, form, units)
        case "delivery", "acceptance", "retirement": deliver(&project, form, units)
        default: finish(&project, form, units, system)
        }
        if stage == "delivery", form.id == "new" { city.systems[system].since = project.due.year }
        if stage == "acceptance", origin == .building {
            city.systems[system].status = "trial"
            city.systems[system].since = year
        }
        city.projects.append(project)
    }

    private mutating func stage(of form: DemoVocabulary.Form, _ origin: Origin, _ status: String) -> String {
        let choices: [(weight: Int, value: String)] =
            switch (form.id, origin) {
            case ("new", .proposed): [(40, "declaration"), (32, "pre-review"), (28, "approval")]
            case ("new", .building): [(76, "delivery"), (24, "acceptance")]
            case ("new", .running): [(68, "operation"), (32, "post-evaluation")]
            case ("assessment", .building), ("next-year", _): [(70, "declaration"), (30, "pre-review")]
            case ("this-year", _): [(1, "delivery")]
            case ("shutdown", _): [(1, "retirement")]
            // Money asked for a system nobody uses: what pre-review should catch.
            case ("upgrade", .running) where status == "idle": [(60, "declaration"), (40, "pre-review")]
            default:
                [
                    (12, "declaration"), (10, "pre-review"), (14, "approval"), (46, "delivery"), (14, "acceptance"),
                    (form.projectClass == "purchase" ? 0 : 4, "operation"),
                ]
            }
        return random.pick(weighted: choices) ?? "declaration"
    }

    private func facility(_ form: DemoVocabulary.Form, _ system: DemoSystem) -> String? {
        let cloud = city.facilities.first?.id
        guard form.id != "to-cloud", city.facilities.contains(where: { $0.id == system.hosting }) else {
            return form.id == "to-cloud" ? cloud : nil
        }
        return system.hosting
    }

    // MARK: Money, in the pack's unit

    private mutating func estimate(_ median: Int, share: Int) -> Int {
        let units = median * share * Self.spread[random.number(in: 0...Self.spread.count - 1)] / 10_000
        return max(6, units >= 200 ? units / 10 * 10 : units >= 50 ? units / 5 * 5 : units)
    }

    private mutating func approve(_ project: inout DemoProject, _ units: Int) -> Int {
        let approved = max(1, units * random.number(in: 86...97) / 100)
        project.amounts.approved = money(approved)
        return approved
    }

    private mutating func contract(_ project: inout DemoProject, _ units: Int) -> (approved: Int, contract: Int) {
        let approved = approve(&project, units)
        let contract = max(1, approved * random.number(in: 94...99) / 100)
        project.amounts.contract = money(contract)
        return (approved, contract)
    }

    // MARK: Before delivery

    private mutating func propose(_ project: inout DemoProject, _ form: DemoVocabulary.Form, _ units: Int) {
        let isYearly = form.id == "next-year"
        project.due = isYearly ? lastWeekday(of: year + 1) : day(random.number(in: 330...640))
        switch project.stage {
        case "approval":
            _ = approve(&project, units)
            project.start = day(random.number(in: 8...60))
            project.due = day(random.number(in: 260...480))
            project.state = random.chance(22) ? "conditional" : "normal"
            project.story = story(project.state == "conditional" ? "conditional" : "approval")
        case "pre-review":
            project.state =
                random.pick(weighted: [(68, "normal"), (isYearly ? 0 : 14, "held"), (isYearly ? 0 : 18, "returned")]) ?? "normal"
            project.story = story(project.state == "normal" ? (isYearly ? "renewal" : "pre-review") : project.state)
        default:
            project.story = story(isYearly ? "renewal" : "declaration")
        }
    }

    // MARK: Delivery and acceptance

    private mutating func deliver(_ project: inout DemoProject, _ form: DemoVocabulary.Form, _ units: Int) {
        let (approved, contract) = self.contract(&project, units)
        let isYearly = form.id == "this-year"
        var planned: Int
        if isYearly {
            let start = firstWorkday(of: year), due = lastWeekday(of: year)
            (project.start, project.due) = (start, due)
            planned = due < city.asOf ? 100 : percent(start.days(until: city.asOf), of: start.days(until: due))
        } else {
            let length = form.projectClass == "new" ? random.number(in: 300...540) : random.number(in: 180...400)
            let isLate = random.chance(project.stage == "acceptance" ? 30 : 9)
            let passed: Int
            switch project.stage {
            case "acceptance": passed = isLate ? length + random.number(in: 6...90) : length - random.number(in: 3...40)
            case "retirement": passed = length * random.number(in: 55...85) / 100
            default: passed = isLate ? length + random.number(in: 6...120) : length * random.number(in: 8...97) / 100
            }
            let start = day(-passed - 2), due = day(length - passed)
            (project.start, project.due) = (start, due)
            let elapsed = percent(start.days(until: city.asOf), of: start.days(until: due))
            planned = isLate || project.stage == "acceptance" || due < city.asOf ? 100 : elapsed + random.number(in: -8...6)
        }
        planned = min(100, max(2, planned))
        let gap = self.gap(planned, project.stage, isYearly)
        let actual = min(99, max(0, planned - gap))
        (project.planned, project.actual) = (planned, actual)
        let computed = DemoLight.computed(planned: planned, actual: actual, due: project.due, on: city.asOf)
        project.declaredLight = declared(against: computed)
        let daysLate = project.due.days(until: city.asOf)
        if daysLate > 30, actual < 100 { project.state = "overdue" }

        let isAhead = !isYearly && random.chance(7)
        let paid = paidPercent(actual, project.stage, isAhead: isAhead)
        project.amounts.paid = money(contract * paid / 100)
        let values = ["gap": String(planned - actual), "days": String(daysLate), "paid": String(paid), "actual": String(actual)]
        if !isYearly, project.stage != "retirement", random.chance(9) {
            let over = random.number(in: 3...18)
            project.amounts.forecast = money(approved + max(1, approved * over / 100))
            project.story = story("overspend", ["over": String(max(1, max(1, approved * over / 100) * 100 / approved))])
        } else if isAhead, paid >= actual + 20 {
            project.story = story("paid-ahead", values)
        } else if daysLate > 0, actual < 100 {
            project.story = story("overdue", values)
        } else {
            project.story = story(kind(of: computed, project, isYearly), values)
        }
    }

    private func kind(of light: DemoLight, _ project: DemoProject, _ isYearly: Bool) -> String {
        let service = project.projectClass == "purchase" ? "-service" : ""
        switch light {
        case .red: return "far-behind" + service
        case .yellow: return "behind" + service
        case .green:
            if project.stage == "acceptance" { return "acceptance" + service }
            if project.stage == "retirement" { return "retirement" }
            if isYearly { return "yearly" }
            if !service.isEmpty { return "on-track" + service }
            let actual = project.actual ?? 0
            return actual >= 60 && actual >= (project.planned ?? 0) + 4 ? "ahead" : "on-track"
        }
    }

    /// Points behind plan: most are within a few, some are 10–30, few are further.
    private mutating func gap(_ planned: Int, _ stage: String, _ isYearly: Bool) -> Int {
        if stage == "acceptance" { return random.number(in: 1...(random.chance(20) ? 14 : 8)) }
        if stage == "retirement" || isYearly { return random.number(in: -3...6) }
        if planned == 100 { return random.number(in: 5...28) }
        let kind = random.number(in: 0...99)
        if kind >= 89, planned >= 45 { return random.number(in: 31...44) }
        if kind >= 66, planned >= 20 { return random.number(in: 10...min(28, planned - 6)) }
        return random.number(in: -6...8)
    }

    /// What the unit says: mostly what the rule says, sometimes kinder to itself, now and then stricter.
    private mutating func declared(against computed: DemoLight) -> DemoLight? {
        switch computed {
        case .green: random.pick(weighted: [(95, .green), (5, .yellow)])
        case .yellow: random.pick(weighted: [(58, .yellow), (42, .green)])
        case .red: random.pick(weighted: [(38, .red), (34, .yellow), (28, .green)])
        }
    }

    private func paidPercent(_ actual: Int, _ stage: String, isAhead: Bool) -> Int {
        if stage == "acceptance" { return actual >= 95 ? 90 : 80 }
        let ladder = isAhead ? [(0, 50), (20, 70), (45, 90)] : [(0, 0), (8, 30), (45, 50), (62, 60), (78, 75), (92, 80)]
        return ladder.last { actual >= $0.0 }?.1 ?? 0
    }

    // MARK: After acceptance

    private mutating func finish(_ project: inout DemoProject, _ form: DemoVocabulary.Form, _ units: Int, _ system: Int) {
        let contract = self.contract(&project, units).contract
        let age = project.stage == "post-evaluation" ? random.number(in: 400...720) : random.number(in: 60...420)
        let length = form.projectClass == "new" ? random.number(in: 320...620) : random.number(in: 180...400)
        (project.start, project.due) = (day(-age - length), day(-age))
        (project.planned, project.actual, project.declaredLight) = (100, 100, .green)
        project.amounts.paid = money(contract * (project.stage == "post-evaluation" || random.chance(50) ? 100 : 95) / 100)
        let isLowUse = city.systems[system].status == "idle" || random.chance(14)
        project.story = story(project.stage == "operation" && isLowUse ? "low-use" : project.stage)
        if form.id == "new" { city.systems[system].since = project.due.year }
    }

    // MARK: Calendar

    private func percent(_ part: Int, of whole: Int) -> Int { whole > 0 ? max(0, min(100, part * 100 / whole)) : 100 }

    private func firstWorkday(of year: Int) -> CivilDate {
        (CivilDate(year: min(max(year, 1), 9999), month: 1, day: 4) ?? city.asOf).onWeekday
    }

    private func lastWeekday(of year: Int) -> CivilDate {
        let last = CivilDate(year: min(max(year, 1), 9999), month: 12, day: 31) ?? city.asOf
        return last.weekday > 5 ? last.adding(days: 5 - last.weekday) : last
    }
}
