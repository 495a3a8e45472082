import Kernel
import Testing

@testable import Office

@Suite("The demonstration city, grown")
struct DemoCityGrowthTests {
    static let seeds: [UInt64] = [DemoCityGrowth.seed] + (0..<12).map { $0 &* 0x9E37_79B9 &+ 7 } + [UInt64.max]

    @Test("the same seed gives the same city, another seed another")
    func deterministic() throws {
        let (city, growth) = try DemoPack.growth()
        #expect(growth.grown(city, seed: 1) == growth.grown(city, seed: 1))
        #expect(growth.grown(city, seed: 1) != growth.grown(city, seed: 2))
        #expect(SplitMix64.first(of: 1_234_567) == 6_457_827_717_110_365_317)
    }

    @Test("it is as large as promised, and what was there stays", arguments: seeds)
    func size(seed: UInt64) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city, seed: seed)
        #expect(grown.projects.count >= 150)
        #expect(grown.systems.count >= 90)
        #expect(grown.dataResources.count >= 50)
        #expect(grown.orders.count >= 45)
        #expect(grown.rounds.count == 4)
        #expect(Array(grown.projects.prefix(40)) == city.projects)
        #expect(Array(grown.systems.prefix(40)) == city.systems)
        #expect(Array(grown.orders.prefix(25)) == city.orders)
        #expect(grown.expectedLights == city.expectedLights)
        // The plan's gaps are part of the story.
        #expect(
            !grown.projects.contains { $0.clause == "C12" || $0.clause == "C20" || $0.goals.contains("G11") || $0.goals.contains("G20") })
    }

    @Test("references resolve and ids are given once", arguments: seeds)
    func references(seed: UInt64) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city, seed: seed)
        for reference in grown.references {
            #expect(reference.known.contains(reference.to), "\(reference.from).\(reference.field) → \(reference.to)")
        }
        for ids in [grown.projects.map(\.id), grown.systems.map(\.id), grown.dataResources.map(\.id), grown.orders.map(\.id)] {
            #expect(Set(ids).count == ids.count)
        }
        let words = grown.labels.mapValues { Set($0.map(\.id)) }
        for project in grown.projects {
            #expect(words["stages"]?.contains(project.stage) == true)
            #expect(words["states"]?.contains(project.state) == true)
            #expect(words["project_classes"]?.contains(project.projectClass) == true)
        }
        for system in grown.systems { #expect(words["system_states"]?.contains(system.status) == true) }
        for order in grown.orders { #expect(words["order_states"]?.contains(order.status) == true) }
    }

    @Test("amounts shrink, dates are ordered, progress is what the stage allows", arguments: seeds)
    func sense(seed: UInt64) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city, seed: seed)
        for project in grown.projects {
            #expect(project.amounts.shrink, "\(project.id)")
            #expect(project.amounts.estimate.minor > 0)
            if let start = project.start { #expect(start < project.due, "\(project.id)") }
            switch project.stage {
            case "declaration", "pre-review":
                #expect(project.amounts.approved == nil && project.actual == nil && project.start == nil && project.due > city.asOf)
            case "approval":
                #expect(project.amounts.contract == nil && project.actual == nil)
                #expect((project.start ?? city.asOf) > city.asOf)
            default:
                #expect(project.amounts.paid != nil && project.actual != nil && project.declaredLight != nil)
                #expect((project.start ?? project.due) < city.asOf)
            }
        }
        for order in grown.orders { #expect(order.issued < order.deadline && order.issued <= city.asOf) }
    }

    @Test("names are unique in each language and no template is left unfilled", arguments: seeds)
    func names(seed: UInt64) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city, seed: seed)
        for language in LocaleTag.allCases {
            let names = grown.projects.map { $0.name.text(in: language) }
            #expect(Set(names).count == names.count)
            let systems = grown.systems.map { $0.name.text(in: language) }
            #expect(Set(systems).count == systems.count)
            let texts =
                names + systems + grown.projects.map { $0.story.text(in: language) } + grown.orders.map { $0.title.text(in: language) }
            for text in texts { #expect(!text.isEmpty && !text.contains("{"), "\(text)") }
        }
    }

    @Test("some lights differ from the unit's word, some projects are late, dear or re-baselined", arguments: seeds)
    func variety(seed: UInt64) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city, seed: seed)
        let running = grown.projects.dropFirst(40).filter { $0.stage == "delivery" || $0.stage == "acceptance" }
        #expect(running.count >= 40)
        let divergent = running.filter { project in
            let computed = DemoLight.computed(
                planned: project.planned ?? 0, actual: project.actual ?? 0, due: project.due, on: city.asOf)
            return computed != project.declaredLight
        }
        #expect((4...40).contains(divergent.count * 100 / running.count))
        #expect(grown.milestones.contains { milestone in milestone.done.map { $0 > milestone.due } ?? (milestone.due < city.asOf) })
        #expect(
            grown.projects.contains { project in
                guard let forecast = project.amounts.forecast, let approved = project.amounts.approved else { return false }
                return forecast.minor > approved.minor
            })
        #expect(!grown.baselines.isEmpty)
        #expect(Set(grown.projects.dropFirst(40).map(\.organization)).count >= 27)
    }

    @Test("what was reported never runs backwards nor past what is true today", arguments: seeds)
    func history(seed: UInt64) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city, seed: seed)
        let projects = Dictionary(uniqueKeysWithValues: grown.projects.map { ($0.id, $0) })
        let rounds = Dictionary(uniqueKeysWithValues: grown.rounds.map { ($0.id, $0.date) })
        #expect(grown.rounds.map(\.date) == grown.rounds.map(\.date).sorted())
        #expect(grown.rounds.allSatisfy { $0.date <= city.asOf })
        for (id, reports) in Dictionary(grouping: grown.reports, by: \.project) {
            let project = try #require(projects[id])
            #expect(reports.map(\.actual) == reports.map(\.actual).sorted())
            #expect(reports.map(\.paid.minor) == reports.map(\.paid.minor).sorted())
            #expect(reports.allSatisfy { $0.actual <= project.actual ?? 0 && $0.paid.minor <= project.amounts.paid?.minor ?? 0 })
            #expect(reports.allSatisfy { (rounds[$0.round] ?? city.asOf) >= project.start ?? project.due })
        }
        for (id, milestones) in Dictionary(grouping: grown.milestones, by: \.project) {
            let project = try #require(projects[id])
            #expect(milestones.reduce(0) { $0 + $1.weight } == 100)
            #expect(milestones.map(\.due) == milestones.map(\.due).sorted())
            #expect(milestones.allSatisfy { $0.done.map { $0 <= city.asOf } ?? true })
            let due = milestones.filter { $0.due <= city.asOf }.reduce(0) { $0 + $1.weight }
            let done = milestones.filter { $0.done != nil }.reduce(0) { $0 + $1.weight }
            #expect(due == project.planned || (project.planned ?? 0) < 10, "\(id): \(due), planned \(project.planned ?? -1)")
            #expect(done <= project.actual ?? 0)
        }
        for (id, baselines) in Dictionary(grouping: grown.baselines, by: \.project) {
            #expect(baselines.map(\.number) == [1, 2])
            #expect(baselines.last?.due == projects[id]?.due)
            #expect((baselines.first?.due ?? city.asOf) < (baselines.last?.due ?? city.asOf))
        }
    }

    @Test("a city of any day grows", arguments: ["2026-01-02", "2026-12-31", "2028-02-29", "2031-07-06"])
    func anyDay(day: String) throws {
        let (city, growth) = try DemoPack.growth()
        let grown = growth.grown(city.shifted(to: try #require(CivilDate(iso: day))))
        #expect(grown.projects.count >= 150)
        #expect(grown.projects.allSatisfy { project in project.amounts.shrink && (project.start.map { $0 < project.due } ?? true) })
    }
}

extension SplitMix64 {
    /// The first number of the published sequence for a seed.
    fileprivate static func first(of seed: UInt64) -> UInt64 {
        var random = SplitMix64(seed: seed)
        return random.next()
    }
}
