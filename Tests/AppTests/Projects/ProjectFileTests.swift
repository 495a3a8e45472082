import Accounts
import Foundation
import HTTPTypes
import Kernel
import Office
import Operations
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing
import Web

@testable import App

/// Attachments of a project through the site, on both engines.
@Suite struct ProjectFileTests {
    private func withFiles(limits: FileLimits = FileLimits(), _ body: @Sendable (TestSite, Visitor, String) async throws -> Void)
        async throws
    {
        try await withSite(
            collections: { installation in
                let database = installation.database
                let files = FileStore(database: database, clock: installation.clock)
                let register = ProjectEndpoints(
                    services: ProjectServices(
                        projects: ProjectStore(database: database), portfolios: PortfolioStore(database: database),
                        views: PortfolioStore(database: database), chain: ChainStore(database: database),
                        audit: AuditStore(database: database), commands: ProjectCommands(unitOfWork: installation.unitOfWork),
                        names: ResidentNames(
                            accounts: AccountStore(database: database), planning: PlanningStore(database: database),
                            clock: installation.clock), pack: { _, _ in ProjectJourneyTests.pack }))
                return [
                    register,
                    ProjectFileEndpoints(
                        register: register, files: files,
                        intake: FileIntake(
                            chunks: files, unitOfWork: installation.unitOfWork, ids: installation.ids, clock: installation.clock,
                            limits: limits, textOf: FileTexts.extraction(folder: FileManager.default.temporaryDirectory.path)),
                        readable: FileTexts.types),
                ]
            },
            { site in
                let clerk = try await site.signedIn("clerk", .applicant)
                _ = try await clerk.get("/projects/new")
                let made = try await clerk.post("/projects", ProjectJourneyTests().entry)
                let path = try #require(made.location) + "/files"
                _ = try await clerk.get(path)
                try await body(site, clerk, path)
            })
    }

    @Test func whatIsAttachedIsListedAndGivenBackByteForByte() async throws {
        try await withFiles { _, clerk, path in
            let sent = try await clerk.upload(path, file: "立项批复.txt", "同意立项\n第二行")
            #expect(sent.status == .seeOther && sent.location == path)
            let page = try await clerk.get(path)
            #expect(page.body.contains("立项批复.txt"))
            let link = try #require(page.body.firstMatch(of: /href="(\/projects\/\d+\/files\/\d+)"/)?.1)
            let file = try await clerk.get(String(link))
            #expect(file.status == .ok && file.body == "同意立项\n第二行")
            #expect(try await clerk.get(path + "/1").status == .notFound)
        }
    }

    @Test func aRefusedFileIsToldWhyAndNothingOfItStays() async throws {
        try await withFiles(limits: FileLimits(file: 1000, quota: 5000, types: [.text, .csv])) { site, clerk, path in
            for (name, content, code) in [
                ("方案.txt", "机密★10年", "LT4103"), ("秘密文件.txt", "x", "LT4103"), ("a.exe", "MZ\u{0}", "LT4102"),
                ("a.pdf", "%PDF-1.4", "LT4102"), ("long.txt", String(repeating: "a", count: 1001), "LT4101"),
            ] {
                let answer = try await clerk.upload(path, file: name, content)
                #expect(answer.status == .unprocessableContent && answer.body.contains(code), "\(name): \(answer.status)")
            }
            let page = try await clerk.get(path)
            #expect(page.body.firstMatch(of: /\/files\/\d+/) == nil)
        }
    }

    /// Whoever is not cleared neither sees nor sends a work secret.
    @Test func theLevelOfAFileIsKept() async throws {
        try await withFiles { _, clerk, path in
            let answer = try await clerk.upload(path, file: "a.txt", "x", ["level": "work-secret"])
            #expect(answer.status == .forbidden || answer.status == .notFound)
            let outsider = try await clerk.upload(path, file: "b.txt", "y")
            #expect(outsider.status == .seeOther)
        }
    }
}
