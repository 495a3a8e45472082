import Foundation
import Operations
import Persistence
import Testing

@testable import App

@Suite struct HealthTests {
    @Test func readinessFollowsTheDatabaseAndItsSchema() async throws {
        try await ServiceWorld.with { world in
            let health = Health([.database(world.database), .migrations(world.database)])
            #expect(await health.report().isReady)
            _ = try await world.database.write { try $0.execute("delete from migrations where id = '0010-jobs'") }
            let report = await health.report()
            #expect(!report.isReady && report.checks.map(\.status) == ["well", "failed"])
        }
    }

    @Test func aCheckThatHangsIsAnAnswerToo() async {
        let began = ContinuousClock.now
        let hanging = HealthCheck("hangs") {
            try? await Task.sleep(for: .seconds(60))
            return .well
        }
        let report = await Health([hanging], deadline: .milliseconds(50)).report()
        #expect(!report.isReady && ContinuousClock.now - began < .seconds(60))
    }

    @Test func theDiskGuardMakesItsBallastAndAdmitsWrites() async throws {
        try await ServiceWorld.with { world in
            let guardian = DiskGuard(folder: world.folder, ballast: 1 << 20, logger: world.logger)
            guardian.look()
            #expect(guardian.admitsWrites)
            let size = try FileManager.default.attributesOfItem(atPath: world.folder + "/ballast")[.size] as? Int
            #expect(size == 1 << 20)
        }
    }
}
