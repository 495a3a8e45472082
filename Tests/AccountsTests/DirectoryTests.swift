import Accounts
import Kernel
import Testing

@Suite struct DirectoryTests {
    @Test func aTreeRefusesCirclesAndDoubles() throws {
        let city = try City()
        #expect(throws: AppError("LT1112", .invalid, ["id": "11"])) { try city.organizations.moving(City.water, under: City.waterSection) }
        #expect(throws: AppError.self) { try city.organizations.moving(City.water, under: City.water) }
        let moved = try city.organizations.moving(City.waterSection, under: City.schools)
        #expect(moved.subtree(of: City.schools) == [City.schools, City.waterSection] && moved.subtree(of: City.water) == [City.water])
        #expect(moved.path(to: City.waterSection) == [City.waterSection, City.schools])
        #expect(city.organizations.subtree(of: .init(999)).isEmpty && city.organizations.path(to: .init(999)).isEmpty)
        let one = try #require(city.organizations[City.water])
        #expect(throws: AppError.self) { try OrganizationTree([one, one]) }
        #expect(city.organizations.indented.map(\.depth).max() == 1 && city.organizations.indented.count == 7)
    }

    @Test(arguments: [("ZhangWei", "zhangwei"), ("ｚｈａｎｇ", "zhang"), (" 张伟 ", "张伟"), ("a.b-c_1@x", "a.b-c_1@x")])
    func signInNamesFold(typed: String, folded: String) throws { #expect(try #require(SignInName(typed)).text == folded) }

    @Test(arguments: ["", "a", "a b", "a\u{0}b", "<script>", String(repeating: "x", count: 65), "a\u{202E}b", "a/b"])
    func signInNamesRefuseWhatMisleads(typed: String) { #expect(SignInName(typed) == nil) }

    private func account(_ duty: Duty, person: Int64 = 1, id: Int64 = 1, state: Account.State = .active) throws -> Account {
        Account(id: .init(id), person: .init(person), name: try #require(SignInName("n\(id)")), duty: duty, state: state)
    }

    /// 三員分立: whatever roles are asked for in whatever order, an account never holds two duties.
    @Test func noAccountHoldsTwoDuties() throws {
        let day = try City().today
        for duty in Duty.allCases {
            let account = try account(duty)
            for role in Role.assignable {
                var refused: AppError?
                do { try account.checkMayHold(role, from: day, until: nil) } catch { refused = error }
                #expect((refused == nil) == (role.duty == duty))
                if role.duty != duty { #expect(refused?.code == (role.duty.isAdministrator && duty.isAdministrator ? "LT1109" : "LT1110")) }
            }
            #expect(throws: AppError("LT1119", .unprocessable)) { try account.checkMayHold(.publicVisitor, from: day, until: nil) }
        }
        #expect(throws: AppError.self) { try account(.business, state: .closed).checkMayHold(.leader, from: day, until: nil) }
        #expect(throws: AppError.self) { try account(.business).checkMayHold(.leader, from: day, until: day) }
    }

    @Test func aPersonHasOneBusinessAndOneAdministratorAccountAtMost() {
        for duty in Duty.allCases {
            for other in Duty.allCases {
                var allowed = true
                do { try duty.checkMayJoin([other], name: "x") } catch { allowed = false }
                #expect(allowed == (duty != other && !(duty.isAdministrator && other.isAdministrator)), "\(duty) \(other)")
            }
        }
    }
}
