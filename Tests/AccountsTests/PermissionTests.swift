import Accounts
import Foundation
import Kernel
import Testing

@Suite struct PermissionTests {
    /// Every cell of the table, at a unit with a section under it, against records of its own unit, its section, another unit of
    /// the city, a district below and a place outside: the scope's definition is computed here a second time.
    @Test func everyCellReachesExactlyWhatItsScopeSays() throws {
        let city = try City()
        let records = [City.water, City.waterSection, City.schools, City.districtBureau, City.otherBureau].map { city.resource($0) }
        for role in Role.assignable {
            for held in [City.water, City.districtBureau] {
                let permissions = city.permissions(role, at: held)
                let heldJurisdiction = try #require(city.organizations[held]).jurisdiction
                for action in Action.allCases {
                    let scope = PermissionTable.scope(of: action, for: role)
                    for record in records {
                        let unit = try #require(record.organization)
                        let place = try #require(record.jurisdiction)
                        let expected =
                            switch scope {
                            case .none, .own: false
                            case .ownUnit: unit == held
                            case .unitSubtree: city.organizations.path(to: unit).contains(held)
                            case .ownJurisdiction: city.jurisdictions.path(to: place).contains(heldJurisdiction)
                            case .all: true
                            }
                        #expect(permissions.allows(action, on: record) == expected, "\(role) \(action) \(scope) at \(held) on \(unit)")
                        #expect(permissions.visible(for: action).contains(record) == expected)
                        #expect(!permissions.allows(action, on: city.resource(unit, secrecy: .workSecret)))
                        #expect(
                            city.permissions(role, at: held, clearance: .workSecret).allows(
                                action, on: city.resource(unit, secrecy: .workSecret))
                                == expected)
                    }
                    let mine = Resource(organization: City.schools, owner: .init(100))
                    let contract = Resource(organization: City.schools, parties: [held])
                    let panel = Resource(organization: City.schools, panel: [.init(100)])
                    for record in [mine, contract, panel] {
                        #expect(permissions.allows(action, on: record) == (scope != .none), "\(role) \(action)")
                    }
                    #expect(permissions.allows(action) == (scope != .none))
                }
            }
        }
    }

    @Test func administratorsDoNoBusinessAndShareNoPower() {
        let business = Action.allCases.filter {
            ["project", "order", "light", "baseline", "slip", "instruction", "advice", "chain", "evaluation", "finding", "plan"]
                .contains($0.rawValue.split(separator: ".")[0])
        }
        for role in Role.allCases where role.duty.isAdministrator {
            for action in business { #expect(PermissionTable.scope(of: action, for: role) == .none, "\(role) \(action)") }
        }
        let powers: [(Action, Role)] = [
            (.backupRun, .systemAdministrator), (.userManage, .systemAdministrator), (.roleAssign, .securityAdministrator),
            (.securityManage, .securityAdministrator), (.userHandover, .securityAdministrator), (.auditVerify, .auditAdministrator),
        ]
        for (action, holder) in powers {
            for role in Role.allCases {
                #expect((PermissionTable.scope(of: action, for: role) != .none) == (role == holder), "\(action) \(role)")
            }
        }
        #expect(Role.allCases.filter { PermissionTable.scope(of: .auditRead, for: $0) != .none } == [.auditReader, .auditAdministrator])
    }

    /// An action that changes a record needs sight of it: no role may act further than it sees.
    @Test func noRoleActsFurtherThanItSees() {
        for role in Role.allCases {
            for action in Action.allCases where action != .orderCreate {
                #expect(
                    PermissionTable.scope(of: action, for: role) <= PermissionTable.scope(of: action.sight, for: role), "\(role) \(action)")
            }
        }
    }

    @Test func whatIsOutOfSightIsNotFoundAndWhatIsInSightIsForbidden() throws {
        let city = try City()
        let applicant = city.permissions(.applicant, at: City.water)
        func code(_ action: Action, _ unit: OrganizationID) -> String? {
            do {
                try applicant.require(action, on: city.resource(unit))
                return nil
            } catch { return error.code }
        }
        #expect(code(.projectEdit, City.water) == nil)
        #expect(code(.projectDecide, City.water) == "LT1106")
        #expect(code(.projectEdit, City.schools) == "LT1107")
        #expect(code(.projectRead, City.districtBureau) == "LT1107")
    }

    @Test func theRootReachesTheTenantWithoutAListAndTwoPostsAddUp() throws {
        let city = try City()
        let root = try OrganizationTree([
            Organization(
                id: .init(1), jurisdiction: .init(1), kind: .lead, name: .init(zhHans: "", zhHant: "", en: ""), code: "root")
        ])
        let one = Assignment(id: .init(1), person: .init(1), account: .init(1), organization: .init(1), role: .leader, from: city.today)
        let permissions = Permissions(
            person: .init(1), account: .init(1), assignments: [one], organizations: root, jurisdictions: city.jurisdictions, on: city.today)
        #expect(permissions.visible(for: .projectRead).open.all && permissions.visible(for: .projectRead).restricted.isEmpty)

        let posts = [City.water, City.schools].enumerated().map { index, unit in
            Assignment(
                id: .init(Int64(index + 1)), person: .init(1), account: .init(1), organization: unit, role: .applicant, from: city.today)
        }
        let both = Permissions(
            person: .init(1), account: .init(1), assignments: posts, organizations: city.organizations, jurisdictions: city.jurisdictions,
            on: city.today)
        #expect(both.visible(for: .projectRead).open.organizations == [City.water, City.schools])
    }

    @Test func aPostCountsFromItsFirstDayToTheDayItEnds() throws {
        let city = try City()
        let assignment = Assignment(
            id: .init(1), person: .init(1), account: .init(1), organization: City.water, role: .applicant, from: city.today,
            until: city.today.adding(days: 2))
        for (offset, holds) in [(-1, false), (0, true), (1, true), (2, false)] {
            let permissions = Permissions(
                person: .init(1), account: .init(1), assignments: [assignment], organizations: city.organizations,
                jurisdictions: city.jurisdictions, on: city.today.adding(days: offset))
            #expect(permissions.allows(.projectRead) == holds && permissions.allows(.selfEdit))
        }
    }

    @Test func aTokenKeepsOnlyItsScopesAndNeverAccessItself() throws {
        let city = try City()
        let office = city.permissions(.portfolioOffice, at: City.lead)
        let limited = office.limited(to: [.projectRead, .selfEdit, .setupRun])
        #expect(limited.allows(.projectRead) && !limited.allows(.projectEdit) && !limited.allows(.selfEdit) && !limited.allows(.setupRun))

        let now = Instant(microseconds: 1_700_000_000_000_000)
        func make(_ scopes: Set<Action>, days: Int = 30) throws(AppError) -> (token: APIToken, text: Secret) {
            try APIToken.make(
                id: .init(1), name: "报送", scopes: scopes, days: days, for: .init(1000), permissions: office, now: now,
                random: SystemRandomBytes())
        }
        let (token, text) = try make([.projectRead])
        let presented = String(decoding: text.bytes, as: UTF8.self)
        #expect(presented.hasPrefix("lantu_") && APIToken.digest(ofPresented: presented) == token.digest)
        #expect(APIToken.digest(ofPresented: presented + "x") == nil && APIToken.digest(ofPresented: "") == nil)
        #expect(token.isValid(at: now) && !token.isValid(at: now.adding(seconds: 30 * 86400)))
        #expect(throws: AppError.self) { try make([.backupRun]) }
        #expect(throws: AppError.self) { try make([.auditRead]) }
        #expect(throws: AppError.self) { try make([]) }
        #expect(throws: AppError.self) { try make([.projectRead], days: 367) }
    }

    @Test func theVisitorSeesWhatIsPublishedOnly() {
        let allowed = Action.allCases.filter { Permissions.visitor.allows($0) }
        #expect(allowed == [.portalRead, .needCreate])
    }

    @Test func thePageInTheDocumentationIsCurrent() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = root.appending(path: "docs/permissions.md")
        if ProcessInfo.processInfo.environment["LANTU_WRITE_DOCS"] != nil {
            try PermissionTable.markdown.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == PermissionTable.markdown)
    }
}
