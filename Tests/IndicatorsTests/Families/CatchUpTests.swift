import Indicators
import Testing

@Suite("追趕: progress towards a target with a deadline")
struct CatchUpTests {
    typealias Seen = CatchUp.Observation

    func seen(_ day: Int, _ value: Double) -> Seen { Seen(day: day, value: value) }

    /// From 20 on day 0 to 60 on day 1,000 unless told.
    func catchUp(
        _ direction: Direction = .higherIsBetter, start: Seen? = Seen(day: 0, value: 20), window: ClosedRange<Int>? = nil,
        goal: CatchUp.Goal = .value(60), deadline: Int = 1_000, path: [Seen] = [], mode: CatchUp.Mode = .progress,
        level: CatchUp.Level = .ignored, cap: Double = 1, tolerance: Double? = nil, zero: Bool = false, interval: Int = 366, lag: Int = 0,
        age: Int = 731
    ) throws -> CatchUp {
        try CatchUp(
            direction: direction, start: start, startWindow: window, target: .init(goal: goal, deadline: deadline, path: path), mode: mode,
            level: level, achievementCap: cap, tolerance: tolerance, zeroIsMeaningful: zero, interval: interval, publicationLag: lag,
            maximumAge: age)
    }

    @Test func progressIsTheShareOfTheWay() throws {
        let result = try catchUp().result([seen(500, 30)], on: 500)
        #expect(result.score == 25 && result.progress == 0.25 && result.due == 0.5 && result.lag == 0.25)
        #expect(result.projectedDay == 2_000)
        #expect(abs((result.requiredPace ?? 0) - 30.0 / 500 * 365.2425) < 1e-12)
        #expect(result.flags.isEmpty)
    }

    @Test func aDecliningIndicatorUsesTheSameFormula() throws {
        let result = try catchUp(.lowerIsBetter, start: seen(0, 60), goal: .value(20)).result([seen(500, 50)], on: 500)
        #expect(result.score == 25 && result.progress == 0.25)
        #expect((result.requiredPace ?? 0) < 0)
    }

    @Test func timeIsThatOfTheValueNotOfToday() throws {
        let result = try catchUp().result([seen(500, 40)], on: 700)
        #expect(result.due == 0.5 && result.lag == 0)
    }

    @Test func recedingScoresZeroAndShowsTheRawShare() throws {
        let result = try catchUp().result([seen(500, 10)], on: 500)
        #expect(result.score == 0 && result.progress == -0.25 && result.flags == [.receding] && result.projectedDay == nil)
    }

    @Test func overAchievementIsCappedAndKeptRaw() throws {
        #expect(try catchUp().result([seen(500, 70)], on: 500).score == 100)
        let result = try catchUp(cap: 1.2).result([seen(500, 70)], on: 500)
        #expect(result.score == 120 && result.progress == 1.25 && result.flags == [.overAchieved] && result.requiredPace == 0)
        #expect(throws: FamilyError.achievementCap) { try catchUp(cap: 1.3) }
        #expect(throws: FamilyError.achievementCap) { try catchUp(cap: 0.9) }
    }

    @Test func paceModeComparesWithWhatIsDueOnceATenthIs() throws {
        let pace = try catchUp(mode: .pace)
        #expect(pace.result([seen(500, 30)], on: 500).score == 50)
        #expect(pace.result([seen(99, 30)], on: 99).unscored == .notDue)
        #expect(pace.result([seen(100, 22)], on: 100).score == 50)
        #expect(pace.result([seen(500, 10)], on: 500).score == 0)
        #expect(pace.result([seen(500, 60)], on: 500).score == 100)
    }

    @Test func yearlyTargetsAreTheDuePath() throws {
        let path = try catchUp(path: [seen(500, 25)], mode: .pace)
        // 5 of 40 are due on day 500, half of that on day 250, and a quarter of the rest after another 125 days.
        #expect(path.result([seen(500, 25)], on: 500).due == 0.125)
        #expect(path.result([seen(500, 25)], on: 500).score == 100)
        #expect(path.result([seen(250, 25)], on: 250).due == 0.0625)
        #expect(abs((path.result([seen(625, 25)], on: 625).due ?? 0) - (0.125 + 0.25 * 0.875)) < 1e-12)
    }

    @Test func theBetterOfLevelAndProgressCounts() throws {
        let better = try catchUp(start: seen(0, 90), goal: .value(100), level: .better(unacceptable: 60, satisfactory: 100))
        // Progress 10 %, level 91.
        #expect(better.result([seen(500, 91)], on: 500).score == 91)
        #expect(better.result([seen(500, 99)], on: 500).score == 99)
        let mixed = try catchUp(start: seen(0, 90), goal: .value(100), level: .mixed(share: 0.5, unacceptable: 60, satisfactory: 100))
        #expect(abs((mixed.result([seen(500, 91)], on: 500).score ?? 0) - 50.5) < 1e-12)
        // A level below nought does not drag progress down.
        let low = try catchUp(level: .better(unacceptable: 50, satisfactory: 51))
        #expect(low.result([seen(500, 30)], on: 500).score == 25)
    }

