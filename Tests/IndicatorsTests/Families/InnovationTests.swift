import Indicators
import Testing

@Suite("創新: points for accepted innovations")
struct InnovationTests {
    func rules(
        limit: Double = 10, saturation: Double = 0.5, term: Int = 730, decay: Innovation.Decay? = nil, comparable: Int = 20
    ) throws -> Innovation {
        try Innovation(limit: limit, saturation: saturation, term: term, decay: decay, comparableUnits: comparable)
    }

    func item(
        _ role: Innovation.Role, id: String = "a", worth: Double = 4, accepted: Int = 0, recognition: Double = 1, fraction: Double = 1,
        evidence: [String] = ["doc"], reviewer: String? = "王", withdrawn: Int? = nil
    ) -> Innovation.Item {
        .init(
            id: id, worth: worth, accepted: accepted, role: role, recognition: recognition, fraction: fraction, evidence: evidence,
            reviewer: reviewer, withdrawn: withdrawn)
    }

    @Test func anOriginatorHasFullWorthAndMoreAsOthersFollow() throws {
        #expect(try rules().bonus([item(.originator(adoption: 0))], on: 10).points == 4)
        #expect(try rules().bonus([item(.originator(adoption: 0.25))], on: 10).points == 5)
        #expect(try rules().bonus([item(.originator(adoption: 0.9))], on: 10).points == 6)
    }

    @Test func theTermEnds() throws {
        #expect(try rules().bonus([item(.originator(adoption: 0))], on: 729).points == 4)
        let over = try rules().bonus([item(.originator(adoption: 0))], on: 730)
        #expect(over.points == 0 && over.credits.first?.refused == .termOver)
    }

    @Test func followersEarnLessTheMoreHadIt() throws {
        #expect(try rules().bonus([item(.follower(adoptionAtEntry: 0.1))], on: 10).points == 3.2)
        #expect(try rules().bonus([item(.follower(adoptionAtEntry: 0.25))], on: 10).points == 2)
        let late = try rules().bonus([item(.follower(adoptionAtEntry: 0.5))], on: 10)
        #expect(late.points == 0 && late.credits.first?.refused == .faded)
    }

    @Test func underFivePercentIsNothing() throws {
        #expect(try rules().bonus([item(.follower(adoptionAtEntry: 0.474))], on: 1).points > 0)
        #expect(try rules().bonus([item(.follower(adoptionAtEntry: 0.48))], on: 1).points == 0)
    }

    @Test func timeHalvesAfterItsGrace() throws {
        let decay = try Innovation.Decay(grace: 100, halfLife: 50)
        #expect(try rules(decay: decay).bonus([item(.originator(adoption: 0))], on: 100).points == 4)
        #expect(try rules(decay: decay).bonus([item(.originator(adoption: 0))], on: 150).points == 2)
        #expect(try rules(decay: decay).bonus([item(.originator(adoption: 0))], on: 350).points == 0)
        #expect(throws: FamilyError.parameter("halfLife")) { try Innovation.Decay(grace: 0, halfLife: 0) }
    }

    @Test func amongFewUnitsOnlyTimeCounts() throws {
        #expect(try rules(comparable: 2).bonus([item(.follower(adoptionAtEntry: 0.5))], on: 10).points == 4)
        #expect(try rules(comparable: 2).bonus([item(.originator(adoption: 0.5))], on: 10).points == 4)
        #expect(try rules(comparable: 3).bonus([item(.follower(adoptionAtEntry: 0.5))], on: 10).points == 0)
    }

    @Test func theLimitScalesCreditsSoThatTheySum() throws {
        let items = [item(.originator(adoption: 0), id: "a", worth: 9), item(.originator(adoption: 0), id: "b", worth: 6)]
        let bonus = try rules().bonus(items, on: 1)
        #expect(bonus.points == 10 && bonus.isLimited)
        #expect(abs(bonus.credits[0].counted - 6) < 1e-12 && abs(bonus.credits[1].counted - 4) < 1e-12)
    }

    @Test func anItemCountsOnce() throws {
        let bonus = try rules().bonus([item(.originator(adoption: 0)), item(.follower(adoptionAtEntry: 0))], on: 1)
        #expect(bonus.points == 4 && bonus.credits[1].refused == .twice)
        // A claim without evidence does not use the item up.
        let second = try rules().bonus([item(.originator(adoption: 0), evidence: []), item(.originator(adoption: 0))], on: 1)
        #expect(second.points == 4 && second.credits[0].refused == .noEvidence)
    }

