import Chain
import Foundation
import Kernel
import Localization
import Office
import Operations
import Planning
import Policy
import Supervision
import Testing

@testable import Web

/// Desk, search, cockpit, plan, orders and chain as pages.
@Suite struct OfficePageTests {
    let renderer: PageRenderer
    let pack: PolicyPack

    init() throws {
        renderer = try PageRenderer.bundled(
            pages: DeskEndpoints.pages + SearchEndpoints.pages + CockpitEndpoints.pages + PlanEndpoints.pages + OrderEndpoints.pages
                + ChainEndpoints.pages)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        pack = try PackLoader.require(PackLoader.archive(directory: root.appending(path: "Packs/city").path(percentEncoded: false)))
    }

    static let names = ["cockpit", "cockpit-wall", "desk", "desk-empty", "search", "search-none", "order", "orders", "plan"]

    @Test func everyNameInEveryTemplateIsKnownToItsPage() {
        var contract = TemplateContract(renderer.templates)
        let samples = OfficeSamples(renderer.catalogue.phrases(.zhHant), pack)
        for name in Self.names { contract.walk(samples.page(name), samples.context) }
        #expect(contract.faults.isEmpty, "\(contract.faults.sorted().joined(separator: "\n"))")
    }

    @Test(arguments: names) func aPageInTraditionalChineseIsAsItWas(_ name: String) throws {
        let samples = OfficeSamples(renderer.catalogue.phrases(.zhHant), pack)
        try expectGolden(try html(name, samples), name)
    }

    @Test(arguments: LocaleTag.allCases) func noPageShowsAMissingTextOrATag(_ locale: LocaleTag) throws {
        let samples = OfficeSamples(renderer.catalogue.phrases(locale), pack)
        for name in Self.names {
            let html = try html(name, samples)
            #expect(!html.contains("⟦"), "\(name) \(locale.rawValue)")
            #expect(!html.contains("{{"), "\(name) \(locale.rawValue)")
            #expect(!html.contains("Optional("), "\(name) \(locale.rawValue)")
        }
    }

    @Test func everyFigureOfTheCockpitOpensItsRecords() {
        let samples = OfficeSamples(renderer.catalogue.phrases(.zhHant), pack)
        for tile in CockpitPage(samples.view).tiles { #expect(tile.href.hasPrefix("/") && tile.evidence != nil) }
    }

    private func html(_ name: String, _ samples: OfficeSamples) throws -> String {
        func render(_ page: some Page) throws -> String { try renderer.render(page, samples.context) }
        return try render(samples.page(name))
    }
}

struct OfficeSamples {
    let words: Phrases
    let pack: PackWords
    static let today = CivilDate(daysSince1970: 20_777)

    init(_ words: Phrases, _ pack: PolicyPack) {
        self.words = words
        self.pack = PackWords(words: words, pack: pack)
    }

    var context: PageContext { Samples(words: words).context(title: words("cockpit.title")) }

    private func text(_ hans: String, _ hant: String, _ en: String) -> LocalizedText { LocalizedText(zhHans: hans, zhHant: hant, en: en) }
    private var unit: LocalizedText { text("澜川市水务局", "瀾川市水務局", "Water Bureau") }
    private var node: NodeLabel {
        NodeLabel(node: NodeReference(.project, 9), code: "P09", name: text("供水调度平台", "供水調度平台", "Water dispatch"))
    }

    private var goal: GoalLine {
        GoalLine(
            goal: Goal(
                id: GoalID(3), code: "G03", name: text("数据归集率", "數據歸集率", "Data catalogued"), pillar: "data", family: .catchUp,
                lead: OrganizationID(1), clause: ClauseID(2), unit: text("%", "%", "%"), rises: true, start: 20,
                startOn: Self.today.adding(days: -200), target: 90, deadline: Self.today.adding(days: 400), dueThisYear: 60, current: 35.5,
                observedOn: Self.today.adding(days: -20)), lead: unit)
    }

    private var order: OrderLine {
        OrderLine(
            order: Order(
                id: OrderID(11), code: "D11", title: text("早晚高峰治堵专项", "早晚高峰治堵專項", "Rush-hour congestion"), source: .leader,
                basisKind: "project", basisCode: "P09", lead: OrganizationID(1), partners: [OrganizationID(2)],
                supervisor: OrganizationID(3),
                issuedOn: Self.today.adding(days: -90), deadline: Self.today.adding(days: -3), rhythm: .halfMonth,
                expected: text("均速提升 12%", "均速提升 12%", "Speed up 12 %"), state: .inProgress, planned: 80, actual: 55,
                lastReportOn: Self.today.adding(days: -9), declared: "green", computed: "red", confirmed: "yellow", pillar: "governance"),
            lead: unit, supervisor: unit, partners: [unit])
    }

