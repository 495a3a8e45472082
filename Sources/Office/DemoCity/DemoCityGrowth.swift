import Kernel

/// Grows a demonstration city to the size of a real office's register.
///
/// What was there stays as it is; projects, systems, data resources and orders are added, and every project in delivery or
/// acceptance gets milestones and a past of four reporting rounds. The result depends on the city, the vocabulary, the seed
/// and the size alone.
package struct DemoCityGrowth: Sendable {
    /// The seed of the city that is shown.
    package static let seed: UInt64 = 20_261_383

    let vocabulary: DemoVocabulary

    package init(vocabulary: DemoVocabulary) { self.vocabulary = vocabulary }

    /// The grown city; `projects` is the number aimed at, reached as far as the vocabulary goes (about 170).
    package func grown(_ city: DemoCity, seed: UInt64 = Self.seed, projects: Int = 164) -> DemoCity {
        var grower = DemoGrower(city: city, vocabulary: vocabulary, random: SplitMix64(seed: seed))
        grower.growChain(untilProjects: projects)
        grower.growOrders()
        grower.growHistory()
        return grower.city
    }
}

/// The state of one growth.
struct DemoGrower {
    var city: DemoCity
    let vocabulary: DemoVocabulary
    var random: SplitMix64
    var usedNames: Set<String>
    let originalProjects: Int
    let originalSystems: Int
    let originalData: Int
    /// The calendar year whose yearly maintenance is running.
    let year: Int

    init(city: DemoCity, vocabulary: DemoVocabulary, random: SplitMix64) {
        (self.city, self.vocabulary, self.random) = (city, vocabulary, random)
        usedNames = Set(city.projects.flatMap { [$0.name.zhHans, $0.name.zhHant, $0.name.en] })
        (originalProjects, originalSystems, originalData) = (city.projects.count, city.systems.count, city.dataResources.count)
        year = city.asOf.adding(days: -30).year
    }

    /// How a subject's system stands on the day the city is of.
    enum Origin { case proposed, building, running }

    /// Plants subjects until the city has its projects: first one for every organization, then the rest.
    mutating func growChain(untilProjects target: Int) {
        var withData: [Origin] = [], without: [Origin] = []
        for subject in plantingOrder() {
            guard city.projects.count < target else { return }
            let origin: Origin
            if subject.data != nil {
                if withData.isEmpty { withData = random.shuffled([.building, .running, .running, .running, .running]) }
                origin = withData.popLast() ?? .running
            } else {
                if without.isEmpty {
                    without = random.shuffled(
                        [.proposed, .proposed, .proposed, .building, .building, .running, .running, .running, .running, .running])
                }
                origin = without.popLast() ?? .running
            }
            plant(subject, origin)
        }
    }

    private mutating func plantingOrder() -> [DemoVocabulary.Subject] {
        var seen: Set<String> = [], first: [DemoVocabulary.Subject] = [], rest: [DemoVocabulary.Subject] = []
        for subject in random.shuffled(vocabulary.subjects) {
            if seen.insert(subject.organization).inserted { first.append(subject) } else { rest.append(subject) }
        }
        return first + rest
    }

    private mutating func plant(_ subject: DemoVocabulary.Subject, _ origin: Origin) {
        let system = addSystem(subject, origin)
        let data = addData(subject, system: system, origin)
        for form in forms(for: subject, origin, system) {
            addProject(form, subject, system: system, data: data, origin)
        }
    }

    /// `{name}`, `{en}`, `{En}` and the named figures put into a template.
    func filled(_ template: LocalizedText, _ name: LocalizedText? = nil, _ values: [String: String] = [:]) -> LocalizedText {
        func fill(_ text: String, _ name: String) -> String {
            var values = values
            values["name"] = name
            values["en"] = name
            values["En"] = name.prefix(1).uppercased() + name.dropFirst()
            return text.filling(values)
        }
        return LocalizedText(
            zhHans: fill(template.zhHans, name?.zhHans ?? ""), zhHant: fill(template.zhHant, name?.zhHant ?? ""),
            en: fill(template.en, name?.en ?? ""))
    }

    /// One of the stories of a kind.
    mutating func story(_ kind: String, _ values: [String: String] = [:]) -> LocalizedText {
        let template = random.pick(vocabulary.stories[kind] ?? []) ?? LocalizedText(zhHans: "", zhHant: "", en: "")
        return filled(template, nil, values)
    }

    /// `days` from the city's day, moved on to a weekday that is not New Year's Day.
    func day(_ days: Int) -> CivilDate {
        let day = city.asOf.adding(days: days).onWeekday
        return (day.month, day.day) == (1, 1) ? day.adding(days: 1).onWeekday : day
    }

    func money(_ units: Int) -> Money {
        let (minor, overflow) = Int64(units).multipliedReportingOverflow(by: city.minorPerUnit)
        return Money(minor: overflow ? Int64.max : minor, currency: city.currency)
    }
}

extension CivilDate {
    /// This day, or the Monday after it when it falls on a weekend.
    var onWeekday: CivilDate { weekday > 5 ? adding(days: 8 - weekday) : self }
}

extension String {
    /// The text with each `{key}` that `values` knows replaced.
    func filling(_ values: [String: String]) -> String {
        var result = "", rest = self[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let close = rest.firstIndex(of: "}"), let value = values[String(rest[rest.index(after: open)..<close])] {
                result += value
                rest = rest[rest.index(after: close)...]
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }
}
