import Accounts
import App
import ArgumentParser
import Foundation
import Kernel
import Office
import Policy
import Store

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Open a city (開城) from one workbook: organizations, clauses, goals, systems, data resources, projects.",
        discussion:
            "`--template FILE` writes the empty workbook, `--demo-template FILE` the demonstration city's own. A city opens once, on an empty office."
    )
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The filled workbook.") var workbook: String?
    @Option(help: "Write the empty workbook here.") var template: String?
    @Option(help: "Write the demonstration city's workbook here.") var demoTemplate: String?
    @Option(help: "Language of a template: zh-Hans, zh-Hant or en.") var language = LocaleTag.zhHans.rawValue
    @Option(help: "Name of the city.") var city = "Lantu"
    @Option(help: "Cut-over date (啟用日), YYYY-MM-DD; default today.") var cutOver: String?
    @Flag(help: "Check everything and write nothing.") var dryRun = false
    @Option(help: "text or json.") var format = OutputFormat.text

    private struct DryRun: Error { let counts: CityOpening.Counts }

    func run() async throws {
        try await reporting {
            guard let locale = LocaleTag(rawValue: language) else { throw ValidationError("--language takes zh-Hans, zh-Hant or en.") }
            let configuration = try options.read()
            guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
            let serving = try await Serving(configuration)
            do {
                try await work(serving, locale)
                try await serving.installation.close()
            } catch {
                try? await serving.installation.close()
                throw error
            }
        }
    }

    private func work(_ serving: Serving, _ locale: LocaleTag) async throws {
        guard let pack = serving.packs.pack(Serving.tenant, on: serving.today) else { throw AppError("LT4231", .unprocessable) }
        if let template { try SetupWorkbook().xlsx(locale, pack: pack).write(to: URL(fileURLWithPath: template)) }
        if let demoTemplate {
            let city = try DemoCity.read(try serving.shipped.demoFiles())
            try SetupWorkbook(city).xlsx(locale, pack: pack).write(to: URL(fileURLWithPath: demoTemplate))
        }
        guard let workbook else {
            if template == nil, demoTemplate == nil { throw ValidationError("Name a workbook, --template or --demo-template.") }
            return
        }
        guard let data = FileManager.default.contents(atPath: workbook) else { throw AppError("LT4228", .notFound) }
        var day = serving.today
        if let cutOver {
            guard let given = CivilDate(iso: cutOver) else { throw ValidationError("--cut-over takes YYYY-MM-DD: \(cutOver)") }
            day = given
        }
        let (read, faults) = try SetupWorkbook.read(data)
        guard !faults.contains(where: { $0.severity == .error }) else {
            throw AppError("LT4300", .unprocessable, ["count": String(faults.count)], diagnostics: faults)
        }
        let directory = AccountStore(database: serving.installation.database)
        guard try await directory.jurisdictions(tenant: Serving.tenant).nodes.isEmpty else { throw AppError("LT4301", .conflict) }
        let opening = CityOpening(read, city: LocalizedText(zhHans: city, zhHant: city, en: city), cutOver: day, pack: pack)
        let context = Serving.localContext(packVersion: pack.reference.description)
        do {
            let counts = try await serving.installation.unitOfWork.write(context) { [dryRun] tx in
                let counts = try opening.open(tx)
                // Thrown inside the transaction: everything was tried, nothing stays.
                if dryRun { throw DryRun(counts: counts) }
                return counts
            }
            try tell(counts)
        } catch let dry as DryRun {
            try tell(dry.counts)
        }
    }

    private func tell(_ counts: CityOpening.Counts) throws {
        switch format {
        case .json: Console.print(try ControlServer.json(counts))
        case .text:
            Console.table(
                ["organizations", "clauses", "goals", "systems", "data resources", "projects"],
                [
                    [counts.organizations, counts.clauses, counts.goals, counts.systems, counts.dataResources, counts.projects].map(
                        String.init)
                ])
        }
    }
}
