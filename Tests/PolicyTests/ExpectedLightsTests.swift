import Foundation
import Kernel
import Policy
import Testing
import Yams

/// The demonstration city says which light each of its projects and orders must show.
@Suite struct ExpectedLightsTests {
    /// The repository's own copies first, then the one handed over beside it.
    static let places = [
        "Packs/demo-city/demo-city.yaml", "Packs/demo/demo-city.yaml", "Sources/App/Demo/demo-city.yaml",
        "Sources/App/Resources/demo-city.yaml", "../shared/data/demo-city/demo-city.yaml",
    ]

    @Test func everyExpectedLightIsComputedExactly() throws {
        let rules = try PackFixture.pack().lights
        var read = 0
        for place in Self.places {
            guard let text = try? String(contentsOf: PackFixture.root.appending(path: place), encoding: .utf8) else { continue }
            read += 1
            let city = try #require(try Yams.load(yaml: text) as? [String: Any])
            let asOf = try #require(Self.date(city["as_of"]))
            var inputs: [String: LightInputs] = [:]
            for row in city["projects"] as? [[String: Any]] ?? [] { inputs[row["id"] as? String ?? ""] = Self.project(row, asOf) }
            for row in city["orders"] as? [[String: Any]] ?? [] { inputs[row["id"] as? String ?? ""] = Self.order(row, asOf) }
            let expected = try #require(city["expected_lights"] as? [[String: Any]])
            #expect(expected.count >= 41)
            var divergences = 0
            for row in expected {
                let id = try #require(row["id"] as? String)
                let mark = rules.evaluate(try #require(inputs[id]))
                #expect(mark.colour.rawValue == row["computed"] as? String, "\(id): \(mark)")
                if mark.colour.rawValue != row["declared"] as? String { divergences += 1 }
            }
            #expect(divergences == 13)
        }
        if read == 0 { print("SKIPPED: no copy of demo-city.yaml was found; the expected lights were not compared") }
    }

    @Test func aClosedOrderAndAProjectInOperationAreNotJudged() throws {
        let rules = try PackFixture.pack().lights
        let asOf = try #require(CivilDate(iso: "2026-11-20"))
        let closed = LightInputs(subject: .order, asOf: asOf, phase: "closed", planned: 100, actual: 0)
        let running = LightInputs(subject: .project, asOf: asOf, phase: "operation", planned: 100, actual: 0)
        for inputs in [closed, running] {
            #expect(rules.evaluate(inputs).colour == .notAssessed)
            #expect(rules.evaluate(inputs).reasons.map(\.code) == [LightRules.notJudged])
        }
    }

    private static func date(_ value: Any?) -> CivilDate? {
        if let date = value as? Date { return CivilDate(daysSince1970: Int((date.timeIntervalSince1970 / 86400).rounded(.down))) }
        return (value as? String).flatMap { CivilDate(iso: $0) }
    }

    private static func number(_ value: Any?) -> Double? { (value as? Int).map { Double($0) } ?? value as? Double }

    private static func project(_ row: [String: Any], _ asOf: CivilDate) -> LightInputs {
        let money = row["money"] as? [String: Any] ?? [:]
        func sum(_ key: String) -> Int64? { number(money[key]).flatMap { Money(tenThousands: $0)?.minor } }
        return LightInputs(
            subject: .project, asOf: asOf, phase: row["stage"] as? String, planned: number(row["planned"]), actual: number(row["actual"]),
            start: date(row["start"]), due: date(row["due"]),
            sums: .init(approved: sum("approved"), contract: sum("contract"), paid: sum("paid")))
    }

    private static func order(_ row: [String: Any], _ asOf: CivilDate) -> LightInputs {
        LightInputs(
            subject: .order, asOf: asOf, phase: row["status"] as? String, planned: number(row["planned"]), actual: number(row["actual"]),
            start: date(row["issued"]), due: date(row["deadline"]), reportRhythm: row["rhythm"] as? String)
    }
}
