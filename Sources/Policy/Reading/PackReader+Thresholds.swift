import Kernel

extension PackReader {
    mutating func readThresholds() -> Thresholds? {
        guard let file = file("thresholds.yaml", keys: ["values", "questions"]) else { return nil }
        var ids = PackIdentifiers(findings)
        var all: [Threshold] = []
        for node in file.list("values") {
            let keys = ["id", "name", "kind", "value", "minimum", "maximum", "options", "clause"]
            guard let fields = PackFields(node, keys: keys, findings) else { continue }
            let id = ids.claim(fields)
            let name = fields.localized("name")
            let clause = fields.optionalReference("clause", to: clauseIDs, "LT2032")
            guard let kind = fields.choice("kind", Threshold.Kind.self) else { continue }
            let (value, range, options) = threshold(fields, kind)
            guard let id, let name, let value else { continue }
            all.append(Threshold(id: id, name: name, kind: kind, value: value, range: range, options: options, clause: clause))
        }
        thresholdIDs = ids.all
        thresholds = Thresholds(all, questions: questions(file, known: ids.all))
        return thresholds
    }

    private func threshold(_ fields: PackFields, _ kind: Threshold.Kind) -> (Threshold.Value?, ClosedRange<Int>?, [Labels.Label]) {
        if kind == .choice {
            let (options, known) = labelItems(fields, "options")
            let value = fields.required("value").flatMap { node -> String? in
                guard let text = node.text, known.contains(text) else {
                    findings.report(
                        "LT2018", ["key": "value", "value": node.text ?? "", "allowed": known.sorted().joined(separator: ", ")], at: node)
                    return nil
                }
                return text
            }
            return (value.map { .choice($0) }, nil, options)
        }
        let widest = kind == .money ? 0...1_000_000_000_000 : 0...100_000
        let minimum = fields.integer("minimum", in: widest)
        let maximum = fields.integer("maximum", in: widest)
        guard let minimum, let maximum else { return (nil, nil, []) }
        guard minimum <= maximum else {
            findings.report(
                "LT2051", ["from": String(minimum), "to": String(maximum)], at: fields.optional("minimum") ?? fields.node)
            return (nil, nil, [])
        }
        let number = fields.integer("value", in: minimum...maximum)
        let value = number.map { kind == .money ? Threshold.Value.money(Money(minor: Int64($0) * 100, currency: .cny)) : .number($0) }
        return (value, minimum...maximum, [])
    }

    private func questions(_ file: PackFields, known: Set<String>) -> [ThresholdQuestion] {
        var ids = PackIdentifiers(findings)
        return file.list("questions").compactMap { node in
            guard let fields = PackFields(node, keys: ["id", "question", "explanation", "sets"], findings) else { return nil }
            let id = ids.claim(fields)
            let texts = (fields.localized("question"), fields.localized("explanation"))
            let sets = fields.references("sets", to: known, "LT2034")
            guard let id, let question = texts.0, let explanation = texts.1 else { return nil }
            return ThresholdQuestion(id: id, question: question, explanation: explanation, thresholds: sets)
        }
    }
}
