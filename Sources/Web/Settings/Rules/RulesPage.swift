import Decisions
import FEEL
import Kernel
import Localization
import Policy

/// One rule model: the answer to what was tried, its tables with their analysis, what needs what, and its cases run now.
package struct RulesPage: Page {
    package static let template = "settings/rules"

    package struct Line: Component { let value: String }

    package struct Fact: Component {
        let label: String
        let value: String
    }

    /// What the model answered, and why.
    package struct Answer: Component {
        let title: String
        let facts: [Fact]
        let lines: [Line]
        let diagnostics: DiagnosticsList?
    }

    /// One decision's logic: a grid, or a text of the language.
    package struct Logic: Component {
        let id: String
        let title: String
        let text: String
        let grid: Markup
        let hasGrid: Bool
        let source: String?
        /// Said where the analysis found nothing.
        let sound: String?
        let diagnostics: DiagnosticsList?
    }

    let header: PageHeader
    let tabs: Tabs
    let answers: [Answer]
    let form: Form
    let logics: [Logic]
    let graph: Markup
    let sentences: [Line]
    let cases: DataTable
    let casesText: String

    package init(_ model: RuleModel, trial: RuleTrial?, tabs: Tabs, words: Phrases) {
        let definitions = model.document.definitions
        let results = model.tested()
        let findings = model.model.check()
        let passed = results.count { $0.result.verdict == .success }
        header = PageHeader(
            model.name,
            subtitle: [
                words("settings.rules.decisions", count: definitions.decisions.count), Self.passed(passed, results.count, words),
                findings.isEmpty ? words("settings.rules.sound") : words("settings.rules.findings", count: findings.count),
            ].joined(separator: words("settings.rules.comma")), overline: model.file)
        self.tabs = tabs
        answers = (trial?.answers ?? []).map { Self.answer($0, missing: trial?.missing ?? [], words) }
        form = Self.form(model, trial, words)
        let traces = (trial?.answers ?? []).flatMap(\.explanation.steps)
        logics = definitions.decisions.reversed().map { decision in
            Self.logic(
                decision, findings.filter { $0.element == decision.head.name }, traces.first { $0.element == decision.head.name }, words)
        }
        let drawing = RuleGraph(definitions)
        graph = drawing.markup(title: words("settings.rules.graph"), describedBy: "graph-words")
        sentences = drawing.sentences(words).map { Line(value: $0) }
        casesText = words("settings.rules.cases.text")
        cases = Self.cases(results, words)
    }

    static func passed(_ passed: Int, _ all: Int, _ words: Phrases) -> String {
        all == 0
            ? words("settings.rules.no-cases")
            : words("settings.rules.passed", ["passed": words.number(passed), "count": words.number(all)])
    }

    private static func form(_ model: RuleModel, _ trial: RuleTrial?, _ words: Phrases) -> Form {
        let fields = RuleTrial.inputs(model).map { input -> FormField in
            let text = trial?.texts[input.field] ?? ""
            let kind: FormField.Input =
                if input.choices.isEmpty {
                    if case .date = input.type.base { .line(type: "date") } else { .line(type: "text") }
                } else {
                    .select(
                        [FieldOption("—", value: "", isSelected: text.isEmpty)]
                            + input.choices.map { FieldOption($0.reading, value: $0.literal, isSelected: $0.literal == text) })
                }
            let allowed = input.choices.isEmpty ? RuleTrial.allowed(input.name, model) : nil
            let hints = [model.document.definitions.inputData.first { $0.head.name == input.name }?.head.description, allowed].compactMap {
                $0
            }
            return FormField(
                kind, name: input.field, label: input.name, value: text, hint: hints.isEmpty ? nil : hints.joined(separator: " "),
                error: trial?.faults.contains(input.field) == true ? words("settings.rules.unreadable", ["value": text]) : nil, isHalf: true
            )
        }
        return Form(id: "trial", action: Route.rules(model.id).path, fields: fields, submit: words("settings.rules.try"))
    }

    private static func answer(
        _ found: (decision: String, outcome: Outcome, explanation: Explanation), missing: [String], _ words: Phrases
    ) -> Answer {
        let and = words("settings.rules.and")
        var facts: [Fact] = []
        if let context = found.outcome.value.context {
            facts = context.entries.map { Fact(label: $0.key, value: $0.value.reading) }
        } else {
            facts = [
                Fact(label: found.decision, value: found.outcome.value.isNull ? words("settings.rules.null") : found.outcome.value.reading)
            ]
        }
        var lines: [String] = []
        if !missing.isEmpty { lines.append(words("settings.rules.missing", ["inputs": missing.joined(separator: and)])) }
        for step in found.explanation.steps {
            for table in step.tables {
                let inputs = table.inputs.map { "\($0.name) = \($0.value.reading)" }.joined(separator: and)
                let key = table.matched.isEmpty ? "settings.rules.line.none" : "settings.rules.line.fired"
                let rules = table.matched.map(String.init).joined(separator: and)
                lines.append(words(key, ["decision": step.element, "rule": rules, "inputs": inputs]))
                for miss in near(table) {
                    lines.append(
                        words(
                            "settings.rules.line.near",
                            ["rule": String(miss.rule), "cells": miss.cells.map { cell($0, words) }.joined(separator: and)]))
                }
            }
            if step.tables.isEmpty {
                lines.append(
                    words(
                        "settings.rules.line.value",
                        ["decision": step.element, "value": step.value.isNull ? words("settings.rules.null") : step.value.reading]))
            }
            if step.value.isNull, let origin = step.nulls.first {
                lines.append(
                    words(
                        "settings.rules.line.null",
                        ["decision": step.element, "text": String(origin.text.prefix(120)), "line": String(origin.position.line)]))
            }
        }
        return Answer(
            title: words("settings.rules.answer", ["decision": found.decision]), facts: facts,
            lines: lines.prefix(60).map { Line(value: $0) },
            diagnostics: DiagnosticsList(found.explanation.findings.map { $0.diagnostic(file: nil) }, limit: 20, words: words))
    }

    /// At most two rules that missed by one cell, the smallest distance first; without such, the first that missed by more.
    private static func near(_ table: Explanation.Table) -> [Explanation.Miss] {
        let single = table.nearest.filter { $0.cells.count == 1 }
        let measured = single.enumerated().sorted { a, b in
            func distance(_ miss: Explanation.Miss) -> Double { miss.cells[0].distance.flatMap { Double($0) } ?? .infinity }
            let (first, second) = (distance(a.element), distance(b.element))
            return first == second ? a.offset < b.offset : first < second
        }
        if !measured.isEmpty { return measured.prefix(2).map(\.element) }
        return table.matched.isEmpty ? Array(table.nearest.prefix(2)) : []
    }

    private static func cell(_ cell: Explanation.Cell, _ words: Phrases) -> String {
        let arguments = [
            "column": cell.column, "value": cell.value.isNull ? words("settings.rules.null") : cell.value.reading,
            "test": RuleGrid.plain(cell.test, words),
        ]
        guard let distance = cell.distance, distance.contains(where: { $0 != "0" && $0 != "." }) else {
            return words("settings.rules.cell", arguments)
        }
        return words("settings.rules.cell.distance", arguments.merging(["distance": distance]) { first, _ in first })
    }

    private static func logic(_ decision: Decision, _ findings: [Finding], _ step: Explanation.Step?, _ words: Phrases) -> Logic {
        let diagnostics = DiagnosticsList(findings.map { $0.diagnostic(file: nil) }, limit: 50, words: words)
        var grid = Markup()
        var text = [decision.question, decision.head.description].compactMap { $0 }
        var source: String?
        var hasGrid = false
        if case .table(let table)? = decision.logic?.kind {
            let trace = step?.tables.first
            grid =
                RuleGrid(
                    table: table, caption: decision.head.name, fired: Set(trace?.matched ?? []),
                    near: Set((trace.map(near) ?? []).map(\.rule)), words: words
                ).markup
            text.append(RuleGrid.policy(table, words))
            hasGrid = true
        } else {
            source = decision.logic?.texts.joined(separator: "\n")
        }
        return Logic(
            id: "decision-\(decision.head.id)", title: decision.head.name, text: text.joined(separator: " "), grid: grid, hasGrid: hasGrid,
            source: source, sound: hasGrid && findings.isEmpty ? words("settings.rules.sound.text") : nil, diagnostics: diagnostics)
    }

    private static func cases(
        _ results: [(suite: RuleModel.Suite, test: TestCase, result: TestRunner.Result)], _ words: Phrases
    ) -> DataTable {
        let and = words("settings.rules.and")
        return DataTable(
            id: "cases", caption: words("settings.rules.cases"),
            columns: ["case", "result", "given", "expected", "actual"].map { TableColumn(words("settings.rules.case.\($0)")) },
            rows: results.prefix(200).map { suite, test, result in
                let isRight = result.verdict == .success
                let expected = test.expectations.map { $0.value?.value.excerpt ?? "—" }.joined(separator: and)
                return TableRow(
                    id: suite.file + test.id, name: test.id,
                    [
                        TableCell(test.description ?? test.id, second: "\(test.id) · \(suite.file)"),
                        TableCell(
                            light: Light(
                                isRight ? .green : .red, word: words(isRight ? "settings.rules.right" : "settings.rules.wrong"),
                                words: words)),
                        TableCell(test.inputs.map { "\($0.name) \($0.value.value.reading)" }.joined(separator: and)),
                        TableCell(expected),
                        TableCell(isRight ? words("settings.rules.same") : result.failures.map(\.actual).joined(separator: and)),
                    ])
            }, empty: EmptyState(words("settings.rules.no-cases"), words("settings.rules.no-cases.text")))
    }
}
