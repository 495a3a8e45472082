import App
import ArgumentParser
import Foundation
import Kernel
import Operations

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Look after the audit ledger.", subcommands: [Verify.self], defaultSubcommand: Verify.self)

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every chain against itself and the anchors. Exit 3 when anything was changed, removed or moved.",
            discussion: "Without anchors a cut tail or a whole rewrite cannot be seen: keep a copy of them elsewhere and name it here.")
        @OptionGroup var options: ConfigurationOptions
        @Option(help: "File of anchors; default that of the data folder.") var anchors: String?
        @Option(help: "File with the key that signed them; default that of the data folder.") var key: String?
        @Flag(help: "Check the chains alone.") var withoutAnchors = false
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            let report = try await reporting { try await check() }
            switch format {
            case .json: Console.print(try ControlServer.json(report))
            case .text:
                Console.print(
                    Sentences.current.text(
                        "operations.audit.summary",
                        [
                            "entries": String(report.entries), "tenants": String(report.tenants), "anchors": String(report.anchors),
                            "newer": String(report.newerThanLastAnchor), "findings": String(report.findings.count),
                        ]))
                if !report.findings.isEmpty {
                    Console.table(
                        ["fault", "tenant", "lane", "sequence"],
                        report.findings.prefix(200).map { [$0.fault.rawValue, $0.tenant, String($0.lane), String($0.sequence)] })
                }
            }
            if !report.findings.isEmpty { throw ExitStatus.faultsFound.exit }
        }

        private func check() async throws -> AuditCheck.Report {
            let configuration = try options.read()
            let absolute = { (path: String) in URL(fileURLWithPath: path).path }
            // A file named by hand must be there: an empty list of anchors would pass everything.
            if let anchors, !FileManager.default.fileExists(atPath: anchors) { throw AppError("LT5123", .notFound, ["file": anchors]) }
            let client = ControlClient(path: configuration.controlSocket)
            if client.serverRuns {
                var arguments: [String: String] = withoutAnchors ? ["without": "true"] : [:]
                arguments["anchors"] = anchors.map(absolute)
                arguments["key"] = key.map(absolute)
                let answer = try client.send(ControlRequest("audit-verify", arguments))
                return try JSONDecoder().decode(AuditCheck.Report.self, from: Data(answer.utf8))
            }
            let file = AnchorFile(path: anchors ?? configuration.anchorFile, keyPath: key ?? configuration.anchorKeyFile)
            return try await configuration.withDatabase { try await AuditCheck(database: $0).run(anchors: withoutAnchors ? nil : file) }
        }
    }
}
