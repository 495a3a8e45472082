import App
import ArgumentParser
import Foundation

/// Where the data is: the options every command that touches it shares.
struct PlaceOptions: ParsableArguments {
    @Option(help: "Data folder: database, keys, anchors, control socket.") var data = ".lantu/data"
    @Option(help: "A SQLite path or postgres://…; default $LANTU_DATABASE, else lantu.sqlite in the data folder.") var database: String?

    var location: String {
        database ?? ProcessInfo.processInfo.environment["LANTU_DATABASE"] ?? data + "/lantu.sqlite"
    }

    func open() async throws -> Installation { try await Installation.open(location) }
}
