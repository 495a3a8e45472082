import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Logging
import NIOCore
import Office
import Operations
import Postgres
import SQLite
import Testing
import Web

@testable import App

/// What the documentation says a key does, it does: from the file or the environment to the part that obeys it.
@Suite struct ConfigurationWiringTests {
    private func configuration(_ environment: [String: String]) throws -> AppConfiguration {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-wiring-\(UUID().uuidString)").path
        let (read, faults) = AppConfiguration.read(environment: environment.merging(["LANTU_DATA": folder]) { own, _ in own })
        #expect(faults.isEmpty)
        return try #require(read)
    }

    @Test func theSiteObeysItsLimitsDeadlinesAndLanguage() async throws {
        let serving = try await Serving(
            try configuration([
                "LANTU_SERVER_BODY_LIMIT": "4KB", "LANTU_SERVER_REQUEST_DEADLINE": "7", "LANTU_SERVER_UPLOAD_DEADLINE": "70",
                "LANTU_LOCALE": "en", "LANTU_FILES_LIMIT": "1MB", "LANTU_FILES_QUOTA": "2MB", "LANTU_FILES_TYPES": "pdf,csv",
                "LANTU_DISK_RESERVE": "0",
            ]))
        try await serving.closing {
            let site = try await serving.site()
            #expect(site.services.settings.bodyLimit == 4096 && site.services.settings.locale == .en)
            let page = Endpoint.get("/", .open) { _ in throw AppError("LT1003", .notFound) }
            let upload = Endpoint(.post, "/", .open, body: .upload(limit: 1)) { _ in throw AppError("LT1003", .notFound) }
            #expect(site.services.settings.deadline(of: page) == .seconds(7))
            #expect(site.services.settings.deadline(of: upload) == .seconds(70))
            #expect(serving.fileIntake.limits.file == 1 << 20 && serving.fileIntake.limits.quota == 2 << 20)
            #expect(serving.fileIntake.limits.types == [.pdf, .csv])
            try await Application(router: site.router()).test(.router) { client in
                let page = try await client.execute(uri: "/sign-in", method: .get, headers: [:], body: nil)
                #expect(String(buffer: page.body).contains("lang=\"en\""))
                let large = ByteBuffer(string: "name=" + String(repeating: "a", count: 5000))
                let refused = try await client.execute(
                    uri: "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], body: large)
                #expect(refused.status == .contentTooLarge, "\(refused.status)")
            }
        }
    }

    @Test func aWordThatIsNoFileTypeIsRefused() throws {
        let (read, faults) = AppConfiguration.read(environment: ["LANTU_FILES_TYPES": "pdf,exe"])
        #expect(read == nil && faults.map(\.code) == ["config.value"])
    }

    @Test func versionsOfTheLibraryAreToldApart() throws {
        #expect(SQLiteVersion("3.40") == nil && SQLiteVersion("3.40.x") == nil && SQLiteVersion("") == nil)
        let old = try #require(SQLiteVersion("3.9.2"))
        #expect(old < SQLiteVersion(3, 10, 0) && old.description == "3.9.2")
        for (version, isMended) in [
            ("3.40.1", false), ("3.44.5", false), ("3.44.6", true), ("3.45.0", false), ("3.50.6", false), ("3.50.7", true),
            ("3.51.2", false), ("3.51.3", true), ("3.52.0", true), ("4.0.0", true),
        ] { #expect(try #require(SQLiteVersion(version)).hasWALResetFix == isMended, "\(version)") }
    }

    /// `restore` and `migrate` look for a server of the same database, on whatever machine it runs.
    @Test func aServerOfThePostgreSQLIsSeenFromElsewhere() async throws {
        try await ServiceWorld.with { world in
            guard let own = world.database as? PostgresDatabase else { return }
            let elsewhere = try configuration([:])
            try await elsewhere.refuseWhileServed(own)
            var settings = own.configuration
            settings["application_name"] = AppConfiguration.servingName
            let serving = PostgresDatabase(settings)
            try await serving.check()
            await #expect(throws: AppError("LT5116", .unavailable)) { try await elsewhere.refuseWhileServed(own) }
            try await serving.close()
            // The server takes a moment to let the session go.
            for _ in 0..<50 where try await own.sessions(named: AppConfiguration.servingName) > 0 {
                try await Task.sleep(for: .milliseconds(100))
            }
            try await elsewhere.refuseWhileServed(own)
        }
    }
}
