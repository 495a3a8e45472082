import App
import ArgumentParser
import Foundation
import Kernel
import Office
import Projects

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a CSV or XLSX file as a reporting round of a portfolio: all of it or nothing.",
        discussion: "Without --mapping the columns are proposed from the header. Refused while a server of this data folder runs (exit 4).")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The file.") var file: String
    @Option(help: "Code of the portfolio; a new one is made.") var portfolio: String
    @Option(help: "The day the figures are of, YYYY-MM-DD; default the mapping's.") var asOf: String?
    @Option(help: "Mapping (YAML).") var mapping: String?
    @Option(help: "Name of a new portfolio; default the mapping's title.") var name: String?
    @Flag(help: "Say what would happen and write nothing.") var dryRun = false
    @Flag(help: "Import the other rows although some are rejected.") var leaveOutRejected = false
    @Flag(help: "Reject rows whose unit the directory does not know.") var knownUnitsOnly = false
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let configuration = try options.read()
            guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
            guard let data = FileManager.default.contents(atPath: file) else { throw AppError("LT4228", .notFound, ["file": file]) }
            let fileName = URL(fileURLWithPath: file).lastPathComponent
            let definition = try definition(data, fileName)
            let serving = try await Serving(configuration)
            do {
                let desk = serving.importDesk
                let prepared = try await desk.prepare(data, fileName: fileName, definition, tenant: Serving.tenant)
                var outcome: ImportOutcome?
                if !dryRun {
                    let context = Serving.localContext(packVersion: desk.packVersion(Serving.tenant))
                    outcome = try await desk.publish(prepared, options: definition.options) { publish in
                        try await serving.installation.unitOfWork.write(context, publish)
                    }
                }
                try tell(prepared, outcome)
                try await serving.installation.close()
                if dryRun, !prepared.plan.isClean, !leaveOutRejected { throw ExitStatus.invalid.exit }
            } catch {
                try? await serving.installation.close()
                throw error
            }
        }
    }

    private func definition(_ data: Data, _ fileName: String) throws -> ImportDraft.Definition {
        let chosen: ImportMapping
        if let mapping {
            guard let text = FileManager.default.contents(atPath: mapping) else { throw AppError("LT4228", .notFound, ["file": mapping]) }
            chosen = try ImportMapping.require(String(decoding: text, as: UTF8.self), file: mapping)
        } else {
            let source = try ImportSource.read(data, fileName: fileName)
            chosen = MappingProposal.propose(header: source.header, sample: source.rows, id: portfolio).mapping
        }
        let day: CivilDate
        if let asOf {
            guard let given = CivilDate(iso: asOf) else { throw ValidationError("--as-of takes YYYY-MM-DD: \(asOf)") }
            day = given
        } else if let given = chosen.asOf {
            day = given
        } else {
            throw ValidationError("--as-of is needed: the mapping names no day.")
        }
        var mapping = chosen
        mapping.asOf = nil
        let title =
            name.map { LocalizedText(zhHans: $0, zhHant: $0, en: $0) } ?? chosen.title
            ?? LocalizedText(zhHans: portfolio, zhHant: portfolio, en: portfolio)
        return ImportDraft.Definition(
            portfolio: portfolio, name: title, currency: chosen.currency, attribution: chosen.attribution, asOf: day, mapping: mapping.yaml,
            options: ImportOptions(createsOrganizations: !knownUnitsOnly, leavesOutRejected: leaveOutRejected))
    }

    private struct Report: Encodable {
        let dryRun: Bool
        let wasThere: Bool
        let round: String?
        let counts: ImportPlan.Counts
        let diagnostics: [Diagnostic]
        let questions: [[String]]
        let vanished: [String]
    }

    private func tell(_ prepared: ImportDesk.Prepared, _ outcome: ImportOutcome?) throws {
        let plan = prepared.plan
        let wasThere = prepared.alreadyImported != nil
        switch format {
        case .json:
            let report = Report(
                dryRun: dryRun, wasThere: wasThere, round: outcome.map { $0.round.description }, counts: plan.counts,
                diagnostics: plan.faults, questions: plan.questions.map { [$0.projectName, $0.rowName] },
                vanished: plan.vanished.map(\.fields.name))
            Console.print(try ControlServer.json(report))
        case .text:
            for diagnostic in plan.faults.prefix(200) {
                var located = diagnostic
                located.file = file
                Console.error(Sentences.current.line(located))
            }
            let counts = plan.counts
            Console.table(
                ["accepted", "changed", "unchanged", "rejected", "continuing", "renamed", "joined", "vanished", "questions"],
                [
                    [
                        counts.accepted, counts.changed, counts.unchanged, counts.rejected, counts.continuing, counts.renamed,
                        counts.joined,
                        counts.vanished, counts.questions,
                    ].map(String.init)
                ])
            if wasThere { Console.error("This file was imported before: nothing is changed.") }
        }
    }
}