    @Test func nowhereToGoIsMaintenance() throws {
        for goal in [20.0, 15] {
            let item = try catchUp(goal: .value(goal), tolerance: 4)
            #expect(item.result([seen(500, goal)], on: 500).score == 100)
            #expect(item.result([seen(500, goal + 5)], on: 500).score == 100)
            #expect(item.result([seen(500, goal - 1)], on: 500).score == 75)
            #expect(item.result([seen(500, goal - 4)], on: 500).score == 0)
            #expect(item.result([seen(500, goal - 9)], on: 500).score == 0)
            #expect(item.result([seen(500, goal)], on: 500).flags == [.maintenance])
            #expect(item.result([seen(500, goal)], on: 500).progress == nil)
        }
    }

    @Test func aWayShorterThanTheToleranceIsMaintenance() throws {
        let item = try catchUp(goal: .value(22), tolerance: 4)
        #expect(item.result([seen(500, 21)], on: 500).score == 75)
        #expect(item.result([seen(500, 22)], on: 500).flags == [.maintenance])
        #expect(try catchUp(goal: .value(24), tolerance: 4).result([seen(500, 21)], on: 500).progress == 0.25)
    }

    @Test func maintenanceWithoutATolerancePassesOrIsUnscored() throws {
        let item = try catchUp(goal: .value(15))
        #expect(item.result([seen(500, 15)], on: 500).score == 100)
        let below = item.result([seen(500, 14)], on: 500)
        #expect(below.score == nil && below.unscored == .noTolerance)
    }

    @Test func aMissingStartIsEstimatedInItsWindowOrUnscored() throws {
        let without = try catchUp(start: nil)
        #expect(without.result([seen(500, 30)], on: 500).unscored == .noStart)
        #expect(without.result([seen(500, 30)], on: 500).score == nil)
        let window = try catchUp(start: nil, window: 0...200)
        let result = window.result([seen(500, 30), seen(100, 20)], on: 500)
        #expect(result.score == 25 && result.flags == [.estimated] && abs((result.due ?? 0) - 400.0 / 900) < 1e-12)
        #expect(window.result([seen(300, 20), seen(500, 30)], on: 500).unscored == .noStart)
        #expect(try catchUp(start: nil, window: 0...2_000, deadline: 100).result([seen(150, 20)], on: 500).unscored == .dates)
    }

    @Test func aMissingOrEmptyTargetIsNeverAPass() throws {
        let none = try CatchUp(direction: .higherIsBetter, start: seen(0, 20), target: nil)
        #expect(none.result([seen(500, 90)], on: 500).unscored == .notScored)
        #expect(try catchUp(.lowerIsBetter, goal: .value(0)).result([seen(500, 10)], on: 500).unscored == .notScored)
        #expect(try catchUp(.lowerIsBetter, goal: .value(0), zero: true).result([seen(500, 10)], on: 500).score == 50)
        #expect(try catchUp(goal: .value(.nan)).result([seen(500, 10)], on: 500).unscored == .notScored)
    }

    @Test func aMissingValueIsCarriedForwardForATime() throws {
        let item = try catchUp(deadline: 3_000, interval: 365, age: 700)
        #expect(item.result([seen(300, 30)], on: 600).flags.isEmpty)
        #expect(item.result([seen(300, 30)], on: 665).flags == [.carriedForward])
        #expect(item.result([seen(300, 30)], on: 1_000).score == 25)
        #expect(item.result([seen(300, 30)], on: 1_001).unscored == .noCurrent)
        #expect(item.result([], on: 500).unscored == .noCurrent)
        #expect(item.result([seen(300, .nan)], on: 300).unscored == .noCurrent)
        // Published half a year late as declared: not carried forward.
        #expect(try catchUp(deadline: 3_000, interval: 365, lag: 180).result([seen(300, 30)], on: 700).flags.isEmpty)
    }

    @Test func whatIsNotYetKnownDoesNotCount() throws {
        #expect(try catchUp().result([seen(400, 30), seen(600, 60)], on: 500).progress == 0.25)
    }

    @Test func aRangeIsApproachedFromEitherSideAndFullInside() throws {
        let range = CatchUp.Goal.range(50...60)
        #expect(try catchUp(start: seen(0, 10), goal: range).result([seen(500, 30)], on: 500).score == 50)
        #expect(try catchUp(start: seen(0, 80), goal: range).result([seen(500, 70)], on: 500).score == 50)
        for value in [50.0, 55, 60] {
            #expect(try catchUp(start: seen(0, 10), goal: range).result([seen(500, value)], on: 500).score == 100)
        }
        // Past the far bound the way back is missing.
        #expect(try catchUp(start: seen(0, 10), goal: range).result([seen(500, 70)], on: 500).score == 75)
        let inside = try catchUp(start: seen(0, 55), goal: range, tolerance: 10)
        #expect(inside.result([seen(500, 58)], on: 500).score == 100)
        #expect(inside.result([seen(500, 65)], on: 500).score == 50)
        #expect(inside.result([seen(500, 45)], on: 500).flags == [.maintenance])
    }

