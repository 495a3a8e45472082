import Decisions
import FEEL
import Localization
import Policy

/// Values someone tries a model with, and what it answers with the explanation.
package struct RuleTrial {
    package struct Input {
        let name: String
        let type: FEELType
        /// What can be chosen; empty where anything of the type can be written.
        let choices: [FEELValue]
        /// The name of its field in the form.
        let field: String
    }

    let texts: [String: String]
    /// Field to the value it could not be read as.
    let faults: Set<String>
    let answers: [(decision: String, outcome: Outcome, explanation: Explanation)]
    /// Inputs left empty.
    let missing: [String]

    /// Reads the form; evaluates when every field could be read.
    package init(_ model: RuleModel, _ form: FormData) {
        var texts: [String: String] = [:]
        var faults: Set<String> = []
        var values: [(name: String, value: FEELValue)] = []
        var missing: [String] = []
        for input in Self.inputs(model) {
            let text = form.text(input.field) ?? ""
            texts[input.field] = text
            guard !text.isEmpty else {
                missing.append(input.name)
                continue
            }
            if let value = Self.value(text, input) { values.append((input.name, value)) } else { faults.insert(input.field) }
        }
        (self.texts, self.faults, self.missing) = (texts, faults, missing)
        guard faults.isEmpty else {
            answers = []
            return
        }
        let evaluator = Evaluator(model.model, limits: RuleModel.limits, recording: true)
        answers = model.answers.compactMap { decision in
            evaluator.explain(decision.head.name, values).map { (decision.head.name, $0.outcome, $0.explanation) }
        }
    }

    /// What the model's answers need, in the order of the file, each once.
    static func inputs(_ model: RuleModel) -> [Input] {
        var found: [Input] = []
        for decision in model.answers {
            for (name, type) in model.model.inputs(of: decision.head.name) ?? [] where !found.contains(where: { $0.name == name }) {
                found.append(Input(name: name, type: type, choices: choices(name, type, model), field: ""))
            }
        }
        let order = model.document.definitions.inputData.map(\.head.name)
        let sorted = found.enumerated().sorted {
            (order.firstIndex(of: $0.element.name) ?? order.count, $0.offset) < (
                order.firstIndex(of: $1.element.name) ?? order.count, $1.offset
            )
        }
        return sorted.enumerated().map { place, entry in
            Input(name: entry.element.name, type: entry.element.type, choices: entry.element.choices, field: "input-\(place + 1)")
        }
    }

    private static func choices(_ name: String, _ type: FEELType, _ model: RuleModel) -> [FEELValue] {
        if case .boolean = type.base { return [.boolean(true), .boolean(false)] }
        guard let text = allowed(name, model), let tests = try? FEELCompiler(.lenient).unaryTests(text, input: type),
            case .values(let values, negated: false) = tests.shape
        else { return [] }
        return values
    }

    /// The unary tests that say what an input can be: of its type, else of the first table that reads it.
    static func allowed(_ name: String, _ model: RuleModel) -> String? {
        let definitions = model.document.definitions
        let type = definitions.inputData.first { $0.head.name == name }?.typeRef
        if let text = definitions.itemDefinitions.first(where: { $0.head.name == type })?.allowedValues?.text { return text }
        for decision in definitions.decisions {
            guard case .table(let table)? = decision.logic?.kind else { continue }
            if let text = table.inputs.first(where: { $0.expression.text == name })?.allowedValues?.text { return text }
        }
        return nil
    }

    /// Texts and dates as they are written, everything else as the language writes it; nil for what is no value of the type.
    private static func value(_ text: String, _ input: Input) -> FEELValue? {
        if let choice = input.choices.first(where: { $0.literal == text }) { return choice }
        switch input.type.base {
        case .string, .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration: return .string(text)
        default: break
        }
        guard let program = try? FEELCompiler(.strict).expression(text) else { return nil }
        let run = FEELRun(limits: RuleModel.limits)
        let value = program.evaluate(FEELFrame(run: run))
        guard !run.failed, !value.isNull, input.type.base.coerce(value) != nil else { return nil }
        return value
    }
}

extension FEELValue {
    /// As a person reads it: a text without its quotes.
    var reading: String { string ?? excerpt }
}
