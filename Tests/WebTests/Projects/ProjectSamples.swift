import Accounts
import Chain
import Foundation
import Kernel
import Localization
import Office
import Operations
import Planning
import Policy
import Projects

@testable import Web

/// A made-up project with everything a page can show, in one language.
struct ProjectSamples {
    let shell: Samples
    let words: ProjectWords
    let day = Samples.today

    init(_ phrases: Phrases) throws {
        shell = Samples(words: phrases)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Packs/city").standardized
        func text(_ hans: String, _ hant: String, _ en: String) -> LocalizedText { LocalizedText(zhHans: hans, zhHant: hant, en: en) }
        let unit = Organization(
            id: OrganizationID(10), jurisdiction: .init(2), kind: .department, name: text("澜川市数据局", "瀾川市數據局", "Lanchuan Data Bureau"),
            code: "sjj")
        let clause = Clause(
            id: ClauseID(7), code: "C07", document: text("澜政发〔2026〕3号", "瀾政發〔2026〕3號", "LZF [2026] 3"),
            article: text("第七条", "第七條", "Article 7"), text: text("建设城市数据大脑", "建設城市數據大腦", "Build the city data brain"), pillar: "data")
        words = ProjectWords(
            words: phrases, pack: PackLoader.load(directory: root.path).pack,
            names: RegisterNames(organizations: try OrganizationTree([unit]), clauses: [clause], goals: []))
    }

    var project: Project {
        var fields = ProjectFields(
            code: "LC-9", name: "城市数据大脑中枢平台", organization: OrganizationID(10), projectClass: "new", stage: "delivery")
        fields.names = LocalizedText(zhHans: "城市数据大脑中枢平台", zhHant: "城市數據大腦中樞平台", en: "City data brain")
        (fields.pillar, fields.state, fields.clause, fields.secrecy) = ("data", "held", ClauseID(7), .workSecret)
        (fields.plannedStart, fields.plannedEnd) = (day.adding(days: -400), day.adding(days: -3))
        (fields.plannedProgress, fields.actualProgress, fields.rhythm) = (90, 62, "month")
        return Project(
            id: ProjectID(99), fields: fields,
            money: ProjectMoney([.estimate: 540_000_000, .appropriation: 512_000_000, .contract: 520_000_000, .paid: 100_000_000]),
            lights: ProjectLights(declared: .green, computed: .red, confirmed: nil), lastReport: day.adding(days: -20),
            portfolio: PortfolioID(5), presence: .vanished, historicMissing: true, version: 4, packVersion: "city@1.0.0",
            createdAt: Samples.now, updatedAt: Samples.now)
    }

    var verification: Verification {
        Verification(
            id: .init(61), project: ProjectID(99), declared: .green, computed: .red, state: .answered, openedAt: Samples.now,
            due: day.adding(days: 5), answer: shell.say("设备到货延迟", "設備到貨延遲", "Delivery was late"), answeredAt: Samples.now,
            answeredBy: shell.sjj)
    }

    var detail: ProjectDetail {
        let reason = LightReason(code: "overdue", arguments: ["days": "3", "due": "2026-11-17", "value": "3"], severity: 80, colour: .red)
        func light(_ id: Int64, _ source: LightSource, _ colour: LightColour) -> LightEntry {
            LightEntry(
                id: .init(id), project: ProjectID(99), source: source, colour: colour, asOf: day, at: Samples.now, by: shell.sjj,
                account: nil,
                reasons: source == .computed ? [reason] : [], note: source == .declared ? shell.say("按计划", "按計劃", "As planned") : nil,
                packVersion: "city@1.0.0")
        }
        func baseline(_ number: Int, _ end: Int) -> Baseline {
            Baseline(
                id: .init(Int64(number)), project: ProjectID(99), number: number, start: day.adding(days: -400), end: day.adding(days: end),
                amount: 540_000_000, reason: shell.say("批复", "批覆", "Approval"), document: "LZF 3", approvedOn: day.adding(days: -400),
                recordedAt: Samples.now, recordedBy: shell.sjj)
        }
        return ProjectDetail(
            project: project, baselines: [baseline(1, -90), baseline(2, -3)],
            lights: [light(2, .computed, .red), light(1, .declared, .green)],
            verifications: [verification])
    }