    @Test func afterTheDeadlineProgressIsFrozen() throws {
        let result = try catchUp(age: 5_000).result([seen(1_000, 40), seen(1_500, 60)], on: 1_600)
        #expect(result.score == 50 && result.due == 1 && result.progress == 0.5 && result.lateProgress == 1)
        #expect(result.flags == [.late] && result.requiredPace == nil)
        let lost = try catchUp(age: 5_000).result([seen(1_000, 40), seen(1_500, 30)], on: 1_600)
        #expect(lost.flags.isEmpty && lost.progress == 0.5)
    }

    @Test func aRevisionCountsFromItsDayOn() throws {
        var item = try catchUp()
        try item.revise(.init(goal: .value(100), deadline: 1_000, validFrom: 400, provenance: "府函〔2026〕9 號"))
        #expect(item.result([seen(300, 30)], on: 399).progress == 0.25)
        #expect(item.result([seen(300, 30)], on: 400).progress == 0.125)
        #expect(item.result([seen(300, 30)], on: 400).flags == [.revised])
        #expect(item.targets.count == 2)
        #expect(throws: FamilyError.revision) { try item.revise(.init(goal: .value(1), deadline: 1_000, validFrom: 400)) }
        #expect(throws: FamilyError.dates) { try item.revise(.init(goal: .value(1), deadline: 0, validFrom: 500)) }
    }

    @Test func aDeadlineBeforeTheStartIsRefused() {
        #expect(throws: FamilyError.dates) { try catchUp(deadline: 0) }
        #expect(throws: FamilyError.tolerance) { try catchUp(tolerance: 0) }
    }

    @Test func scoresStayWithinTheirBoundsWhateverComes() throws {
        var random = SplitMix64(seed: 31)
        func number() -> Double { [0, 1, -1, 1e-300, 1e300, 50, 20, .nan, -.infinity, random.unit() * 100][Int(random.next() % 10)] }
        for _ in 0..<3_000 {
            let direction: Direction = random.next() % 2 == 0 ? .higherIsBetter : .lowerIsBetter
            let cap = 1 + 0.2 * random.unit()
            let goal: CatchUp.Goal
            let (a, b) = (number(), number())
            goal = a <= b && random.next() % 2 == 0 ? .range(a...b) : .value(a)
            guard
                let item = try? catchUp(
                    direction, start: random.next() % 4 == 0 ? nil : seen(Int(random.next() % 300), number()), window: 0...400, goal: goal,
                    deadline: 200 + Int(random.next() % 900), mode: random.next() % 2 == 0 ? .pace : .progress,
                    level: random.next() % 2 == 0 ? .ignored : .better(unacceptable: 10, satisfactory: 90), cap: cap,
                    tolerance: random.next() % 2 == 0 ? nil : 3, zero: true)
            else { continue }
            let observations = (0..<Int(random.next() % 5)).map { _ in seen(Int(random.next() % 1_200), number()) }
            let result = item.result(observations, on: Int(random.next() % 1_500))
            #expect((result.score == nil) == (result.unscored != nil))
            if let score = result.score { #expect(score >= 0 && score <= 100 * cap + 1e-9) }
            if let due = result.due { #expect(due >= 0 && due <= 1) }
        }
        #expect(try catchUp().result([seen(.min, 1), seen(.max, 2)], on: .max).unscored == .noCurrent)
    }
}

@Suite("對標: catching up with a leader")
struct PeerGapTests {
    @Test func theGapThatIsClosedCounts() throws {
        let gap = try PeerGap(direction: .higherIsBetter, start: 40, leaderAtStart: 80)
        #expect(gap.progress(60) == 0.5)
        #expect(gap.progress(60, leader: .moving(100)) == 0)
        #expect(gap.score(90) == 100)
        #expect(gap.score(30) == 0)
    }

    @Test func lowerIsBetterMirrors() throws {
        let gap = try PeerGap(direction: .lowerIsBetter, start: 80, leaderAtStart: 40)
        #expect(gap.progress(60) == 0.5)
        #expect(!gap.isMaintenance)
    }

    @Test func aLeaderHasToKeepUp() throws {
        let gap = try PeerGap(direction: .higherIsBetter, start: 80, leaderAtStart: 80, tolerance: 10)
        #expect(gap.isMaintenance)
        #expect(gap.progress(85) == nil)
        #expect(gap.score(85) == 100)
        #expect(gap.score(85, leader: .moving(90)) == 50)
        #expect(gap.score(60) == 0)
        #expect(try PeerGap(direction: .higherIsBetter, start: 90, leaderAtStart: 80).score(70) == nil)
    }
}
