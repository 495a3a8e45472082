import App
import ArgumentParser
import Foundation
import Kernel

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write the whole database into one portable file, also while the server runs.",
        discussion: "One snapshot, readable by `lantu restore` into SQLite or PostgreSQL. An existing file is never overwritten.")
    @Argument(help: "File to write.") var file: String
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let configuration = try options.read()
            let path = URL(fileURLWithPath: file).path
            let client = ControlClient(path: configuration.controlSocket)
            let report: BackupReport
            if client.serverRuns {
                let answer = try client.send(ControlRequest("backup", ["file": path]), progress: Console.progress("rows"))
                report = try JSONDecoder().decode(BackupReport.self, from: Data(answer.utf8))
            } else {
                report = try await configuration.withDatabase {
                    try await Backups(database: $0, clock: SystemClock()).back(upTo: path, progress: Console.progress("rows"))
                }
            }
            try report.print(format)
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Fill an empty database of either engine from a backup; every table's digest must agree.",
        discussion: "Refused while a server runs (exit 4) and where the database holds anything. A damaged backup ends with 3.")
    @Argument(help: "Backup file.") var file: String
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let configuration = try options.read()
            guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
            try configuration.prepareDataFolder()
            let path = URL(fileURLWithPath: file).path
            let report = try await configuration.withDatabase { database in
                try await configuration.refuseWhileServed(database)
                return try await Backups(database: database, clock: SystemClock()).restore(from: path, progress: Console.progress("rows"))
            }
            try report.print(format)
        }
    }
}

extension BackupReport {
    func print(_ format: OutputFormat) throws {
        switch format {
        case .text: Console.table(["table", "rows", "sha256"], lines)
        case .json: Console.print(try ControlServer.json(self))
        }
    }
}
