import Kernel
import Testing

@testable import Office

@Suite("The demonstration city of the pack")
struct DemoCityTests {
    @Test("reads without a fault and holds what its notes say")
    func reads() throws {
        let city = try DemoPack.city()
        #expect(city.organizations.count == 38)
        #expect(city.clauses.count == 20)
        #expect(city.goals.count == 20)
        #expect(city.facilities.count == 8)
        #expect(city.businessItems.count == 24)
        #expect(city.systems.count == 40)
        #expect(city.dataResources.count == 30)
        #expect(city.projects.count == 40)
        #expect(city.instructions.count == 3)
        #expect(city.orders.count == 25)
        #expect(city.expectedLights.count == 41)
        let first = try #require(city.projects.first)
        #expect(first.amounts.estimate.decimalString == "46800000.00")
        #expect(first.name.zhHant == "市級政務雲擴容與國產化適配（二期）")
    }

    @Test("the example rule answers the 41 expected lights, 13 of them against the unit's word")
    func expectedLights() throws {
        let city = try DemoPack.city()
        var lights: [String: (declared: DemoLight?, computed: DemoLight)] = [:]
        for project in city.projects {
            guard let planned = project.planned, let actual = project.actual else { continue }
            lights[project.id] = (
                project.declaredLight, DemoLight.computed(planned: planned, actual: actual, due: project.due, on: city.asOf)
            )
        }
        for order in city.orders {
            lights[order.id] = (
                order.declaredLight,
                DemoLight.computed(planned: order.planned, actual: order.actual, due: order.deadline, on: city.asOf)
            )
        }
        for expected in city.expectedLights {
            let found = try #require(lights[expected.id])
            #expect(found.computed == expected.computed, "\(expected.id)")
            #expect(found.declared == expected.declared, "\(expected.id)")
        }
        #expect(city.expectedLights.filter { $0.declared != $0.computed }.count == 13)
    }

    @Test("every text is there in three languages, without a Simplified quotation mark in the Traditional one")
    func threeLanguages() throws {
        let city = try DemoPack.city()
        var texts = city.projects.flatMap { [$0.name, $0.story] } + city.orders.flatMap { [$0.title, $0.expected, $0.story] }
        texts += city.clauses.map(\.text) + city.goals.map(\.name) + city.systems.map(\.name) + city.organizations.map(\.name)
        for text in texts {
            #expect(!text.zhHans.isEmpty && !text.zhHant.isEmpty && !text.en.isEmpty)
            #expect(!text.zhHant.contains("“") && !text.zhHans.contains("「"), "\(text.zhHant)")
            #expect(text.zhHans.count == text.zhHant.count, "\(text.zhHant)")
            #expect(!text.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(text.en)")
        }
    }

    @Test("shifted to another day, every interval stays as it was")
    func shifted() throws {
        let city = try DemoPack.city()
        let day = try #require(CivilDate(iso: "2027-03-01"))
        let moved = city.shifted(to: day)
        #expect(moved.asOf == day)
        for (before, after) in zip(city.projects, moved.projects) {
            #expect(city.asOf.days(until: before.due) == day.days(until: after.due))
        }
        for (before, after) in zip(city.orders, moved.orders) {
            #expect(before.issued.days(until: before.deadline) == after.issued.days(until: after.deadline))
        }
        #expect(moved.projects[1].story.zhHans.contains("2027-03-31"))
        #expect(moved.shifted(to: city.asOf) == city)
    }
}

@Suite("Reading a demonstration pack that is wrong")
struct DemoCityReadingTests {
    private func faults(in name: String, replacing old: String, with new: String) throws -> [Diagnostic] {
        var files = try DemoPack.files()
        let index = try #require(files.firstIndex { $0.name == name })
        #expect(files[index].text.contains(old))
        files[index].text = files[index].text.replacing(old, with: new)
        do {
            _ = try DemoCity.read(files)
            return []
        } catch let error as AppError {
            #expect(error.code == "LT2900")
            return error.diagnostics
        }
    }

    @Test("an unknown reference is located")
    func unknownReference() throws {
        let found = try faults(in: "projects.yaml", replacing: "facility: F03", with: "facility: F99")
        #expect(found.map(\.code) == ["LT2904"])
        #expect(found.first?.file == "projects.yaml")
        #expect(found.first?.line == 7)
        #expect(found.first?.column == "facility")
    }

    @Test("amounts that grow are refused")
    func growingAmounts() throws {
        let found = try faults(in: "projects.yaml", replacing: "approved: 4350", with: "approved: 4950")
        #expect(found.map(\.code) == ["LT2907"])
    }

    @Test("a code without words is refused")
    func unknownCode() throws {
        let found = try faults(in: "orders.yaml", replacing: "rhythm: quarter", with: "rhythm: decade")
        #expect(found.map(\.code) == ["LT2906"])
    }

    @Test("a date that is no date, a missing list and broken YAML are diagnostics, not traps")
    func brokenInput() throws {
        #expect(
            try faults(in: "orders.yaml", replacing: "deadline: 2026-12-25", with: "deadline: 2026-13-25").contains { $0.code == "LT2903" })
        #expect(try faults(in: "lights.yaml", replacing: "expected_lights:", with: "lights:").map(\.code) == ["LT2902"])
        #expect(try faults(in: "plan.yaml", replacing: "goals:", with: "goals: [").contains { $0.code == "LT2901" && $0.line != nil })
        #expect(throws: AppError.self) { try DemoCity.read([]) }
        #expect(throws: AppError.self) { try DemoCity.read([DemoFile(name: "a", text: "- 1\n- 2")]) }
        #expect(throws: AppError.self) { try DemoCity.read([DemoFile(name: "a", text: "as_of: [1]\ncity: 3\nprojects: {}")]) }
    }

    @Test("an id given twice is refused")
    func repeatedID() throws {
        let found = try faults(in: "organizations.yaml", replacing: "{id: dsj,", with: "{id: sjj,")
        #expect(found.contains { $0.code == "LT2905" })
    }
}
