import FEEL
import Indicators
import Policy

/// What indicators and nodes take when they say nothing themselves.
struct Defaults {
    var steps: [Step] = []
    var normalise: PackNode?
    var direction = Direction.higherIsBetter
    var aggregation = Aggregation.arithmetic
    var weighting = Weighting.given
    var coverage = Coverage()
    var absence = Absence.reweight

    init(_ node: PackNode?, _ reader: SpecReader) {
        guard let node, !node.isNull,
            let fields = PackFields(
                node, keys: ["steps", "normalise", "direction", "aggregate", "weighting", "coverage", "missing"], reader.findings)
        else { return }
        if let node = fields.optional("steps") { steps = reader.steps(node) }
        normalise = fields.optional("normalise")
        direction = fields.optional("direction").flatMap(reader.direction) ?? direction
        if let node = fields.optional("aggregate") { aggregation = reader.aggregation(node) ?? aggregation }
        if let node = fields.optional("weighting") { weighting = reader.weighting(node) ?? weighting }
        if let node = fields.optional("coverage") { coverage = reader.coverage(node) ?? coverage }
        if let node = fields.optional("missing") { absence = reader.absence(node) ?? absence }
    }
}

extension SpecReader {
    static let indicatorKeys = [
        "code", "title", "source", "unit", "direction", "denominator", "steps", "normalise", "formula", "target", "baseline",
        "catch-up",
    ]

    /// `higher` or `lower`; 1 and -1 mean the same.
    func direction(_ node: PackNode) -> Direction? {
        switch node.text {
        case "higher", "1", "+1": return .higherIsBetter
        case "lower", "-1": return .lowerIsBetter
        default:
            findings.report("LT2018", ["key": "direction", "value": node.text ?? "", "allowed": "higher, lower"], at: node)
            return nil
        }
    }

    func indicators(_ fields: PackFields, _ defaults: Defaults, _ population: Rule.Population) -> [Indicator] {
        var firstLines: [String: Int] = [:]
        var targets: [String: Double] = [:]
        for item in fields.optionalList("indicators") {
            if let code = item["code"]?.text, let target = item["target"] { targets[code] = number(target, "target") }
        }
        return fields.list("indicators").compactMap { item in
            guard let indicator = indicator(item, defaults, population, targets) else { return nil }
            if let first = firstLines[indicator.code] {
                findings.report("LT2021", ["id": indicator.code, "first": String(first)], at: item)
                return nil
            }
            firstLines[indicator.code] = item.line
            return indicator
        }
    }

    private func indicator(
        _ item: PackNode, _ defaults: Defaults, _ population: Rule.Population, _ targets: [String: Double]
    ) -> Indicator? {
        var direction = defaults.direction
        if let code = item.text {
            let rule = defaults.normalise.flatMap { normalisation($0, &direction) } ?? Normalisation(.minMax)
            let last = transform(of: defaults.normalise).map { [Step.transform($0)] } ?? []
            return Indicator(code, direction: direction, steps: defaults.steps + last, normalisation: rule)
        }
        guard let fields = PackFields(item, keys: Self.indicatorKeys, findings), let code = fields.text("code") else { return nil }
        if let node = fields.optional("direction") { direction = self.direction(node) ?? direction }
        var steps: [Step] = []
        if let node = fields.optional("formula"), let source = fields.optionalText("formula") {
            for fault in IndexFormula.faults(source) {
                findings.report(
                    fault.code.rawValue, fault.arguments, file: node.file, line: node.line + fault.range.line - 1,
                    column: fault.range.line == 1 ? node.column + fault.range.column - 1 : fault.range.column)
            }
            let formula = IndexFormula(code: code, source: source, population: population, targets: targets)
            steps.append(.derive { formula.derived($0) })
        }
        if let column = fields.optionalText("denominator") { steps.append(.divide(by: column, factor: 1)) }
        if let node = fields.optional("steps") { steps += self.steps(node) } else { steps += defaults.steps }
        var rule = Normalisation(.minMax)
        if let node = fields.optional("normalise").map({ inheriting($0, defaults.normalise) }) ?? defaults.normalise {
            rule = normalisation(node, &direction) ?? rule
            if let last = transform(of: node) { steps.append(.transform(last)) }
        }
        if let node = fields.optional("baseline"), !fields.has("normalise"), let scale = baselineScale(node, &direction) { rule = scale }
        if let node = fields.optional("catch-up") {
            if fields.has("normalise") { findings.report("LT2053", ["one": "catch-up", "other": "normalise"], at: node) }
            rule = catchUp(node, code: code, direction) ?? rule
        }
        var target = optionalNumber(fields, "target")
        if let value = target, case .transform(let last)? = steps.last, fields.has("normalise") || defaults.normalise != nil,
            transform(of: fields.optional("normalise").map { inheriting($0, defaults.normalise) } ?? defaults.normalise) != nil
        {
            target = last(value)
        }
        return Indicator(
            code, source: fields.optionalText("source"), measure: fields.optionalText("unit"), direction: direction, steps: steps,
            normalisation: rule, target: target)
    }

    /// A mapping without `method` changes the default; with one, or as a word, it stands for itself.
    private func inheriting(_ own: PackNode, _ base: PackNode?) -> PackNode {
        guard case .map(let entries) = own.content, own["method"] == nil else { return own }
        var all: [PackNode.Entry] = []
        if let base, case .map(let inherited) = base.content {
            all = inherited.filter { entry in !entries.contains { $0.key == entry.key } }
        } else {
            let name = PackNode(content: .text(base?.text ?? "min-max", plain: true), file: own.file, line: own.line, column: own.column)
            all = [PackNode.Entry(key: "method", line: own.line, column: own.column, value: name)]
        }
        if !(all + entries).contains(where: { $0.key == "method" }) {
            let name = PackNode(content: .text("min-max", plain: true), file: own.file, line: own.line, column: own.column)
            all.append(PackNode.Entry(key: "method", line: own.line, column: own.column, value: name))
        }
        return PackNode(content: .map(all + entries), file: own.file, line: own.line, column: own.column)
    }
}
