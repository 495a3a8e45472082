import Indicators
import Testing

@Suite("底線: floors that must be held")
struct BaselineTests {
    func baseline(
        _ direction: Direction = .higherIsBetter, threshold: Double = 95, tolerance: Double = 2, digits: Int? = nil,
        missing: Baseline.Missing = .hold, provider: Baseline.Provider = .scoredUnit, deadline: Int? = nil
    ) throws -> Baseline {
        try Baseline(
            item: "uptime", threshold: threshold, direction: direction, tolerance: tolerance, digits: digits, veto: .cap(score: 60),
            missing: missing, provider: provider, collectionDeadline: deadline)
    }

    @Test func theFloorItselfIsHeld() throws {
        let onTheFloor = try baseline().verdict(95, on: 0)
        #expect(onTheFloor.status == .pass && onTheFloor.margin == 0)
        #expect(try baseline().verdict(94.9, on: 0).status == .fail)
        #expect(try baseline(.lowerIsBetter).verdict(95, on: 0).status == .pass)
        #expect(try baseline(.lowerIsBetter).verdict(95.1, on: 0).status == .fail)
    }

    @Test func theMarginCountsTolerances() throws {
        #expect(try baseline().verdict(99, on: 0).margin == 2)
        #expect(try baseline().verdict(91, on: 0).margin == -2)
        #expect(try baseline(.lowerIsBetter).verdict(91, on: 0).margin == 2)
    }

    @Test func comparisonIsAtThePrecisionOfCollection() throws {
        #expect(try baseline(digits: 1).verdict(94.95, on: 0).status == .pass)
        #expect(try baseline(digits: 1).verdict(94.94, on: 0).status == .fail)
        #expect(try baseline().verdict(94.95, on: 0).status == .fail)
        // Three tenths by addition lie above 0.3; collected with one decimal they are the same.
        #expect(try baseline(.lowerIsBetter, threshold: 0.3, digits: 1).verdict(0.1 + 0.2, on: 0).status == .pass)
    }

    @Test func aMissingValueIsHeldUntilTheDeadlineHasPassed() throws {
        #expect(try baseline(deadline: 100).verdict(nil, on: 100).status == .held)
        #expect(try baseline(deadline: 100).verdict(nil, on: 100).isProvisional)
        #expect(try baseline(deadline: 100).verdict(nil, on: 101).status == .fail)
        #expect(try baseline().verdict(.nan, on: 9_999).status == .held)
    }

    @Test func aThirdPartysDelayNeverFailsTheUnit() throws {
        #expect(try baseline(provider: .thirdParty, deadline: 100).verdict(nil, on: 500).status == .held)
    }

    @Test func exemptionsAndStrictnessAreDeclared() throws {
        #expect(try baseline(missing: .exempt(document: "府函〔2026〕8 號")).verdict(nil, on: 0).status == .exempt)
        #expect(try baseline(missing: .fail).verdict(nil, on: 0).status == .fail)
        // An exemption is for the missing value, not for a bad one.
        #expect(try baseline(missing: .exempt(document: "x")).verdict(1, on: 0).status == .fail)
    }

    @Test func onlyAFailureGivesAReason() throws {
        let item = try baseline()
        #expect(item.reason(item.verdict(96, on: 0), words: "w") == nil)
        #expect(item.reason(item.verdict(nil, on: 0), words: "w") == nil)
        #expect(item.reason(item.verdict(90, on: 0), words: "w") == VetoReason(item: "uptime", veto: .cap(score: 60), reason: "w"))
    }

    @Test func aFallingMarginIsWarnedOfBeforeItCrosses() throws {
        let item = try baseline()
        #expect(item.crossing(of: [(0, 3), (10, 2), (20, 1)], before: 40) == 30)
        #expect(item.crossing(of: [(0, 3), (10, 2), (20, 1)], before: 29) == nil)
        #expect(item.crossing(of: [(0, 1), (10, 2)], before: 1_000) == nil)
        #expect(item.crossing(of: [(0, 1)], before: 1_000) == nil)
        #expect(item.crossing(of: [], before: 1_000) == nil)
        #expect(item.crossing(of: [(0, 1), (10, -1)], before: 1_000) == nil)
        // On the floor and falling: at once, never in the past.
        #expect(item.crossing(of: [(0, 4), (10, 0), (20, 0)], before: 1_000) == 20)
    }

    @Test func nonsenseIsRefused() {
        #expect(throws: FamilyError.threshold) { try baseline(threshold: .nan) }
        #expect(throws: FamilyError.tolerance) { try baseline(tolerance: 0) }
    }
}

@Suite("Vetoes")
struct VetoTests {
    func reason(_ veto: Veto, _ item: String = "a") -> VetoReason { VetoReason(item: item, veto: veto, reason: item) }

    @Test func theyApplyInOrderAndTheStrictestWins() {
        let all = [reason(.block, "1"), reason(.cap(score: 59), "2"), reason(.zero(node: "root"), "3"), reason(.cap(score: 70), "4")]
        let settled = VetoSettlement(raw: 88, node: "root", vetoes: all)
        #expect(settled.isBlocked && settled.published == nil && settled.adjustment == nil)
        #expect(settled.reasons.map(\.item) == ["3", "2", "4", "1"])
        #expect(settled.raw == 88)
        #expect(VetoSettlement(raw: 88, node: "root", vetoes: Array(all[1...])).published == 0)
        #expect(VetoSettlement(raw: 88, node: "root", vetoes: [all[1], all[3]]).published == 59)
    }

    @Test func aCapNeverLifts() {
        #expect(VetoSettlement(raw: 40, node: "root", vetoes: [reason(.cap(score: 60))]).published == 40)
        #expect(VetoSettlement(raw: 40, node: "root", vetoes: [reason(.cap(score: 60))]).adjustment == 0)
    }

    @Test func theWorstGradeLimitHolds() {
        let settled = VetoSettlement(raw: 95, node: "root", vetoes: [reason(.cap(score: 90, grade: 1)), reason(.cap(score: 80, grade: 3))])
        #expect(settled.gradeLimit == 3 && settled.published == 80)
        #expect(VetoSettlement(raw: 95, node: "root", vetoes: []).gradeLimit == nil)
    }

    @Test func aZeroElsewhereOnlyKeepsItsReason() {
        let settled = VetoSettlement(raw: 70, node: "root", vetoes: [reason(.zero(node: "security"))])
        #expect(settled.published == 70 && settled.reasons.count == 1)
    }

    @Test func publishedIsRawPlusAdjustmentForAnyVetoes() {
        var random = SplitMix64(seed: 21)
        for _ in 0..<500 {
            let raw = random.unit() * 120 - 10
            let vetoes = (0..<Int(random.next() % 4)).map { _ -> VetoReason in
                switch random.next() % 3 {
                case 0: reason(.cap(score: random.unit() * 100))
                case 1: reason(.zero(node: random.next() % 2 == 0 ? "root" : "other"))
                default: reason(.cap(score: 100, grade: Int(random.next() % 5)))
                }
            }
            let settled = VetoSettlement(raw: raw, node: "root", vetoes: vetoes)
            #expect(abs((settled.published ?? .nan) - raw - (settled.adjustment ?? .nan)) < 1e-12)
            #expect((settled.published ?? .infinity) <= raw)
            #expect(settled.reasons.count == vetoes.count)
        }
    }
}
