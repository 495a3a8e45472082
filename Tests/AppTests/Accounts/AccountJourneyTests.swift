import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Persistence
import Store
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// Signing in and what follows, through the site itself on both engines.
@Suite struct AccountJourneyTests {
    @Test func aFirstPasswordIsChangedAndTheSessionRenewed() async throws {
        try await withSite { site in
            let first = try await site.person("clerk", .applicant)
            let visitor = try await site.visit()
            let answer = try await visitor.post("/sign-in", ["name": "CLERK", "password": first])
            #expect(answer.status == .seeOther && answer.location == "/sign-in/password")
            let halfOpen = try #require(visitor.cookies["lantu_session"])
            // Half a session opens nothing.
            #expect(try await visitor.get("/account").location?.hasPrefix("/sign-in") == true)
            let weak = try await visitor.post(
                "/sign-in/password", ["current": first, "password": "password1234", "repeated": "password1234"])
            #expect(weak.status == .unprocessableContent && weak.body.contains("field-password-error"))
            let changed = try await visitor.post(
                "/sign-in/password", ["current": first, "password": "three rivers meet here", "repeated": "three rivers meet here"])
            #expect(changed.status == .seeOther && visitor.cookies["lantu_session"] != halfOpen)
            let account = try await visitor.get("/account")
            #expect(account.status == .ok && account.body.contains("password-form"))
            // The old token is dead.
            let thief = try await site.visit()
            thief.cookies["lantu_session"] = halfOpen
            #expect(try await thief.get("/account").status == .seeOther)
        }
    }

    @Test func aTokenOfBeforeIsNotTheSessionOfAfter() async throws {
        try await withSite { site in
            let password = try await site.ready("fixed", .applicant)
            let visitor = try await site.visit()
            let planted = String(repeating: "A", count: 43)
            visitor.cookies["lantu_session"] = planted
            _ = try await visitor.post("/sign-in", ["name": "fixed", "password": password])
            let token = try #require(visitor.cookies["lantu_session"])
            #expect(token != planted)
            _ = try await visitor.get("/account")
            _ = try await visitor.send(.post, "/sign-in", ["name": "fixed", "password": password, "csrf": visitor.csrf ?? ""])
            let second = visitor.cookies["lantu_session"]
            #expect(second != token)
            // Signing in again ended the session the browser still carried.
            let former = try await site.visit()
            former.cookies["lantu_session"] = token
            #expect(try await former.get("/account").status == .seeOther)
            _ = try await visitor.get("/account")
            let out = try await visitor.post("/sign-out", [:])
            #expect(out.status == .seeOther)
            visitor.cookies["lantu_session"] = second
            #expect(try await visitor.get("/account").status == .seeOther)
        }
    }

    @Test func sessionsEndIdleAndOld() async throws {
        try await withSite { site in
            let password = try await site.ready("idle", .applicant)
            let visitor = try await site.visit()
            _ = try await visitor.post("/sign-in", ["name": "idle", "password": password])
            for _ in 0..<23 {
                site.clock.advance(seconds: 1799)
                #expect(try await visitor.get("/account").status == .ok)
            }
            site.clock.advance(seconds: 1799 + 24)
            #expect(try await visitor.get("/account").status == .seeOther)
            _ = try await visitor.post("/sign-in", ["name": "idle", "password": password])
            #expect(try await visitor.get("/account").status == .ok)
            site.clock.advance(seconds: 1800)
            #expect(try await visitor.get("/account").status == .seeOther)
        }
    }

    @Test func fiveFailuresLockWhetherTheNameIsKnownOrNot() async throws {
        try await withSite { site in
            let password = try await site.ready("locked", .applicant)
            for name in ["locked", "nobody"] {
                let visitor = try await site.visit()
                for _ in 0..<5 {
                    let wrong = try await visitor.post("/sign-in", ["name": name, "password": "wrong"])
                    #expect(wrong.status == .unauthorized && !wrong.body.contains("wrong\""))
                }
                #expect(try await visitor.post("/sign-in", ["name": name, "password": password]).status == .tooManyRequests)
            }
            site.clock.advance(seconds: 900)
            let visitor = try await site.visit()
            #expect(try await visitor.post("/sign-in", ["name": "locked", "password": password]).status == .seeOther)
        }
    }

