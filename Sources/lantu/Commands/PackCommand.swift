import App
import ArgumentParser
import Kernel
import Office
import Policy

struct PackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Check and activate policy packs.", subcommands: [Check.self, Activate.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a pack's folder as a whole: every fault with its file and line (exit 2 when there are errors).")
        @Argument(help: "The pack's folder.") var folder: String
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            let (pack, diagnostics) = PackLoader.load(directory: folder)
            switch format {
            case .json: Console.print(try ControlServer.json(diagnostics))
            case .text:
                for diagnostic in diagnostics { Console.print(Sentences.current.line(diagnostic)) }
                if let pack { Console.print("\(pack.reference) \(pack.effective)") }
            }
            if pack == nil { throw ExitStatus.invalid.exit }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a version of a pack with its effective date. Refused while a server of this data folder runs (exit 4).")
        @Argument(help: "The pack's folder.") var folder: String
        @Option(help: "First day it decides, YYYY-MM-DD; the pack's own date when left out.") var effective: String?
        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            try await reporting {
                var day: CivilDate?
                if let effective {
                    day = CivilDate(iso: effective)
                    guard day != nil else { throw ValidationError("--effective takes YYYY-MM-DD: \(effective)") }
                }
                let configuration = try options.read()
                guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
                let archive = try PackLoader.archive(directory: folder)
                let serving = try await Serving(configuration)
                let pack = try await serving.closing {
                    try await serving.packs.activate(
                        archive, effective: day, context: Serving.localContext(), unitOfWork: serving.installation.unitOfWork)
                }
                Console.print("\(pack.reference) \(day ?? pack.effective)")
            }
        }
    }
}
