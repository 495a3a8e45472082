import Accounts
import Kernel
import Testing

@Suite struct HandoverTests {
    private let city: City
    init() throws { city = try City() }

    private func party(_ person: Int64, duties: [Duty] = [.business], active: Bool = true) throws -> Handover.Party {
        let accounts = try duties.enumerated().map { index, duty in
            Account(
                id: .init(person * 10 + Int64(index)), person: .init(person), name: try #require(SignInName("p\(person)-\(index)")),
                duty: duty)
        }
        return Handover.Party(
            person: Person(id: .init(person), name: "p\(person)", organization: City.water, isActive: active), accounts: accounts)
    }

    private func post(
        _ id: Int64, _ person: Int64, _ role: Role, at unit: OrganizationID = City.water, from: Int = -30, until: Int? = nil,
        clearance: Secrecy = .internal, standingInFor original: Int64? = nil
    ) -> Assignment {
        Assignment(
            id: .init(id), person: .init(person), account: .init(person * 10), organization: unit, role: role,
            from: city.today.adding(days: from), until: until.map { city.today.adding(days: $0) }, clearance: clearance,
            delegatedFrom: original.map { AssignmentID($0) })
    }

    private func plan(_ giver: Handover.Party, _ taker: Handover.Party, _ posts: [Assignment], _ holdings: [Holding] = []) throws
        -> [Handover.Change]
    {
        var next: Int64 = 1000
        return try Handover.plan(from: giver, to: taker, assignments: posts, holdings: holdings, on: city.today) {
            next += 1
            return AssignmentID(next)
        }.changes
    }

    @Test func everythingHeldMovesInOneStep() throws {
        let holdings = [Holding(kind: "project", id: 7, title: "雪亮"), Holding(kind: "order", id: 9, title: "督办")]
        let posts = [
            post(1, 1, .unitLead, clearance: .workSecret), post(2, 1, .applicant, at: City.schools, from: 10, until: 40),
            post(3, 1, .section, until: -1),
            post(4, 3, .unitLead, until: 5, standingInFor: 1),
        ]
        let changes = try plan(try party(1), try party(2), posts, holdings)
        #expect(
            changes == [
                .end(.init(1), on: city.today),
                .begin(
                    Assignment(
                        id: .init(1001), person: .init(2), account: .init(20), organization: City.water, role: .unitLead, from: city.today,
                        clearance: .workSecret)),
                .end(.init(2), on: city.today.adding(days: 10)),
                .begin(
                    Assignment(
                        id: .init(1002), person: .init(2), account: .init(20), organization: City.schools, role: .applicant,
                        from: city.today.adding(days: 10), until: city.today.adding(days: 40))),
                .reroot(.init(4), from: .init(1001)),
                .move(holdings[0]), .move(holdings[1]), .cutOff(.init(10)),
            ])
    }

    @Test func whatTheTakerHasAlreadyIsNotGivenTwice() throws {
        let changes = try plan(
            try party(1), try party(2), [post(1, 1, .section), post(5, 2, .section), post(4, 3, .section, until: 9, standingInFor: 1)])
        #expect(changes == [.end(.init(1), on: city.today), .reroot(.init(4), from: .init(5)), .cutOff(.init(10))])
        // A narrower post of the taker's does not count as the same.
        let wider = try plan(try party(1), try party(2), [post(1, 1, .section, clearance: .workSecret), post(5, 2, .section)])
        #expect(wider.count == 3)
    }

    @Test func standingInEndsWhenTheTwoAreTheParties() throws {
        #expect(
            try plan(try party(1), try party(2), [post(1, 1, .unitLead), post(6, 2, .unitLead, until: 20, standingInFor: 1)])
                .contains(.end(.init(6), on: city.today)))
        let back = try plan(try party(1), try party(2), [post(6, 1, .unitLead, until: 20, standingInFor: 8), post(8, 2, .unitLead)])
        #expect(back == [.end(.init(6), on: city.today), .cutOff(.init(10))])
    }

    @Test func anAdministratorsDutyGoesToAnAccountOfThatDutyOnly() throws {
        let giver = try party(1, duties: [.audit])
        let posts = [post(1, 1, .auditAdministrator)]
        #expect(throws: AppError("LT1109", .conflict, ["name": "p2"], clause: "GB/T 22239-2019 8.1.5")) {
            try plan(giver, try party(2), posts)
        }
        #expect(throws: AppError.self) { try plan(giver, try party(2, duties: [.business, .system]), posts) }
        let changes = try plan(giver, try party(2, duties: [.business, .audit]), posts)
        #expect(
            changes.contains { change in
                guard case .begin(let assignment) = change else { return false }
                return assignment.account == AccountID(21)
            })
    }

    @Test func nobodyHandsOverToThemselvesOrToSomeoneGone() throws {
        #expect(throws: AppError("LT1115", .conflict, ["name": "p1"])) { try plan(try party(1), try party(1), []) }
        #expect(throws: AppError("LT1115", .conflict, ["name": "p2"])) { try plan(try party(1), try party(2, active: false), []) }
    }

    @Test func aStandInStaysWithinThePostItStandsInFor() throws {
        let original = post(1, 1, .unitLead, until: 30)
        let account = try #require(try party(2).accounts.first)
        func delegate(_ from: Int, _ until: Int, _ of: Assignment, clearance: Secrecy = .internal) throws(AppError) -> Assignment {
            try of.delegated(
                id: .init(2), to: .init(2), account: account, from: city.today.adding(days: from), until: city.today.adding(days: until),
                clearance: clearance)
        }
        let standIn = try delegate(0, 30, original)
        #expect(standIn.role == .unitLead && standIn.delegatedFrom == AssignmentID(1))
        #expect(throws: AppError.self) { try delegate(0, 31, original) }
        #expect(throws: AppError.self) { try delegate(-31, 5, original) }
        #expect(throws: AppError.self) { try delegate(5, 5, original) }
        #expect(throws: AppError.self) { try delegate(0, 5, original, clearance: .workSecret) }
        #expect(throws: AppError.self) { try delegate(0, 5, standIn) }
    }
}
