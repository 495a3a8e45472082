import Accounts
import Decisions
import FEEL
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office
import Policy

/// Settings → policy packs → rules: the decision models of the pack in force, drawn, analysed and tried. Changes nothing.
package struct RulesEndpoints: EndpointCollection {
    private let packs: ActivePacks

    package init(packs: ActivePacks) { self.packs = packs }

    package static let pages: [any Page.Type] = [RulesPage.self]

    package var endpoints: [Endpoint] {
        [
            .get("/settings/packs/rules", .action(.packRead), list),
            .get("/settings/packs/rules/{model}", .action(.packRead)) { visit in try show(visit, trial: nil) },
            .post("/settings/packs/rules/{model}", .action(.packRead), body: .form(limit: 64 << 10)) { visit in
                try show(visit, trial: RuleTrial(try model(visit), visit.form))
            },
        ]
    }

    private func model(_ visit: Visit) throws -> RuleModel {
        guard let id = visit.parameters.get("model"), let model = packs.pack(try visit.caller.tenant, on: visit.today)?.rules(id) else {
            throw AppError("LT1003", .notFound)
        }
        return model
    }

    private func list(_ visit: Visit) async throws -> Response {
        let words = visit.words
        let pack = packs.pack(try visit.caller.tenant, on: visit.today)
        let table = DataTable(
            id: "rules", caption: words("settings.rules"),
            columns: ["model", "decisions", "inputs", "cases", "findings"].map { TableColumn(words("settings.rules.column.\($0)")) },
            rows: (pack?.rules ?? []).map { Self.row($0, words) },
            empty: EmptyState(words("settings.rules.empty"), words("settings.rules.empty.text")))
        return try visit.page(
            SectionsPage(
                PageHeader(words("settings.rules"), subtitle: words("settings.rules.subtitle")), tabs: SettingsTabs.tabs(for: visit),
                sections: [
                    .init(
                        "models", title: words("settings.rules.models"),
                        text: pack.map { words("settings.rules.of", ["pack": $0.reference.description]) }, table: table)
                ]), title: words("settings.rules"),
            breadcrumb: [Crumb(words("settings.packs"), href: Route.packs.path), Crumb(words("settings.rules"))])
    }

    private static func row(_ model: RuleModel, _ words: Phrases) -> TableRow {
        let definitions = model.document.definitions
        let results = model.tested()
        let passed = results.count { $0.result.verdict == .success }
        let findings = model.model.check()
        let light: Light.Kind = results.isEmpty ? .unrated : passed == results.count ? .green : .red
        return TableRow(
            id: model.id, name: model.name,
            [
                TableCell(model.name, href: Route.rules(model.id).path, second: model.file),
                TableCell(definitions.decisions.map(\.head.name).joined(separator: words("settings.rules.and"))),
                TableCell(definitions.inputData.map(\.head.name).joined(separator: words("settings.rules.and"))),
                TableCell(light: Light(light, word: RulesPage.passed(passed, results.count, words), words: words)),
                TableCell(findings.isEmpty ? words("settings.rules.sound") : words("settings.rules.findings", count: findings.count)),
            ])
    }

    private func show(_ visit: Visit, trial: RuleTrial?) throws -> Response {
        let words = visit.words
        let model = try model(visit)
        let page = RulesPage(model, trial: trial, tabs: SettingsTabs.tabs(for: visit), words: words)
        return try visit.page(
            page, title: model.name,
            breadcrumb: [
                Crumb(words("settings.packs"), href: Route.packs.path), Crumb(words("settings.rules"), href: Route.rules(nil).path),
                Crumb(model.name),
            ], status: trial?.faults.isEmpty == false ? .unprocessableContent : .ok)
    }
}
