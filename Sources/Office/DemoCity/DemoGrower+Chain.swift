import Kernel

extension DemoGrower {
    /// Adds the subject's system and answers its position.
    mutating func addSystem(_ subject: DemoVocabulary.Subject, _ origin: Origin) -> Int {
        let status: String
        let since: Int
        switch origin {
        case .proposed: (status, since) = ("planned", year + 1)
        case .building: (status, since) = ("building", year + 1)
        case .running:
            since = year - random.number(in: 1...12)
            let age = year - since
            status =
                random.pick(weighted: [
                    (50, "running"), (subject.isReplaceable && age >= 3 ? 30 : 0, "idle"),
                    (subject.isReplaceable && age >= 5 ? 34 : 0, "retiring"),
                ]) ?? "running"
        }
        let isLive = origin == .running
        let cost = isLive ? max(3, subject.median * random.number(in: 6...14) / 100) : 0
        let system = DemoSystem(
            id: "S" + String(originalSystems + 1 + (city.systems.count - originalSystems)),
            name: filled(LocalizedText(zhHans: "{name}", zhHant: "{name}", en: "{En}"), subject.name), organization: subject.organization,
            status: status, level: subject.level, hosting: hosting(subject, origin), yearlyCost: money(cost), since: since,
            monthlyUsers: isLive ? users(subject, status) : 0, businessItems: status == "idle" ? [] : subject.businessItems)
        city.systems.append(system)
        return city.systems.count - 1
    }

    /// New systems of units without a facility of their own go to the city's cloud.
    private func hosting(_ subject: DemoVocabulary.Subject, _ origin: Origin) -> String {
        guard origin != .running, let facility = city.facilities.first(where: { $0.id == subject.facility }) else {
            return origin == .running ? subject.facility : (city.facilities.first?.id ?? subject.facility)
        }
        return facility.shared ? facility.id : (city.facilities.first?.id ?? facility.id)
    }

    private mutating func users(_ subject: DemoVocabulary.Subject, _ status: String) -> Int {
        if status != "running" { return random.number(in: 6...90) }
        let users = random.number(in: 40...900) * Self.spread[random.number(in: 0...Self.spread.count - 1)] / 100
        return subject.isPublic ? users * random.number(in: 6...40) : users
    }

    /// Adds the subject's data resource, if it has one.
    mutating func addData(_ subject: DemoVocabulary.Subject, system: Int, _ origin: Origin) -> String? {
        guard let data = subject.data, city.systems.indices.contains(system) else { return nil }
        let linked = origin == .running && city.systems[system].status == "running" && random.chance(76)
        let perDay: Int =
            switch data.cycle {
            case "realtime": 2400
            case "hourly": 700
            case "daily": 160
            case "weekly": 30
            default: 8
            }
        let calls = linked ? perDay * random.number(in: 60...500) * Self.spread[random.number(in: 0...Self.spread.count - 1)] / 100 : 0
        let resource = DemoDataResource(
            id: "R" + String(city.dataResources.count + 1), name: data.name, owner: subject.organization, share: data.share,
            cycle: data.cycle, linked: linked, system: city.systems[system].id, callsInTwelveMonths: calls,
            flowsTo: linked ? data.flowsTo : [])
        city.dataResources.append(resource)
        return resource.id
    }

    /// Twenty equally likely percentages of a log-normal spread (σ 0.4), kept as integers so that no machine rounds differently.
    static let spread = [45, 53, 60, 66, 71, 76, 81, 86, 92, 97, 103, 109, 116, 124, 132, 141, 152, 167, 189, 222]

    /// The kinds of projects a subject gets.
    mutating func forms(for subject: DemoVocabulary.Subject, _ origin: Origin, _ system: Int) -> [DemoVocabulary.Form] {
        var ids: [String] = []
        switch origin {
        case .proposed: ids = ["new"]
        case .building: ids = subject.level >= 3 && random.chance(40) ? ["new", "assessment"] : ["new"]
        case .running:
            guard city.systems.indices.contains(system) else { return [] }
            let state = city.systems[system]
            if state.status == "retiring" {
                ids = ["shutdown", "this-year"]
                break
            }
            if state.status == "idle" {
                ids = random.chance(60) ? ["this-year", "upgrade"] : ["this-year", "next-year"]
                break
            }
            let isAway = city.facilities.first { $0.id == state.hosting }?.shared != true
            let works: [(weight: Int, value: String)] = [
                (26, "upgrade"), (16, "next-phase"), (14, "domestic"), (isAway ? 40 : 0, "to-cloud"), (subject.isPublic ? 24 : 0, "ageing"),
                (subject.data == nil ? 0 : 22, "governance"), (subject.level >= 3 ? 22 : 0, "assessment"),
            ]
            let main = random.pick(weighted: works) ?? "upgrade"
            let upkeep = random.pick(weighted: [
                (62, "this-year"), (18, "next-year"), (state.since >= year - 3 && main != "to-cloud" && main != "domestic" ? 60 : 0, "new"),
            ])
            ids = [main, upkeep ?? "this-year"]
            if random.chance(32) {
                let more = random.pick(weighted: works.filter { $0.value != main && $0.value != "upgrade" && $0.value != "next-phase" })
                if let more { ids.append(more) }
            }
        }
        return ids.compactMap { vocabulary.forms[$0] }
    }
}
