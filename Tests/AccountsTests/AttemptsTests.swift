import Accounts
import Kernel
import Testing

@Suite struct AttemptsTests {
    private let start = Instant(microseconds: 1_700_000_000_000_000)

    @Test func theFifthFailureLocksForFifteenMinutes() {
        var attempts = Attempts(since: start)
        for failure in 1...5 {
            attempts = attempts.failing(at: start.adding(seconds: Int64(failure)), .name)
            #expect(attempts.isLocked(at: start.adding(seconds: 5)) == (failure == 5))
        }
        #expect(attempts.isLocked(at: start.adding(seconds: 5 + 899)) && !attempts.isLocked(at: start.adding(seconds: 5 + 900)))
        #expect(attempts.minutesLocked(at: start.adding(seconds: 5)) == 15)
        // A new count begins after the lock: one more failure does not lock again.
        #expect(!attempts.failing(at: start.adding(seconds: 906), .name).isLocked(at: start.adding(seconds: 906)))
    }

    /// Any history of failures: no fifteen minutes hold five failures without a lock, and no lock ends early.
    @Test func noHistoryGetsMoreTriesThanTheLimit() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var attempts = Attempts(since: start)
            var now = start
            var lockedAt: Instant?
            var recent: [Instant] = []
            for _ in 0..<200 {
                now = now.adding(seconds: Int64.random(in: 0...400, using: &random))
                if let lockedAt, now < lockedAt.adding(seconds: 900) {
                    #expect(attempts.isLocked(at: now) && attempts.failing(at: now, .name) == attempts)
                    #expect((1...15).contains(attempts.minutesLocked(at: now)))
                    continue
                }
                #expect(!attempts.isLocked(at: now))
                attempts = attempts.failing(at: now, .name)
                recent = recent.filter { now < $0.adding(seconds: 900) } + [now]
                lockedAt = attempts.isLocked(at: now) ? now : nil
                #expect(recent.count < 5 || lockedAt != nil)
                if lockedAt != nil { recent = [] }
            }
        }
    }

    @Test func aClockThatStepsBackNeitherUnlocksNorForgets() {
        var attempts = Attempts(since: start)
        for _ in 0..<4 { attempts = attempts.failing(at: start, .name) }
        attempts = attempts.failing(at: start.adding(seconds: -3600), .name)
        #expect(attempts.isLocked(at: start.adding(seconds: -3600)))
        let locked = Attempts(failures: 5, since: start, lockedUntil: start.adding(seconds: 900))
        #expect(locked.isLocked(at: start.adding(seconds: -3600)))
    }

    @Test func anAddressForgetsFifteenMinutesAfterTheFirstFailure() {
        var attempts = Attempts(since: start)
        for minute in Int64(0)..<200 { attempts = attempts.failing(at: start.adding(seconds: minute * 60), .address) }
        #expect(!attempts.isLocked(at: start.adding(seconds: 200 * 60)))
    }

    private func account(_ state: Account.State = .active, secondFactor: Bool = false, mustChange: Bool = false) throws -> Account {
        Account(
            id: .init(1), person: .init(2), name: try #require(SignInName("zhang")), state: state, passwordSetAt: start,
            mustChangePassword: mustChange,
            hasSecondFactor: secondFactor)
    }

    @Test func anUnknownNameAWrongPasswordAndAShutAccountAreAnsweredAlike() throws {
        let policy = PasswordPolicy(.asvs)
        let answers = [
            SignInDecision.afterPassword(matched: false, account: nil, policy: policy, byName: nil, byAddress: nil, at: start),
            .afterPassword(matched: false, account: try account(), policy: policy, byName: nil, byAddress: nil, at: start),
            .afterPassword(matched: true, account: try account(.locked), policy: policy, byName: nil, byAddress: nil, at: start),
            .afterPassword(matched: true, account: try account(.closed), policy: policy, byName: nil, byAddress: nil, at: start),
        ]
        #expect(Set(answers).count == 1)
        #expect(answers[0].answer == .refused(AppError("LT1104", .unauthenticated)))
        #expect(answers[0].byName?.failures == 1 && answers[0].byAddress?.failures == 1)
    }

    @Test func theRightPasswordIsRefusedWhileLocked() throws {
        let locked = Attempts(failures: 5, since: start, lockedUntil: start.adding(seconds: 60))
        let decision = SignInDecision.afterPassword(
            matched: true, account: try account(), policy: .init(.asvs), byName: locked, byAddress: nil, at: start)
        #expect(decision.answer == .refused(AppError("LT1102", .tooMany, ["minutes": "1"])) && decision.byName == locked)
    }

    @Test func thePasswordAloneDoesNotClearTheCountWhenASecondFactorFollows() throws {
        var attempts: Attempts?
        let account = try account(secondFactor: true)
        for round in 1...5 {
            let first = SignInDecision.afterPassword(
                matched: true, account: account, policy: .init(.asvs), byName: attempts, byAddress: nil, at: start)
            #expect(first.answer == .admitted(.secondFactor))
            let second = SignInDecision.afterSecondFactor(
                matched: false, account: account, policy: .init(.asvs), byName: first.byName, byAddress: nil, at: start)
            attempts = second.byName
            #expect(attempts?.failures == round)
        }
        #expect(attempts?.isLocked(at: start) == true)
    }

    @Test func aGivenPasswordMustBeChangedFirst() throws {
        let decision = SignInDecision.afterPassword(
            matched: true, account: try account(mustChange: true), policy: .init(.asvs), byName: Attempts(failures: 2, since: start),
            byAddress: nil, at: start)
        #expect(decision.answer == .admitted(.passwordChange) && decision.byName == nil)
    }

    @Test func sprayingManyNamesLocksTheAddress() throws {
        var address: Attempts?
        for _ in 0..<30 {
            address =
                SignInDecision.afterPassword(
                    matched: false, account: nil, policy: .init(.asvs), byName: nil, byAddress: address, at: start
                ).byAddress
        }
        let decision = SignInDecision.afterPassword(
            matched: true, account: try account(), policy: .init(.asvs), byName: nil, byAddress: address, at: start)
        #expect(decision.answer == .refused(AppError("LT1102", .tooMany, ["minutes": "15"])))
    }
}
