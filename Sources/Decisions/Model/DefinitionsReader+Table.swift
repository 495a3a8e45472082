extension DefinitionsReader {
    mutating func table(_ element: MarkupElement) -> DecisionTable {
        var policy = DecisionTable.HitPolicy.unique
        if let text = element.attribute("hitPolicy")?.trimmed, !text.isEmpty {
            if let known = DecisionTable.HitPolicy(rawValue: text) {
                policy = known
            } else {
                note(Finding(.error, "LT2314", ["value": String(text.prefix(80))], at: element.position))
            }
        }
        var aggregation: DecisionTable.Aggregation?
        if let text = element.attribute("aggregation")?.trimmed, !text.isEmpty {
            aggregation = DecisionTable.Aggregation(rawValue: text)
            if aggregation == nil { note(Finding(.error, "LT2315", ["value": String(text.prefix(80))], at: element.position)) }
        }
        let inputs = element.elements("input").map { input in
            let expression = input.first("inputExpression")
            return DecisionTable.Input(
                label: input.attribute("label"), expression: cell(expression, element), typeRef: expression.flatMap { typeRef($0) },
                allowedValues: input.first("inputValues").map { cell($0, element) })
        }
        let outputs = element.elements("output").map { output in
            DecisionTable.Output(
                name: output.attribute("name")?.trimmed, label: output.attribute("label"), typeRef: typeRef(output),
                allowedValues: output.first("outputValues").map { cell($0, element) },
                defaultEntry: output.first("defaultOutputEntry").map { cell($0, element) })
        }
        if outputs.isEmpty { note(Finding(.error, "LT2320", at: element.position)) }
        let rules = element.elements("rule").enumerated().map { index, rule in
            self.rule(rule, number: index + 1, inputs: inputs.count, outputs: outputs.count)
        }
        if aggregation != nil, outputs.count > 1, aggregation != .count { note(Finding(.warning, "LT2321", at: element.position)) }
        return DecisionTable(
            hitPolicy: policy, aggregation: policy == .collect ? aggregation : nil, outputLabel: element.attribute("outputLabel"),
            inputs: inputs, outputs: outputs, annotations: element.elements("annotation").map { $0.attribute("name") ?? "" }, rules: rules)
    }

    private mutating func rule(_ element: MarkupElement, number: Int, inputs: Int, outputs: Int) -> DecisionTable.Rule {
        var tests = element.elements("inputEntry").map { cell($0, element) }
        var results = element.elements("outputEntry").map { cell($0, element) }
        if tests.count != inputs || results.count != outputs {
            note(
                Finding(
                    .error, "LT2316",
                    [
                        "rule": String(number), "inputs": String(tests.count), "outputs": String(results.count), "columns": String(inputs),
                        "results": String(outputs),
                    ], at: element.position))
        }
        // A rule always has a cell for each column, so that nothing after this must ask.
        let position = element.position
        tests = (0..<inputs).map { $0 < tests.count ? tests[$0] : DecisionTable.Cell("-", at: position) }
        results = (0..<outputs).map { $0 < results.count ? results[$0] : DecisionTable.Cell("null", at: position) }
        return DecisionTable.Rule(
            id: element.attribute("id"), description: element.first("description")?.text, inputs: tests, outputs: results,
            annotations: element.elements("annotationEntry").map { $0.first("text")?.text ?? "" }, position: position)
    }

    private func cell(_ element: MarkupElement?, _ parent: MarkupElement) -> DecisionTable.Cell {
        guard let element else { return DecisionTable.Cell("", at: parent.position) }
        return DecisionTable.Cell(element.first("text")?.text ?? "", at: textPosition(element))
    }
}