    var snapshot: CockpitSnapshot {
        func cell(_ pillar: String?, _ stage: String, _ declared: LightColour?, _ computed: LightColour?, _ count: Int)
            -> CockpitSnapshot.ProjectCell
        {
            .init(
                pillar: pillar, stage: stage, currency: .cny, declared: declared, computed: computed, confirmed: computed,
                isDivergent: declared != computed, isOverdue: computed == .red, count: count,
                money: ProjectSums(planned: 90_000_000_00, approved: 76_543_210_00, contract: 60_000_000_00, paid: 12_345_678_90))
        }
        var chain = CockpitSnapshot.ChainCounts()
        (chain.systems, chain.runningSystems, chain.dataResources) = (40, 31, 30)
        (chain.linkedDataResources, chain.shareableDataResources, chain.facilities, chain.businessItems) = (19, 28, 7, 18)
        return CockpitSnapshot(
            portfolio: nil, today: Self.today,
            projects: [
                cell("data", "delivery", .green, .red, 3), cell("services", "approval", .green, .green, 5),
                cell(nil, "declaration", nil, nil, 1),
            ],
            orders: [
                .init(
                    pillar: "governance", state: "in-progress", declared: .green, computed: .red, confirmed: nil, isDivergent: true,
                    isOverdue: true, count: 4)
            ],
            attention: [
                .init(
                    kind: .project, reason: .divergent, id: 9, code: "P09", name: node.name, unit: unit, declared: .green, computed: .red,
                    confirmed: nil, due: Self.today.adding(days: 9)),
                .init(
                    kind: .milestone, reason: .overdue, id: 9, code: "P09", name: text("初验", "初驗", "First acceptance"), unit: unit,
                    declared: .green, computed: .red, confirmed: nil, due: Self.today.adding(days: -9)),
            ], goals: [goal], chain: chain,
            portfolios: [
                .init(
                    id: .init(5), name: text("英国政府重大项目", "英國政府重大項目", "UK major projects"), attribution: "OGL v3.0",
                    round: .init(
                        asOf: Self.today, importedAt: Samples.now, continuing: 180, renamed: 3, joined: 20, vanished: 11))
            ])
    }

    var view: CockpitView { CockpitView(snapshot: snapshot, pack: pack) }

    func page(_ name: String) -> any Page {
        let day = Self.today
        switch name {
        case "cockpit": return CockpitPage(view)
        case "cockpit-wall": return CockpitWallPage(view)
        case "desk":
            let items = DeskItem.Kind.allCases.enumerated().map { index, kind in
                DeskItem(
                    kind: kind, id: 9, code: "P09", name: node.name, unit: unit, due: index % 4 == 3 ? nil : day.adding(days: index - 3))
            }
            let change = DeskChange(
                subject: .project, id: 9, code: "P09", name: node.name, at: Samples.now, actor: "陸文清", action: "project.edit",
                payload: AuditPayload(note: "n"))
            return DeskPage(
                DeskSnapshot(items: items, changes: [change], since: Samples.now), name: "陸文清", today: day, offsetMinutes: 480, pack: pack)
        case "desk-empty":
            return DeskPage(
                DeskSnapshot(items: [], changes: [], since: Samples.now), name: "陸文清", today: day, offsetMinutes: 480, pack: pack)
        case "search":
            let unitLabel = NodeLabel(node: NodeReference(.organization, 2), code: "swj", name: unit)
            return SearchPage(
                [
                    SearchGroup(kind: .project, hits: [node], hasMore: true),
                    SearchGroup(kind: .organization, hits: [unitLabel], hasMore: false),
                ],
                text: "供水", words: words)
        case "search-none": return SearchPage([], text: "無此事", words: words)
        case "order":
            let path = ThreadPath(
                node: NodeLabel(node: NodeReference(.order, 11), code: "D11", name: order.order.title), places: [.project: [node]],
                relations: [LabelledRelation(kind: .serves, isOutgoing: true, other: node)])
            return RecordPage(order, path: path, today: day, pack: pack)
        case "orders":
            var query = OrderListQuery()
            (query.isDivergent, query.text) = (true, "治堵")
            return OrderListPage(
                OrderPage(lines: [order], count: 60, next: OrderCursor(deadline: day, code: "D11")), query: query, today: day, pack: pack)
        default:
            let clause = Clause(
                id: ClauseID(2), code: "C02", document: text("实施意见", "實施意見", "Opinion"), article: text("第二条", "第二條", "Article 2"),
                text: text("建设全市数据资源体系", "建設全市數據資源體系", "Build the city's data resources"), pillar: "data")
            return PlanPage(
                PlanSnapshot(clauses: [.init(clause: clause, goals: 1, projects: 0, orders: 0)], goals: [goal]), orphansOnly: false,
                today: day,
                pack: pack)
        }
    }
}
