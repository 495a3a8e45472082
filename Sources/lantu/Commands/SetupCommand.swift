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
        abstract: "Open a city (開城) from one workbook: organizations, people, clauses, goals, systems, data resources, projects.",
        discussion: """
            `--template FILE` writes the empty workbook, `--demo-template FILE` the demonstration city's own. `--answers FILE` takes lines \
            `threshold: value` and writes them into the local policy pack. The same workbook may be opened again: what is there stays.
            """)
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "The filled workbook.") var workbook: String?
    @Option(help: "Write the empty workbook here.") var template: String?
    @Option(help: "Write the demonstration city's workbook here.") var demoTemplate: String?
    @Option(help: "Lines `threshold: value`; `lantu setup --list-thresholds` shows them.") var answers: String?
    @Option(help: "Lines `2027-01-01 2027-01-03 元旦` and `2027-01-09 班 元旦調休`.") var calendar: String?
    @Flag(help: "Print every threshold with its value and range.") var listThresholds = false
    @Option(help: "Language of templates and messages: zh-Hans, zh-Hant or en.") var language = LocaleTag.zhHans.rawValue
    @Option(help: "Name of the city.") var city: String?
    @Option(help: "Cut-over date (啟用日), YYYY-MM-DD; default today.") var cutOver: String?
    @Flag(help: "Check everything and write nothing.") var dryRun = false
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        guard let locale = LocaleTag(rawValue: language) else { throw ValidationError("--language takes zh-Hans, zh-Hant or en.") }
        guard workbook ?? template ?? demoTemplate ?? answers ?? calendar != nil || listThresholds else {
            throw ValidationError("Name --workbook, --answers, --template, --demo-template or --list-thresholds.")
        }
        var day: CivilDate?
        if let cutOver {
            guard let given = CivilDate(iso: cutOver) else { throw ValidationError("--cut-over takes YYYY-MM-DD: \(cutOver)") }
            day = given
        }
        let (tag, cutOver) = (locale, day)
        try await withServing(options) { serving in try await work(serving, tag, cutOver) }
    }

    private func work(_ serving: Serving, _ locale: LocaleTag, _ cutOver: CivilDate?) async throws {
        guard let pack = serving.packs.pack(Serving.tenant, on: serving.today) else { throw AppError("LT4231", .unprocessable) }
        if listThresholds { try list(pack, locale) }
        if let template { try SetupWorkbook().xlsx(locale, pack: pack).write(to: URL(fileURLWithPath: template)) }
        if let demoTemplate {
            let city = try DemoCity.read(try serving.shipped.demoFiles())
            try SetupWorkbook(city).xlsx(locale, pack: pack).write(to: URL(fileURLWithPath: demoTemplate))
        }
        let desk = serving.setupDesk
        let context = Serving.localContext(packVersion: pack.reference.description)
        var state = try await desk.queries.setup(tenant: Serving.tenant)
        if let city { state.city = LocalizedText(zhHans: city, zhHant: city, en: city) }
        if state.city == nil { state.city = LocalizedText(zhHans: "Lantu", zhHant: "Lantu", en: "Lantu") }
        state.cutOver = cutOver ?? state.cutOver ?? serving.today
        if answers != nil || calendar != nil { state = try await write(state, pack, desk, context, serving.today) }
        guard let workbook else { return }
        let data = try read(workbook)
        let report = try await desk.check(data, state, today: serving.today, locale: locale, context: context)
        guard report.isSound else {
            throw AppError("LT4300", .unprocessable, ["count": String(report.faultCount)], diagnostics: report.faults)
        }
        if !dryRun { state = try await desk.open(data, state, today: serving.today, locale: locale, context: context) }
        try tell(report, locale)
    }

    private func write(_ state: SetupState, _ pack: PolicyPack, _ desk: SetupDesk, _ context: WriteContext, _ today: CivilDate) async throws
        -> SetupState
    {
        var state = state
        if let answers {
            let lines = try SetupAnswers.read(String(decoding: try read(answers), as: UTF8.self), file: answers, pack: pack)
            state.answers.merge(lines) { $1 }
        }
        if let calendar { state.calendar = String(decoding: try read(calendar), as: UTF8.self) }
        if dryRun { return state }
        let local = try await desk.writePack(state, effective: today, context: context)
        Console.print("\(local.reference)")
        return try await desk.queries.setup(tenant: Serving.tenant)
    }

    private func read(_ path: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: path) else { throw AppError("LT4228", .notFound) }
        return data
    }

    private func list(_ pack: PolicyPack, _ locale: LocaleTag) throws {
        let rows = pack.thresholds.all.map { threshold in
            let range = threshold.range.map { "\($0.lowerBound)–\($0.upperBound)" } ?? threshold.options.map(\.id).joined(separator: ", ")
            return [threshold.id, threshold.answer, range, threshold.name.text(in: locale)]
        }
        switch format {
        case .json: Console.print(try ControlServer.json(rows))
        case .text: Console.table(["threshold", "value", "range", "name"], rows)
        }
    }

    private func tell(_ report: SetupReport, _ locale: LocaleTag) throws {
        switch format {
        case .json: Console.print(try ControlServer.json(report))
        case .text:
            Console.table(
                ["sheet", "rows", "accepted", "already there", "rejected"],
                SetupSheet.allCases.map { sheet in
                    let line = report[sheet]
                    return [sheet.title.text(in: locale)] + [line.rows, line.accepted, line.known, line.rejected].map(String.init)
                })
        }
    }
}
