import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Persistence
import Projects
import Store
import TestSupport
import Testing
import Web

@testable import App

/// Standing in for each other, what a handover takes along, and administrators' second factor; on both engines.
@Suite struct DelegationTests {
    private func post(_ site: TestSite, _ name: String) async throws -> AssignmentID {
        let person = try #require(site.people[name])
        return try #require(try await site.parts.people(person).assignments.first).id
    }

    @Test func aStandInActsForATimeAndEndsByItself() async throws {
        try await withSite { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            let lead = try await site.signedIn("lead", .unitLead)
            let taker = try #require(site.people["clerk"])
            let page = try await lead.get("/account/delegations")
            #expect(page.status == .ok && page.body.contains("delegation-form"))
            let day = site.today
            let fields = [
                "post": try await post(site, "lead").description, "taker": taker.description, "from": day.description,
                "last": day.adding(days: 1).description,
            ]
            #expect(try await lead.post("/account/delegations", fields).status == .seeOther)
            let held = try await site.parts.people(taker).assignments.first { $0.delegatedFrom != nil }
            #expect(held?.role == .unitLead && held?.until == day.adding(days: 2))
            #expect(try await clerk.get("/account/delegations").body.contains("lead"))
            // A second stand-in for the same days is refused, and what was typed stays.
            let again = try await lead.post("/account/delegations", fields)
            #expect(again.status == .conflict && again.body.contains("delegation-form"))
            #expect(held?.holds(on: day.adding(days: 1)) == true && held?.holds(on: day.adding(days: 2)) == false)
        }
    }

    @Test func whoGaveItTakesItBackAndWhoHoldsItGivesItBackAndNobodyElse() async throws {
        try await withSite { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            let other = try await site.signedIn("other", .applicant)
            let lead = try await site.signedIn("lead", .unitLead)
            let taker = try #require(site.people["clerk"])
            for ender in [lead, clerk] {
                let fields = [
                    "post": try await post(site, "lead").description, "taker": taker.description, "from": site.today.description,
                    "last": site.today.adding(days: 9).description,
                ]
                #expect(try await lead.post("/account/delegations", fields).status == .seeOther)
                let held = try await site.parts.people(taker).assignments.last { $0.delegatedFrom != nil && $0.isAhead(of: site.today) }
                let id = try #require(held?.id)
                #expect(try await other.post("/account/delegations/\(id)/ending", [:]).status == .notFound)
                #expect(try await ender.post("/account/delegations/\(id)/ending", [:]).status == .seeOther)
                let ended = try await site.parts.people(taker).assignments.first { $0.id == id }
                #expect(ended?.isAhead(of: site.today) == false)
            }
        }
    }

    @Test func nobodyDelegatesAnothersPostOrAnAdministrators() async throws {
        try await withSite { site in
            _ = try await site.signedIn("clerk", .applicant)
            let admin = try await site.signedIn("sysadmin", .systemAdministrator)
            let lead = try await site.signedIn("lead", .unitLead)
            let taker = try #require(site.people["clerk"]).description
            let days = ["from": site.today.description, "last": site.today.description, "taker": taker]
            let own = try await post(site, "sysadmin").description
            #expect(try await admin.post("/account/delegations", days.merging(["post": own]) { $1 }).status == .conflict)
            #expect(try await lead.post("/account/delegations", days.merging(["post": own]) { $1 }).status == .notFound)
            let past = ["from": site.today.adding(days: -3).description, "post": try await post(site, "lead").description]
            #expect(try await lead.post("/account/delegations", days.merging(past) { $1 }).status == .unprocessableContent)
        }
    }

    @Test func aHandoverShowsWhatIsInHandAndTakesSavedViewsAlong() async throws {
        try await withSite { site in
            _ = try await site.signedIn("leaving", .applicant)
            _ = try await site.signedIn("coming", .applicant)
            let admin = try await site.signedIn("secadmin", .securityAdministrator)
            let (giver, taker) = (try #require(site.people["leaving"]), try #require(site.people["coming"]))
            let accounts = site.parts.accounts, tenant = site.tenant
            let from = try #require(try await site.parts.people(giver).accounts.first).id
            let to = try #require(try await site.parts.people(taker).accounts.first).id
            try await site.database.write { connection in
                for (id, account, name) in [(1, from, "mine"), (2, from, "both"), (3, to, "both")] {
                    try connection.execute(
                        """
                        insert into saved_views (tenant_id, id, account_id, list, name, query)
                        values (\(tenant), \(Int64(id)), \(account), 'projects', \(name), '')
                        """)
                }
            }
            #expect(try await accounts.charge(tenant: tenant, of: giver, on: site.today).holdings.map(\.title) == ["mine", "both"])
            let page = try await admin.get("/settings/people/\(giver)/handover")
            #expect(page.status == .ok && page.body.contains("charge-list"))
            let answer = try await admin.post("/settings/people/\(giver)/handover", ["taker": taker.description])
            #expect(answer.status == .seeOther)
            let views = PortfolioStore(database: site.database)
            #expect(try await views.shelf(tenant: tenant, account: to, list: "projects").views.map(\.name) == ["both", "mine"])
        }
    }

    @Test func anAdministratorEnrolsASecondFactorBeforeAnythingElse() async throws {
        try await withSite(secondFactor: .administrators) { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            #expect(try await clerk.get("/account").status == .ok)
            let password = try await site.ready("sysadmin", .systemAdministrator)
            let admin = try await site.visit()
            _ = try await admin.post("/sign-in", ["name": "sysadmin", "password": password])
            for path in ["/account", "/settings/people", "/account/delegations"] {
                #expect(try await admin.get(path).location == "/account/second-factor", "\(path)")
            }
            #expect(try await admin.get("/api/people").status == .forbidden)
            let page = try await admin.get("/account/second-factor")
            #expect(page.status == .ok && page.body.contains("role=\"alert\""))
            let csrf = admin.csrf ?? ""
            // A form needs the token of a page; a change is refused whatever it is.
            #expect(try await admin.send(.post, "/settings/people", ["csrf": csrf]).status == .forbidden)
            let shown = try #require(page.body.firstMatch(of: /[A-Z2-7]{32}/))
            let secret = try #require(Base32.decode(String(shown.0)))
            let sealed = String(try #require(page.body.firstMatch(of: /name="sealed" value="([^"]+)"/)).1)
            let code = TOTP(secret: Secret(secret)).code(step: TOTP.step(at: site.clock.now()))
            let done = try await admin.send(
                .post, "/account/second-factor", ["csrf": csrf, "sealed": sealed, "code": code])
            #expect(done.status == .ok)
            #expect(try await admin.get("/settings/people").status == .ok)
        }
    }
}
