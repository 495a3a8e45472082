import App
import ArgumentParser
import Kernel
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site until told to stop (SIGTERM).")
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "Address to listen on.") var host: String?
    @Option(help: "Port to listen on; 0 takes any free one.") var port: Int?

    func run() async throws {
        try await reporting {
            var options = options
            if let host { options.settings.append("server.host=\(host)") }
            if let port { options.settings.append("server.port=\(port)") }
            let configuration = try options.read()
            let serving = try await Serving(configuration)
            let host = configuration.host
            try await serving.run(logger: configuration.logger) { port in
                Console.error("Lantu is at http://\(host):\(port)")
            }
        }
    }
}