    var pages: [(name: String, page: any Page, context: PageContext)] {
        let title = words.name(project)
        let relations = [
            LabelledRelation(
                kind: .builds, isOutgoing: true,
                other: NodeLabel(node: NodeReference(.system, 4), code: "S03", name: LocalizedText(zhHans: "中枢", zhHant: "中樞", en: "Hub")))
        ]
        var query = ProjectListQuery()
        (query.filter.text, query.filter.pillars, query.filter.divergentOnly) = ("数据", ["data"], true)
        query.columns = ProjectColumn.allCases
        let portfolio = Portfolio(
            id: PortfolioID(5), code: "gmpp", name: LocalizedText(zhHans: "样例", zhHant: "樣例", en: "Sample"), currency: .gbp,
            attribution: "OGL v3.0")
        query.filter.portfolio = .one(portfolio.id)
        let list = ProjectListPage(
            .init(
                query: query,
                page: ProjectPage(
                    projects: [project], count: 10_001, previous: ProjectCursor(key: "1", id: ProjectID(1)),
                    next: ProjectCursor(key: "2", id: ProjectID(2))),
                views: [SavedView(id: .init(1), account: AccountID(1), list: "projects", name: "A", query: "pillar=data")],
                portfolios: [portfolio], mayCreate: true, mayImport: true, mayExport: true, today: day, offsetMinutes: 480), words)
        let empty = ProjectListPage(
            .init(
                query: ProjectListQuery(), page: ProjectPage(projects: [], count: 0, next: nil), views: [], portfolios: [], mayCreate: true,
                mayImport: false, mayExport: false, today: day, offsetMinutes: 480), words)
        var typed = project.fields
        typed.stage = "acceptance"
        let difference = ProjectDifference(
            steps: [.init(at: Samples.now, by: shell.sjj, changes: [FieldChange("stage", "approval", "delivery")])],
            conflicts: typed.changes(from: project.fields))
        let error = AppError(
            "LT3010", .unprocessable,
            diagnostics: [Diagnostic(.error, "LT3001", column: "name"), Diagnostic(.error, "LT3005", column: "other")])
        let figure = Figure(
            id: .init(1), project: ProjectID(99), kind: .estimate, amount: Money(minor: 540_000_000, currency: .cny), date: day,
            document: "LZF 3", recordedAt: Samples.now, recordedBy: shell.sjj)
        let round = ReportingRound(
            id: RoundID(3), portfolio: portfolio.id, asOf: day, sourceFile: "gmpp.csv", sourceHash: "0", importedBy: shell.sjj,
            importedAt: Samples.now, counts: .init())
        var told = RoundFigure(round: round.id, project: ProjectID(99), name: "Brain", organization: "CO")
        (told.declared, told.colour, told.baseline, told.end) = ("Amber", .yellow, 100, day)
        let absence = Absence(id: .init(1), project: ProjectID(99), round: round.id, openedAt: Samples.now)
        return [
            ("project-list", list, shell.context(title: words("projects.title"))),
            ("project-list-empty", empty, shell.context(title: words("projects.title"))),
            (
                "project-overview",
                ProjectRecordPage.overview(
                    detail, relations: relations, attribution: "OGL v3.0", permissions: .system, today: day, words: words),
                shell.context(title: title)
            ),
            (
                "project-figures",
                ProjectRecordPage.figures(project, [figure], permissions: .system, key: "k", today: day, words: words),
                shell.context(title: title)
            ),
            (
                "project-lights",
                ProjectRecordPage.marks(project, detail.lights, detail.verifications, permissions: .system, key: "k", words: words),
                shell.context(title: title)
            ),
            (
                "project-rounds",
                ProjectRecordPage.rounds(
                    project, [(round, told)], absence: absence, permissions: .system, key: "k", attribution: "OGL v3.0", words: words),
                shell.context(title: title)
            ),
            (
                "project-stale",
                ProjectFormPage.record(
                    .init(
                        project: project, texts: typed.texts, version: 4, seen: Samples.now, key: "k", error: error, difference: difference,
                        units: [OrganizationID(10)]), words), shell.context(title: title)
            ),
            (
                "project-confirmation", ProjectFormPage.confirmation(detail, typed: FormData(), key: "k", error: error, words: words),
                shell.context(title: title)
            ),
            (
                "project-report", ProjectFormPage.report(project, typed: FormData(), key: "k", today: day, words: words),
                shell.context(title: title)
            ),
            ("project-verifications", VerificationsPage([(project, verification)], today: day, words: words), shell.context(title: title)),
        ]
    }
}
