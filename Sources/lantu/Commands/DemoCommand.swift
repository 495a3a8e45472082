import App
import ArgumentParser
import Foundation
import Kernel
import Office
import Web

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Serve the demonstration city, making it first where the data folder has none.")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "Port to listen on.") var port: Int?
    @Flag(help: "Delete the data folder's demo database and start over.") var reset = false
    @Flag(help: "Make the city and end, without serving it.") var fillOnly = false

    func run() async throws {
        try await reporting {
            var options = options
            // Its passwords are on the sign-in page: a second factor would keep nobody out.
            options.settings.insert("accounts.second-factor=optional", at: 0)
            if let port { options.settings.append("server.port=\(port)") }
            let configuration = try options.read()
            if reset { try Self.clear(configuration) }
            let began = ContinuousClock.now
            let serving = try await Serving(configuration)
            let demo = Demonstration(serving)
            if let counts = try await demo.fill() {
                Console.error(
                    "The demonstration city is ready: \(counts.organizations) organizations, \(counts.projects) projects, \(counts.orders) orders, \(counts.systems) systems (\(Self.seconds(since: began)))"
                )
            }
            guard !fillOnly else { return try await serving.installation.close() }
            let host = configuration.host
            let accounts = demo.signIn(.en).lines
            try await serving.run(demo: { demo.signIn($0) }, logger: configuration.logger) { port in
                Console.error("Lantu is at http://\(host):\(port)   (\(Self.seconds(since: began)))")
                Console.error("Sign in with one of these accounts, password \(DemoAccount.password):")
                for line in accounts { Console.error("  " + line) }
            }
        }
    }

    /// Only what a demo makes; a folder that holds anything else keeps it.
    private static func clear(_ configuration: AppConfiguration) throws {
        guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
        for name in ["lantu.sqlite", "lantu.sqlite-wal", "lantu.sqlite-shm", "anchors.jsonl", "anchor.key", "master.key"] {
            let path = configuration.data + "/" + name
            if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        }
    }

    private static func seconds(since began: ContinuousClock.Instant) -> String {
        let duration = (ContinuousClock.now - began).components
        let hundredths = duration.seconds * 100 + duration.attoseconds / 10_000_000_000_000_000
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
}
