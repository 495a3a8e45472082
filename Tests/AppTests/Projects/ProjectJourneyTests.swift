import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing
import Web

@testable import App

/// Registering, editing, reporting and confirming through the site itself, on both engines.
@Suite struct ProjectJourneyTests {
    static let pack: PolicyPack? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Packs/city").standardized
        return PackLoader.load(directory: root.path).pack
    }()

    func withRegister(_ body: @Sendable (TestSite) async throws -> Void) async throws {
        try await withSite(
            collections: { installation in
                let database = installation.database
                return [
                    ProjectEndpoints(
                        services: ProjectServices(
                            projects: ProjectStore(database: database), portfolios: PortfolioStore(database: database),
                            views: PortfolioStore(database: database), chain: ChainStore(database: database),
                            audit: AuditStore(database: database), commands: ProjectCommands(unitOfWork: installation.unitOfWork),
                            names: ResidentNames(
                                accounts: AccountStore(database: database), planning: PlanningStore(database: database),
                                clock: installation.clock), pack: { _, _ in Self.pack }))
                ]
            }, body)
    }

    let entry = [
        "code": "LC-7", "name": "政务云扩容", "organization": "10", "class": "new", "stage": "delivery", "secrecy": "internal",
        "no-clause-reason": "年度運維",
    ]

    func id(_ location: String?) throws -> String { String(try #require(location?.split(separator: "/").last)) }

    @Test func aFormSentTwiceRegistersOnce() async throws {
        try await withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            let form = try await clerk.get("/projects/new")
            let key = try #require(form.body.firstMatch(of: /name="idempotency-key" value="([^"]+)"/)?.1)
            let fields = entry.merging(["idempotency-key": String(key)]) { $1 }
            let first = try await clerk.post("/projects", fields)
            let second = try await clerk.post("/projects", fields)
            #expect(first.status == .seeOther && second.status == .seeOther && first.location == second.location)
            let page = try await clerk.get(try #require(first.location))
            #expect(page.status == .ok && page.body.contains("政务云扩容") && page.body.contains("LC-7"))
            let list = try await clerk.get("/projects?q=%E9%9B%B2")
            #expect(list.body.contains("LC-7"))
        }
    }

    @Test func aRefusedFormKeepsTheTextAndNamesTheField() async throws {
        try await withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            _ = try await clerk.get("/projects/new")
            let wrong = try await clerk.post("/projects", entry.merging(["name": "", "no-clause-reason": "", "need": "保留我"]) { $1 })
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("field-name-error") && wrong.body.contains("field-clause-error") && wrong.body.contains("保留我"))
        }
    }

    @Test func aStaleFormIsAnsweredWithTheDifferenceAndTheTypedText() async throws {
        try await withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            let colleague = try await site.signedIn("colleague", .applicant)
            _ = try await clerk.get("/projects/new")
            let path = try #require(try await clerk.post("/projects", entry).location)
            func versions(_ body: String) -> [String: String] {
                var found: [String: String] = [:]
                found["version"] = body.firstMatch(of: /name="version" value="([0-9]+)"/).map { String($0.1) }
                found["seen"] = body.firstMatch(of: /name="seen" value="([0-9]+)"/).map { String($0.1) }
                return found
            }
            let mine = try await clerk.get(path + "/edit")
            site.clock.advance(seconds: 60)
            let theirs = try await colleague.get(path + "/edit")
            let saved = try await colleague.post(
                path, entry.merging(["name": "政务云二期"]) { $1 }.merging(versions(theirs.body)) { $1 })
            #expect(saved.status == .seeOther)
            let stale = try await clerk.post(
                path, entry.merging(["stage": "acceptance", "need": "我的文字"]) { $1 }.merging(versions(mine.body)) { $1 })
            #expect(stale.status == .preconditionFailed)
            #expect(stale.body.contains("我的文字") && stale.body.contains("<ins>政务云二期</ins>") && stale.body.contains("colleague"))
            let again = try await clerk.post(
                path, entry.merging(["stage": "acceptance", "need": "我的文字"]) { $1 }.merging(versions(stale.body)) { $1 })
            #expect(again.status == .seeOther)
        }
    }

    @Test func whatIsOutOfSightIsNotThereAndConfirmingIsTheInspectorsAct() async throws {
        try await withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            let password = try await site.ready("stranger", .applicant, at: site.otherUnit)
            let stranger = try await site.visit()
            _ = try await stranger.post("/sign-in", ["name": "stranger", "password": password])
            let inspector = try await site.signedIn("inspector", .inspector)
            _ = try await clerk.get("/projects/new")
            let path = try #require(try await clerk.post("/projects", entry).location)
            for tab in ["", "/figures", "/lights", "/edit", "/audit", "/report"] {
                #expect(try await stranger.get(path + tab).status == .notFound, "\(tab)")
            }
            #expect(!(try await stranger.get("/projects").body.contains("LC-7")))
            #expect(!(try await stranger.get("/projects/export/csv").body.contains("LC-7")))
            #expect(try await clerk.get(path + "/confirmation").status == .forbidden)
            _ = try await clerk.get(path + "/report")
            #expect(try await clerk.post(path + "/report", ["light": "green", "actual-progress": "40"]).status == .seeOther)
            _ = try await inspector.get(path + "/confirmation")
            #expect(try await inspector.post(path + "/confirmation", ["light": "red", "reason": ""]).status == .unprocessableContent)
            #expect(try await inspector.post(path + "/confirmation", ["light": "red", "reason": "现场核实"]).status == .seeOther)
            #expect(try await clerk.get(path + "/lights").body.contains("现场核实"))
        }
    }

    @Test func figuresAreReadAsPeopleTypeThem() async throws {
        try await withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            _ = try await clerk.get("/projects/new")
            let path = try #require(try await clerk.post("/projects", entry).location)
            for (amount, status) in [
                ("1234.5萬", HTTPResponse.Status.seeOther), ("12,345,000.00", .seeOther), ("abc", .unprocessableContent),
                ("-1", .unprocessableContent),
            ] {
                let answer = try await clerk.post(path + "/figures", ["kind": "estimate", "amount": amount, "date": "2026-11-20"])
                #expect(answer.status == status, "\(amount)")
            }
            #expect(try await clerk.get(path + "/figures").body.contains("12,345,000.00"))
        }
    }

    @Test func pagesTakeFewStatements() async throws {
        try await withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            _ = try await clerk.get("/projects/new")
            let path = try #require(try await clerk.post("/projects", entry).location)
            for page in ["/projects", "/projects?q=%E6%94%BF%E5%8A%A1", path, path + "/figures"] {
                _ = try await clerk.get(page)
                let before = site.database.counters.statements
                #expect(try await clerk.get(page).status == .ok)
                let taken = site.database.counters.statements - before
                #expect(taken <= 6, "\(page) took \(taken)")
            }
        }
    }
}
