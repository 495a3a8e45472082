import App
import ArgumentParser
import Kernel

/// Which configuration a command works under.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "Configuration file (YAML); default $LANTU_CONFIG.") var config: String?
    @Option(help: "Data folder: database, keys, anchors, control socket.") var data: String?
    @Option(help: "A SQLite path or postgres://…; default $LANTU_DATABASE, else lantu.sqlite in the data folder.") var database: String?
    @Option(name: .customLong("set"), help: "One setting, such as server.port=9000; may be repeated.") var settings: [String] = []

    /// Flags as the configuration takes them.
    var flags: [String: String] {
        get throws {
            var flags: [String: String] = [:]
            for setting in settings {
                guard let equals = setting.firstIndex(of: "=") else { throw ValidationError("--set takes name=value: \(setting)") }
                flags[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
            }
            if let data { flags["data"] = data }
            if let database { flags["database"] = database }
            return flags
        }
    }

    /// The configuration in effect; prints every fault and ends with status 2 when there is one.
    func read() throws -> AppConfiguration {
        let (configuration, diagnostics) = AppConfiguration.read(file: config, flags: try flags)
        for diagnostic in diagnostics { Console.error(Sentences.current.line(diagnostic)) }
        guard let configuration else { throw ExitStatus.invalid.exit }
        return configuration
    }
}

enum OutputFormat: String, ExpressibleByArgument { case text, json }
