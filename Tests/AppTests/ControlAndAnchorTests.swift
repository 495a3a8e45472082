import Foundation
import Kernel
import Operations
import Persistence
import ServiceLifecycle
import Store
import Testing

@testable import App

@Suite struct ControlAndAnchorTests {
    private func anchors(_ world: ServiceWorld) -> AnchorFile {
        AnchorFile(path: world.folder + "/anchors.jsonl", keyPath: world.folder + "/anchor.key")
    }

    private func service(_ world: ServiceWorld) throws -> AnchorService {
        try AnchorService(
            file: anchors(world), audit: AuditStore(database: world.database), tenants: { [TenantID(1)] }, clock: SystemClock(),
            interval: .milliseconds(50), metrics: world.metrics, logger: world.logger)
    }

    private func act(_ world: ServiceWorld) async throws { try await world.write { $0.record(AuditDraft("project.edit", "project", 1)) } }

    private func code(_ error: any Error) -> String? { (error as? AppError)?.code }

    @Test func anchorsAreWrittenWhereHeadsMovedAndGoOnAfterARestart() async throws {
        try await ServiceWorld.with { world in
            let first = try service(world)
            #expect(try await first.anchor() == 0)
            try await act(world)
            #expect(try await first.anchor() == 1)
            #expect(try await first.anchor() == 0)
            try await act(world)
            #expect(try await service(world).anchor() == 1)
            try await act(world)
            let mode = try FileManager.default.attributesOfItem(atPath: world.folder + "/anchor.key")[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let report = try await AuditCheck(database: world.database).run(anchors: anchors(world))
            #expect(report.findings.isEmpty && report.anchors == 2 && report.entries == 3 && report.newerThanLastAnchor == 1)
        }
    }

    @Test func aForgedLineAndAMissingKeyAreFaults() async throws {
        try await ServiceWorld.with { world in
            let service = try service(world)
            try await act(world)
            _ = try await service.anchor()
            let file = anchors(world)
            let line = try String(contentsOfFile: file.path, encoding: .utf8)
            try line.replacingOccurrences(of: "\"sequence\":1", with: "\"sequence\":0").write(
                toFile: file.path, atomically: true, encoding: .utf8)
            #expect(try await AuditCheck(database: world.database).run(anchors: file).findings.map(\.fault) == [.anchorForged])
            try FileManager.default.removeItem(atPath: file.keyPath)
            await #expect { try await AuditCheck(database: world.database).run(anchors: file) } throws: { code($0) == "LT5121" }
        }
    }

    @Test("The command line hands its command to the server, on a socket only its owner opens")
    func control() async throws {
        try await ServiceWorld.with { world in
            // Longer than a socket address holds: reached through its folder.
            let deep = world.folder + "/" + String(repeating: "d", count: 100)
            try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
            for path in [world.folder + "/control.sock", deep + "/control.sock"] {
                let client = ControlClient(path: path)
                #expect(!client.serverRuns)
                let server = ControlServer(
                    path: path,
                    handlers: ControlServer.standardHandlers(
                        database: world.database, unitOfWork: world.work, tenants: { [TenantID(1)] }, anchors: anchors(world),
                        health: Health([.database(world.database), .migrations(world.database)]), clock: SystemClock()),
                    logger: world.logger)
                let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: world.logger))
                async let served: Void = group.run()
                while !client.serverRuns { try await Task.sleep(for: .milliseconds(5)) }
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                #expect(try await send(client, ControlRequest("status")).contains("\"status\":\"well\""))
                let file = path + ".lantu"
                let answer = try await send(client, ControlRequest("backup", ["file": file]))
                let report = try JSONDecoder().decode(BackupReport.self, from: Data(answer.utf8))
                #expect(report.bytes > 0 && FileManager.default.fileExists(atPath: file))
                await #expect { try await send(client, ControlRequest("backup", ["file": file])) } throws: { code($0) == "LT5115" }
                await #expect { try await send(client, ControlRequest("nonsense")) } throws: { code($0) == "LT5134" }
                // A second server of the same folder is refused.
                await #expect { try await server.run() } throws: { code($0) == "LT5131" }
                await group.triggerGracefulShutdown()
                try await served
                while FileManager.default.fileExists(atPath: path) { try await Task.sleep(for: .milliseconds(5)) }
            }
            let acts = try await AuditStore(database: world.database).entries(tenant: world.tenant, matching: .init())
            #expect(acts.filter { $0.entry.action == "backup.make" && $0.entry.actorKind == .commandLine }.count == 2)
        }
    }

    /// The client blocks: it is not run on the pool the server needs.
    private func send(_ client: ControlClient, _ request: ControlRequest) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try client.send(request) }) }
        }
    }

    @Test func anArchiveCutOrChangedAnywhereIsRefused() async throws {
        try await ServiceWorld.with { world in
            for _ in 0..<5 { try await act(world) }
            let path = world.folder + "/b.lantu"
            _ = try await Backups(database: world.database, clock: SystemClock()).back(upTo: path)
            _ = try BackupReader(path: path).verified()
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var random = SystemRandomNumberGenerator()
            for number in 0..<200 {
                var damaged = whole
                let place = Int.random(in: 0..<whole.count, using: &random)
                if number % 2 == 0 { damaged = damaged.prefix(place) } else { damaged[place] ^= UInt8.random(in: 1...255, using: &random) }
                let other = world.folder + "/damaged.lantu"
                try damaged.write(to: URL(fileURLWithPath: other))
                #expect(throws: (any Error).self, "byte \(place), round \(number)") { try BackupReader(path: other).verified() }
            }
        }
    }
}
