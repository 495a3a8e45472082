import App
import ArgumentParser
import Kernel

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the schema up to date. Refused while a server of this database runs (exit 4).")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let configuration = try options.read()
            guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
            try configuration.prepareDataFolder()
            let applied = try await configuration.withDatabase { database in
                try await configuration.refuseWhileServed(database)
                return try await configuration.migrate(database, clock: SystemClock(), force: true)
            }
            switch format {
            case .text: for id in applied { Console.print(id) }
            case .json: Console.print(try ControlServer.json(applied))
            }
        }
    }
}
