import App
import ArgumentParser
import Kernel

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at the configuration.", subcommands: [Check.self], defaultSubcommand: Check.self)

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what is in effect and where it comes from, secrets left out. Exit 2 on a fault.")
        @OptionGroup var options: ConfigurationOptions
        @Option(help: "text or json.") var format = OutputFormat.text
        @Flag(help: "Print docs/configuration.md.") var markdown = false

        private struct Line: Encodable {
            let name: String
            let value: String
            let source: String
        }

        func run() async throws {
            if markdown { return Swift.print(AppConfiguration.markdown, terminator: "") }
            let configuration = try options.read()
            switch format {
            case .text:
                Console.table(["setting", "value", "from"], configuration.all.map { [$0.key.name, $0.shown, $0.source.description] })
            case .json:
                Console.print(
                    try ControlServer.json(
                        configuration.all.map { Line(name: $0.key.name, value: $0.shown, source: $0.source.description) }))
            }
        }
    }
}
