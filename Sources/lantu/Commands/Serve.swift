import App
import ArgumentParser
import Logging
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site.")
    @OptionGroup var place: PlaceOptions
    @Option(help: "Address to listen on.") var host = "127.0.0.1"
    @Option(help: "Port to listen on.") var port = 8080

    func run() async throws {
        let installation = try await place.open()
        var listener = ListenerSettings()
        (listener.host, listener.port) = (host, port)
        try await Serving.run(installation, listener: listener, settings: .init(), logger: Logger(label: "lantu")) { port in
            print("Lantu is at http://\(host):\(port)")
        }
    }
}