    @Test func everyUnsafeFormNeedsItsToken() async throws {
        try await withSite { site in
            let password = try await site.ready("forger", .systemAdministrator)
            let visitor = try await site.visit()
            _ = try await visitor.post("/sign-in", ["name": "forger", "password": password])
            _ = try await visitor.get("/account")
            let changing = site.endpoints.filter { $0.method != .get }
            #expect(changing.count > 15)
            for endpoint in changing where !endpoint.isAPI {
                let path = endpoint.pattern.replacing(/\{[a-z]+\}/, with: "1")
                for token in [nil, "", "wrong", visitor.csrf.map { String($0.dropLast()) + "!" }] {
                    let answer = try await visitor.send(.post, path, token.map { ["csrf": $0] } ?? [:])
                    // Signed in as a system administrator: refused for want of the token, or of the role before it.
                    #expect(answer.status == .forbidden || answer.status == .unsupportedMediaType, "\(path)")
                }
                let foreign = try await visitor.send(.post, path, ["csrf": visitor.csrf ?? ""], origin: "https://elsewhere.example")
                #expect(foreign.status == .forbidden, "\(path)")
            }
        }
    }

    @Test func aSecondFactorIsEnrolledAskedForAndUsedOnce() async throws {
        try await withSite { site in
            let password = try await site.ready("factor", .applicant)
            let visitor = try await site.visit()
            _ = try await visitor.post("/sign-in", ["name": "factor", "password": password])
            let page = try await visitor.get("/account/second-factor")
            let sealed = try #require(page.body.firstMatch(of: /name="sealed" value="([^"]+)"/)?.1)
            let key = try #require(page.body.firstMatch(of: /<code>([A-Z2-7]{32})<\/code>/)?.1)
            let totp = TOTP(secret: Secret(try #require(Base32.decode(key))))
            func code() -> String { totp.code(step: TOTP.step(at: site.clock.now())) }
            #expect(
                try await visitor.post("/account/second-factor", ["sealed": String(sealed), "code": "000"]).status == .unprocessableContent)
            let on = try await visitor.post("/account/second-factor", ["sealed": String(sealed), "code": code()])
            #expect(on.status == .ok)
            let recovery = try #require(on.body.firstMatch(of: /<code>([A-Z2-7]{5}-[A-Z2-7]{5})<\/code>/)?.1)

            let again = try await site.visit()
            #expect(try await again.post("/sign-in", ["name": "factor", "password": password]).location == "/sign-in/code")
            #expect(try await again.get("/account").status == .seeOther)
            // The code that enrolled it is spent.
            #expect(try await again.post("/sign-in/code", ["code": code()]).status == .unauthorized)
            site.clock.advance(seconds: 30)
            #expect(try await again.post("/sign-in/code", ["code": code()]).status == .seeOther)
            #expect(try await again.get("/account").status == .ok)
            for expected in [HTTPResponse.Status.seeOther, .unauthorized] {
                let other = try await site.visit()
                _ = try await other.post("/sign-in", ["name": "factor", "password": password])
                #expect(try await other.post("/sign-in/code", ["code": String(recovery)]).status == expected)
            }
        }
    }

    @Test func administratorsOpenAssignLockAndHandOver() async throws {
        try await withSite { site in
            let system = try await site.signedIn("sysadmin", .systemAdministrator)
            let security = try await site.signedIn("secadmin", .securityAdministrator)
            let made = try await system.post(
                "/settings/people", ["name": "王芳", "unit": "\(site.unit)", "sign-in-name": "wangfang", "duty": "business"])
            #expect(made.status == .ok)
            let password = try #require(made.body.firstMatch(of: /<code>([a-z2-9\-]{19})<\/code>/)?.1)
            let path = try #require(made.body.firstMatch(of: /\/settings\/people\/([0-9]+)/)?.0)
            // Who opens accounts gives no roles, and who gives roles opens no accounts.
            #expect(try await system.post("\(path)/assignments", ["role": "leader", "post-unit": "\(site.unit)"]).status == .forbidden)
            #expect(
                try await security.post("/settings/people", ["name": "x", "unit": "\(site.unit)", "sign-in-name": "xx"]).status
                    == .forbidden)
            let granted = try await security.post("\(path)/assignments", ["role": "unit-lead", "post-unit": "\(site.unit)"])
            #expect(granted.status == .seeOther)
            #expect(
                try await security.post("\(path)/assignments", ["role": "audit-administrator", "post-unit": "\(site.unit)"]).status
                    == .conflict)
            let page = try await security.get(String(path))
            #expect(page.status == .ok && page.body.contains("wangfang"))

            let wang = try await site.visit()
            let opened = try await wang.post("/sign-in", ["name": "wangfang", "password": String(password)])
            #expect(opened.location == "/sign-in/password")
            _ = try await wang.post(
                "/sign-in/password", ["current": String(password), "password": "long enough river", "repeated": "long enough river"])
            #expect(try await wang.get("/settings/people").status == .ok)
            _ = try await site.ready("successor", .applicant)
            let successor = try #require(site.people["successor"])
            #expect(try await security.post("\(path)/handover", ["taker": "\(successor)"]).status == .seeOther)
            // Cut off at once, without waiting for a session to end.
            #expect(try await wang.get("/settings/people").status == .seeOther)
            let after = try await site.parts.people(successor)
            #expect(Set(after.assignments.filter { $0.holds(on: site.today) }.map(\.role)) == [.applicant, .unitLead])
        }
    }

    @Test func anApiTokenCarriesItsScopesAndNoMore() async throws {
        try await withSite { site in
            let clerk = try await site.signedIn("tokens", .portfolioOffice)
            let made = try await clerk.post("/account/tokens", ["token-name": "报送", "days": "30", "scope-project.read": "1"])
            let text = try #require(made.body.firstMatch(of: /<code>(lantu_[A-Za-z0-9_\-]{43})<\/code>/)?.1)
            let caller = try #require(try await site.parts.callers.caller(apiToken: String(text), address: "::1"))
            #expect(caller.permissions.allows(.projectRead) && !caller.permissions.allows(.projectEdit) && caller.csrfToken == nil)
            #expect(try await site.parts.callers.caller(apiToken: String(text) + "x", address: "::1") == nil)
            site.clock.advance(seconds: 30 * 86400)
            #expect(try await site.parts.callers.caller(apiToken: String(text), address: "::1") == nil)
        }
    }

    @Test func aPersonOutsideOnesReachIsNotFound() async throws {
        try await withSite { site in
            let lead = try await site.signedIn("unitlead", .unitLead)
            _ = try await site.ready("stranger", .applicant, at: site.otherUnit)
            let stranger = try #require(site.people["stranger"])
            #expect(try await lead.get("/settings/people/\(stranger)").status == .notFound)
            let own = try #require(site.people["unitlead"])
            #expect(try await lead.get("/settings/people/\(own)").status == .ok)
            #expect(try await !lead.get("/settings/people").body.contains("stranger"))
            for path in ["/settings/organizations", "/account", "/settings/people"] { #expect(try await lead.get(path).status == .ok) }
            #expect(try await lead.get("/settings/organizations/new").status == .forbidden)
        }
    }

    @Test func everyAccountPageRendersInThreeLanguages() async throws {
        try await withSite { site in
            let system = try await site.signedIn("sys2", .systemAdministrator)
            let security = try await site.signedIn("sec2", .securityAdministrator)
            let own = try #require(site.people["sys2"])
            for language in LocaleTag.allCases {
                for visitor in [system, security] { visitor.cookies["lantu_language"] = language.rawValue }
                for path in [
                    "/account", "/account/second-factor", "/settings/people", "/settings/people/new", "/settings/people/\(own)",
                    "/settings/organizations", "/settings/organizations/new", "/settings/organizations/\(site.unit)",
                ] {
                    let answer = try await system.get(path)
                    #expect(answer.status == .ok && !answer.body.contains("accounts."), "\(language) \(path)")
                }
                #expect(try await security.get("/settings/people/\(own)/handover").status == .ok)
            }
        }
    }
}