    @Test func evidenceAndAReviewerAreNeeded() throws {
        #expect(try rules().bonus([item(.originator(adoption: 0), evidence: [""])], on: 1).credits[0].refused == .noEvidence)
        #expect(try rules().bonus([item(.originator(adoption: 0), reviewer: nil)], on: 1).credits[0].refused == .noReviewer)
        #expect(try rules().bonus([item(.originator(adoption: 0), reviewer: "")], on: 1).credits[0].refused == .noReviewer)
    }

    @Test func datesDecide() throws {
        #expect(try rules().bonus([item(.originator(adoption: 0), accepted: 5)], on: 4).credits[0].refused == .notYet)
        #expect(try rules().bonus([item(.originator(adoption: 0), withdrawn: 7)], on: 6).points == 4)
        #expect(try rules().bonus([item(.originator(adoption: 0), withdrawn: 7)], on: 7).credits[0].refused == .withdrawn)
        #expect(try rules().bonus([item(.originator(adoption: 0), accepted: .min)], on: .max).points == 0)
    }

    @Test func recognitionAndSharesMultiply() throws {
        #expect(try rules().bonus([item(.originator(adoption: 0), recognition: 1.5, fraction: 0.5)], on: 1).points == 3)
        #expect(try rules().bonus([item(.originator(adoption: 0), worth: -1)], on: 1).credits[0].refused == .invalid)
        #expect(try rules().bonus([item(.follower(adoptionAtEntry: 1.5))], on: 1).credits[0].refused == .invalid)
        try Innovation.checkFractions([item(.originator(adoption: 0), fraction: 0.6), item(.originator(adoption: 0), fraction: 0.4)])
        #expect(throws: FamilyError.fractions) {
            try Innovation.checkFractions([item(.originator(adoption: 0), fraction: 0.6), item(.originator(adoption: 0), fraction: 0.5)])
        }
    }

    @Test func rulesOutOfRangeAreRefused() {
        #expect(throws: FamilyError.parameter("limit")) { try rules(limit: -1) }
        #expect(throws: FamilyError.parameter("saturation")) { try rules(saturation: 0) }
        #expect(throws: FamilyError.parameter("term")) { try rules(term: 0) }
    }

    @Test func creditsAlwaysSumToTheBonusWithinTheLimit() throws {
        var random = SplitMix64(seed: 41)
        for _ in 0..<500 {
            let items = (0..<Int(random.next() % 8)).map { k in
                item(
                    random.next() % 2 == 0 ? .originator(adoption: random.unit()) : .follower(adoptionAtEntry: random.unit()),
                    id: "\(random.next() % 5)", worth: random.unit() * 8, accepted: Int(random.next() % 900), fraction: random.unit(),
                    evidence: random.next() % 5 == 0 ? [] : ["e"])
            }
            let bonus = try rules(limit: 5).bonus(items, on: 800)
            #expect(bonus.points >= 0 && bonus.points <= 5)
            #expect(abs(bonus.credits.reduce(0) { $0 + $1.counted } - bonus.points) < 1e-12)
            #expect(bonus.credits.count == items.count)
            for credit in bonus.credits { #expect((credit.refused == nil) || credit.earned == 0) }
        }
    }
}

@Suite("Scores of a scheme with floors, progress and innovation")
struct FamilyScoreTests {
    let cap = VetoReason(item: "a", veto: .cap(score: 60), reason: "r")

    @Test func theBonusNeverLiftsOverACapAndIsWithheldUnderABlock() {
        #expect(FamilyScore(base: 58, bonus: 9, node: "s", vetoes: [cap]).published == 60)
        #expect(FamilyScore(base: 58, bonus: 9, node: "s", vetoes: []).published == 67)
        #expect(FamilyScore(base: 58, bonus: 9, node: "s", vetoes: [VetoReason(item: "b", veto: .block, reason: "")]).published == nil)
        #expect(
            FamilyScore(base: 58, bonus: 9, node: "s", vetoes: [VetoReason(item: "b", veto: .zero(node: "s"), reason: "")]).published == 0)
    }

    @Test func ahundredIsTheMostUnlessTheSchemeSaysOtherwise() {
        #expect(FamilyScore(base: 97, bonus: 9, node: "s", vetoes: []).published == 100)
        #expect(FamilyScore(base: 97, bonus: 9, node: "s", vetoes: [], maximum: 110).published == 106)
    }
}
