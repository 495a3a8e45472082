import Kernel
import Policy
import Testing

@Suite struct LightRulesTests {
    static let asOf = CivilDate(daysSince1970: 20_777)  // 2026-11-20

    static func project(_ planned: Double?, _ actual: Double?) -> LightInputs {
        LightInputs(subject: .project, asOf: asOf, phase: "delivery", planned: planned, actual: actual)
    }

    @Test(arguments: [
        (9.99, LightColour.green), (10, .yellow), (10.004, .yellow), (30, .yellow), (30.01, .red), (-20, .green), (100, .red),
    ])
    func theGapDecidesAtItsExactBounds(gap: Double, colour: LightColour) throws {
        #expect(try PackFixture.pack().lights.evaluate(Self.project(gap, 0)).colour == colour)
    }

    @Test func tenPointsAreTenPointsWhateverTheFractions() throws {
        let rules = try PackFixture.pack().lights
        #expect(rules.evaluate(Self.project(40.1, 30.1)).colour == .yellow)
        #expect(rules.evaluate(Self.project(70.3, 60.3)).colour == .yellow)
    }

    @Test func aWorkDueTodayIsNotOverdueAndOneOfYesterdayIs() throws {
        let rules = try PackFixture.pack().lights
        var inputs = Self.project(100, 95)
        inputs.due = Self.asOf
        #expect(rules.evaluate(inputs).colour == .green)
        inputs.due = Self.asOf.adding(days: -1)
        #expect(rules.evaluate(inputs).reasons.map(\.code) == ["overdue"])
        inputs.actual = 100
        #expect(rules.evaluate(inputs).colour == .green)
    }

    @Test func theWorstRuleWinsAndEveryReasonIsKept() throws {
        let rules = try PackFixture.pack().lights
        var inputs = Self.project(60, 45)
        inputs.sums = .init(approved: 1000, contract: 1200, paid: 1300)
        inputs.flags = ["condition-overdue"]
        let mark = rules.evaluate(inputs)
        #expect(mark.colour == .red)
        #expect(mark.reasons.map(\.code) == ["contract-over-approved", "paid-over-contract", "condition-overdue", "behind-plan"])
        #expect(mark.reasons.map(\.colour) == [.red, .red, .red, .yellow])
    }

    @Test func silenceCountsWorkdaysAfterTheRhythm() throws {
        let rules = try PackFixture.pack().lights
        func colour(_ days: Int) -> LightColour {
            var inputs = Self.project(50, 50)
            inputs.reportRhythm = "week"
            inputs.daysSinceLastReport = days
            return rules.evaluate(inputs).colour
        }
        // Friday 20 November: a weekly report last made on the 11th was due on Wednesday the 18th, two workdays ago.
        #expect(colour(9) == .green && colour(10) == .yellow && colour(60) == .red && colour(.max) == .red && colour(-5) == .green)
    }

    @Test func acceptanceIsAskedForAfterTheMonthsOfTheThreshold() throws {
        let rules = try PackFixture.pack().lights
        func colour(_ completed: String) -> LightColour {
            var inputs = Self.project(100, 100)
            inputs.completed = CivilDate(iso: completed)
            return rules.evaluate(inputs).colour
        }
        #expect(colour("2026-08-21") == .green && colour("2026-08-20") == .yellow && colour("2025-11-20") == .red)
    }

    @Test func whatIsUnknownIsNeitherGoodNorBad() throws {
        let rules = try PackFixture.pack().lights
        #expect(rules.evaluate(Self.project(nil, nil)).reasons.map(\.code) == [LightRules.noFacts])
        #expect(rules.evaluate(Self.project(.nan, 3)).colour == .notAssessed)
        var historic = Self.project(100, 0)
        historic.isHistoric = true
        #expect(rules.evaluate(historic).colour == .notAssessed)
        #expect(rules.evaluate(historic).reasons.map(\.code) == [LightRules.historicMissing])
    }

    @Test func sentencesAreFilledInThreeLanguages() throws {
        let rules = try PackFixture.pack().lights
        let reason = try #require(rules.evaluate(Self.project(97, 62)).reasons.first)
        #expect(rules.sentence(reason, in: .zhHant) == "應完成 97%，實際 62%，落後 35 個百分點。")
        #expect(rules.sentence(reason, in: .zhHans) == "应完成 97%，实际 62%，落后 35 个百分点。")
        #expect(rules.sentence(reason, in: .en) == "97% was due, 62% is done: 35 points behind.")
    }

    @Test func lessProgressNeverGivesALighterLight() throws {
        let rules = try PackFixture.pack().lights
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3000 {
            let planned = Double.random(in: 0...100, using: &random)
            let (a, b) = (Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
            let (more, less) = (rules.evaluate(Self.project(planned, max(a, b))), rules.evaluate(Self.project(planned, min(a, b))))
            #expect(rules.severity(less.colour) >= rules.severity(more.colour))
        }
    }

    @Test func anyInputsGiveALightWhoseReasonsExplainIt() throws {
        let rules = try PackFixture.pack().lights
        var random = SeededGenerator(seed: 11)
        let numbers: [Double?] = [nil, 0, 100, -1, 1e300, -1e300, .infinity, .nan, 50.005]
        let days: [Int?] = [nil, 0, 1, .max, .min, 40]
        let sums: [Int64?] = [nil, 0, 1, .max, .min, 1_000_000]
        let dates: [CivilDate?] = [
            nil, Self.asOf, CivilDate(daysSince1970: .min), CivilDate(daysSince1970: .max), Self.asOf.adding(days: -400),
        ]
        for _ in 0..<4000 {
            func pick<T>(_ from: [T?]) -> T? { from[Int.random(in: 0..<from.count, using: &random)] }
            let inputs = LightInputs(
                subject: Bool.random(using: &random) ? .project : .order, asOf: pick(dates) ?? Self.asOf, planned: pick(numbers),
                actual: pick(numbers),
                start: pick(dates), due: pick(dates), completed: pick(dates), accepted: pick(dates), daysSinceLastReport: pick(days),
                reportRhythm: pick(["week", "month", "never", nil]), overdueDays: pick(days),
                sums: .init(approved: pick(sums), contract: pick(sums), paid: pick(sums)),
                flags: Bool.random(using: &random) ? [] : ["condition-overdue"])
            let mark = rules.evaluate(inputs)
            #expect(mark == rules.evaluate(inputs))
            if mark.colour == .green { #expect(mark.reasons.isEmpty) } else { #expect(mark.reasons.first?.colour == mark.colour) }
            for reason in mark.reasons {
                #expect(reason.severity <= rules.severity(mark.colour))
                #expect(!rules.sentence(reason, in: .en).contains("{"))
            }
        }
    }
}
